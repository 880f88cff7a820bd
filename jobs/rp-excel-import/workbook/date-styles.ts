import {mostStyleBytes} from './limits.js';
import type {Package} from './open-package.js';
import {parseWhole} from './parse-xml.js';

/** The numbers of the cell styles that show a number as a date or a time. */
export const readDateStyles = async (workbook: Package, part: string): Promise<Set<number>> => {
	const dateFormats = new Set(builtInDates);
	const styles: number[] = [];
	let isCellStyle = false;
	await parseWhole({file: workbook.file, part}, workbook.read(part, mostStyleBytes), {
		open(name, {numFmtId: numberFmtId = '0', formatCode = ''}) {
			if (name === 'numFmt' && isDateFormat(formatCode)) {
				dateFormats.add(Number(numberFmtId));
			} else if (name === 'cellXfs') {
				isCellStyle = true;
			} else if (name === 'xf' && isCellStyle) {
				styles.push(Number(numberFmtId));
			}
		},
		close(name) {
			if (name === 'cellXfs') {
				isCellStyle = false;
			}
		},
	});
	return new Set(styles.keys().filter(style => dateFormats.has(styles[style]!)));
};

/** Formats that a workbook need not declare (ISO 29500, 18.8.30), those of the Far East too. */
const builtInDates = [...range(14, 22), ...range(27, 36), ...range(45, 47), ...range(50, 58)];

function range(first: number, last: number) {
	return Array.from({length: last - first + 1}, (_, index) => first + index);
}

/** Whether letters of a date or a time are left when quoted text, colours, conditions and escaped characters are taken out. */
export const isDateFormat = (format: string): boolean => /[dhmsy]|\[(?:h+|m+|s+)\]/iv.test(format.replaceAll(notLetters, '').replaceAll(/general/giv, ''));

const notLetters = /"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\[\]]*\]/giv;
