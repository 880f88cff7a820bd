import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const printableAscii = /^[\u{20}-\u{7E}]*$/v;

/** Columns that a text takes; ASCII is counted without a closer look. */
export const widthOf = (text: string): number => printableAscii.test(text) ? text.length : stringWidth(text);

/** What a person sees as characters. */
export const graphemes = (text: string): string[] =>
	printableAscii.test(text) ? [...text] : Array.from(segmenter.segment(text), ({segment}) => segment);

/** Makes a value from a database safe to show: control characters, escape sequences and direction overrides could repaint the screen. */
export const clean = (text: string): string => text.replaceAll(/[\t\n\r]+/gv, ' ').replaceAll(/[\p{Control}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}]/gv, '\u{FFFD}');
