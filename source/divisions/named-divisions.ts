/** Divisions in words, the first of many by their codes. */
export const divisionsText = (codes: readonly string[]): string => `${codes.length === 1 ? 'division' : 'divisions'} ${codes.slice(0, shown).join(', ')}${codes.length > shown ? ` and ${codes.length - shown} more` : ''}`;

const shown = 12;
