/** A number with its thing: `1 division`, `2 divisions`. */
export const countOf = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
