/** Variable that gives a secret for one run: `prod/baco@SRV\EXACT` is BACO_PASSWORD_PROD_BACO_SRV_EXACT. */
export const variableName = (name: string): string => `BACO_PASSWORD_${name.toUpperCase().replaceAll(/[^\p{Letter}\p{Number}]+/gv, '_')}`;
