import {Buffer, isUtf8} from 'node:buffer';

/** What a file is by its first bytes, whatever its name says. A workbook is an `archive`. */
export const formOf = (content: Buffer): 'archive' | 'compound' | 'text' | 'empty' | 'other' => {
	if (content.length === 0) {
		return 'empty';
	}

	if (content.subarray(0, 4).equals(archive)) {
		return 'archive';
	}

	if (content.subarray(0, 8).equals(compound)) {
		return 'compound';
	}

	const start = content.subarray(0, 1024);
	// Cut in the middle of a character, a text is still one.
	return !start.includes(0) && [0, 1, 2, 3].some(less => isUtf8(start.subarray(0, start.length - less))) ? 'text' : 'other';
};

const archive = Buffer.from('PK\u{3}\u{4}', 'latin1');
/** OLE2: Excel 97-2003, and every workbook with a password. */
const compound = Buffer.from([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
