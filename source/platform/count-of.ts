/** A number with its thing: `1 division`, `2 divisions`, `0 entries`: the one rule for it. `things` is given where it is not the word with an s. */
export const countOf = (count: number, thing: string, things = `${thing}s`): string => `${count} ${count === 1 ? thing : things}`;

/** The verb that goes with it: `is` or `are`. */
export const agree = (count: number, one: string, many: string): string => count === 1 ? one : many;
