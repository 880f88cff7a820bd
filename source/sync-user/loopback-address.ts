/** Whether an address is this machine's own. */
export const isLoopback = ({hostname}: URL): boolean => hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/v.test(hostname);
