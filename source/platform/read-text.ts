import {readFile} from 'node:fs/promises';

/** Text of a file that a person or another program wrote. Rejects with the operating system's error. */
export const readText = async (file: string): Promise<string> => decodeText(await readFile(file));

/** UTF-8, or what the mark at its beginning says: Windows writes UTF-16 by `>` and UTF-8 with a mark by Notepad. */
export const decodeText = (bytes: Uint8Array): string => decoderOf(bytes, {fatal: false}).decode(bytes);

/** The same for a secret, where a character that was read wrong would be a wrong secret: undefined when it is no text of that kind. */
export const decodeSecret = (bytes: Uint8Array): string | undefined => {
	try {
		return decoderOf(bytes, {fatal: true}).decode(bytes);
	} catch {
		return undefined;
	}
};

const decoderOf = ([first, second]: Uint8Array, options: {readonly fatal: boolean}) => new TextDecoder(first === 0xFF && second === 0xFE ? 'utf-16le' : 'utf8', options);
