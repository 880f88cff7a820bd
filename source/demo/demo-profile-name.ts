/** Reserved for the demo. */
export const demoProfileName = 'demo';
