/** `1 row`, `2 rows`, `0 entries`: the one rule for a number before a word. `many` is given where it is not the word with an s. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** The verb that goes with it: `is` or `are`. */
export const agree = (count: number, one: string, many: string): string => count === 1 ? one : many;
