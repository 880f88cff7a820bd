import type {Buffer} from 'node:buffer';
import {crc32} from 'node:zlib';
import yauzl, {type Entry, type ZipFile} from 'yauzl';
import {BacoError} from '../../../source/problems/baco-error.js';
import {formOf} from './form-of.js';
import {mostPackedBytes, mostParts} from './limits.js';
import {damaged, tooLarge} from './faults.js';

/** The parts of a workbook (Open Packaging Conventions): files of an archive. */
export type Package = {
	/** The attachment's name, for messages. */
	readonly file: string;
	readonly has: (part: string) => boolean;
	/** Unpacked bytes of a part, piece by piece as they are asked for. Rejects when it has more than `most`, or not what the archive says. */
	readonly read: (part: string, most: number) => AsyncIterable<Buffer>;
	readonly close: () => void;
};

/**
Opens a workbook in memory. Sizes and check sums are compared with what is really unpacked, so that neither a bomb nor a changed byte gets
through. Rejects with WORKBOOK-FORMAT, WORKBOOK-LIMIT or WORKBOOK-DAMAGED.
*/
export const openPackage = async (file: string, content: Buffer): Promise<Package> => {
	if (content.length > mostPackedBytes) {
		throw tooLarge(file, `it has ${content.length} bytes`, mostPackedBytes);
	}

	const form = formOf(content);
	if (form !== 'archive') {
		throw new BacoError('WORKBOOK-FORMAT', {file, form});
	}

	const zip = await opened(file, content);
	const entries = await partsOf(file, zip);
	return {
		file,
		has: part => entries.has(part.toLowerCase()),
		read: (part, most) => unpacked({
			file, zip, part, most, entry: entries.get(part.toLowerCase()),
		}),
		close() {
			zip.close();
		},
	};
};

const opened = async (file: string, content: Buffer) => {
	try {
		return await yauzl.fromBufferPromise(content, {lazyEntries: true, autoClose: false});
	} catch (error) {
		throw damaged(file, 'the archive', error);
	}
};

/** Names are compared without regard to case, as the conventions say. */
const partsOf = async (file: string, zip: ZipFile) => {
	if (zip.entryCount > mostParts) {
		throw tooLarge(file, `it has ${zip.entryCount} parts`, mostParts);
	}

	const entries = new Map<string, Entry>();
	try {
		for await (const entry of zip.eachEntry()) {
			entries.set(entry.fileName.toLowerCase(), entry);
		}
	} catch (error) {
		throw damaged(file, 'the list of the archive', error);
	}

	return entries;
};

type Unpacking = {readonly file: string; readonly zip: ZipFile; readonly part: string; readonly entry: Entry | undefined; readonly most: number};

async function * unpacked({file, zip, part, entry, most}: Unpacking): AsyncGenerator<Buffer> {
	if (entry === undefined) {
		throw damaged(file, part, 'it is not in the archive');
	}

	if (entry.uncompressedSize > most) {
		throw tooLarge(file, `${part} has ${entry.uncompressedSize} bytes`, most);
	}

	let sum = 0;
	try {
		const stream = await zip.openReadStreamPromise(entry);
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			sum = crc32(chunk, sum);
			yield chunk;
		}
	} catch (error) {
		throw error instanceof BacoError ? error : damaged(file, part, error);
	}

	if (sum !== entry.crc32) {
		throw damaged(file, part, 'its check sum is not that of its content');
	}
}
