/** The text, or what stands for it when there is none. */
export const orElse = (text: string, otherwise: string): string => text === '' ? otherwise : text;
