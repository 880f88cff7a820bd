import process from 'node:process';
import {hyperlink} from '../platform/hyperlink.js';
import {languageOf, type Language} from '../sync-user/labels.js';

export type Color = 'green' | 'yellow' | 'red' | 'blue' | 'magenta' | 'cyan';

export type Style = {
	readonly color?: Color;
	readonly bold?: boolean;
	readonly dim?: boolean;
	readonly inverse?: boolean;
};

export type Theme = {
	/** Wraps a text in its style; the text itself is unchanged, so that widths are counted before. */
	readonly paint: (text: string, style: Style) => string;
	readonly glyphs: typeof unicodeGlyphs;
	/** Makes a text lead to an address, where the terminal may know that. */
	readonly link: (text: string, address: string) => string;
	/** Of the labels that the office's own screens have. */
	readonly language: Language;
};

const unicodeGlyphs = {
	pass: '✓', warn: '!', fail: '✗', skipped: '–', running: '▸', none: '·', cursor: '›', rule: '─', bar: '█', rest: '░', more: '↓', less: '↑',
};

const asciiGlyphs: typeof unicodeGlyphs = {
	pass: '+', warn: '!', fail: 'x', skipped: '-', running: '*', none: '.', cursor: '>', rule: '-', bar: '#', rest: '.', more: 'v', less: '^',
};

// The terminal's own 16 colours: its owner chose them to be readable on the background.
const codes: Readonly<Record<Color, number>> = {
	red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36,
};

/** Colours and signs for this terminal. Without colour (`NO_COLOR`) bold and reverse video stay: they are no colours. */
export const createTheme = (environment: NodeJS.ProcessEnv = process.env): Theme => {
	const hasColor = (environment.NO_COLOR ?? '') === '' && environment.TERM !== 'vt100';
	return {
		paint(text, {color, bold, dim, inverse}) {
			const on: number[] = [];
			const off: number[] = [];
			if (bold === true) {
				on.push(1);
				off.push(22);
			} else if (dim === true) {
				on.push(2);
				off.push(22);
			}

			if (inverse === true) {
				on.push(7);
				off.push(27);
			}

			if (hasColor && color !== undefined) {
				on.push(codes[color]);
				off.push(39);
			}

			return text === '' || on.length === 0 ? text : `\u{1B}[${on.join(';')}m${text}\u{1B}[${off.join(';')}m`;
		},
		glyphs: isUnicode(environment) ? unicodeGlyphs : asciiGlyphs,
		link: (text, address) => hyperlink(text, address, {isTerminal: true, environment}),
		language: languageOf(undefined, environment),
	};
};

// No locale at all is common over SSH and says nothing; a locale that is named and is not UTF-8 does.
function isUnicode(environment: NodeJS.ProcessEnv): boolean {
	const locale = [environment.LC_ALL, environment.LC_CTYPE, environment.LANG].find(value => value !== undefined && value !== '');
	return locale === undefined || /utf-?8/iv.test(locale);
}
