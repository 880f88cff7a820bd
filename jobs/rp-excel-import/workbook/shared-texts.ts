import {plainText} from './plain-text.js';
import {mostSharedTextBytes} from './limits.js';
import type {Package} from './open-package.js';
import {parseWhole} from './parse-xml.js';

/** The texts that cells refer to by number; their parts in several fonts are put together, reading aids are left out. */
export const readSharedTexts = async (workbook: Package, part: string): Promise<string[]> => {
	const texts: string[] = [];
	let text = '';
	let isText = false;
	let isReadingAid = false;
	await parseWhole({file: workbook.file, part}, workbook.read(part, mostSharedTextBytes), {
		open(name) {
			switch (name) {
				case 'si': {
					text = '';

					break;
				}

				case 'rPh': {
					isReadingAid = true;

					break;
				}

				case 't': {
					isText = !isReadingAid;

					break;
				}
			// No default
			}
		},
		text(piece) {
			if (isText) {
				text += piece;
			}
		},
		close(name) {
			switch (name) {
				case 'si': {
					texts.push(plainText(text));

					break;
				}

				case 'rPh': {
					isReadingAid = false;

					break;
				}

				case 't': {
					isText = false;

					break;
				}
			// No default
			}
		},
	});
	return texts;
};
