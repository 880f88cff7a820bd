import type {Buffer} from 'node:buffer';
import {SaxesParser} from 'saxes';
import {BacoError} from '../../../source/problems/baco-error.js';
import {damaged} from './faults.js';

export type Attributes = Readonly<Record<string, string>>;

/** Names are without their prefix. */
export type XmlEvents = {
	readonly open: (name: string, attributes: Attributes) => void;
	readonly text?: (text: string) => void;
	readonly close?: (name: string) => void;
};

/** Parses a part of a workbook as its bytes come, and pauses after each piece, so that what the events collected can be handed on. */
export async function * parseXml({file, part}: {readonly file: string; readonly part: string}, chunks: AsyncIterable<Buffer>, {open, text, close}: XmlEvents): AsyncGenerator<void> {
	const parser = new SaxesParser<{position: false; xmlns: false}>({position: false, xmlns: false});
	parser.on('doctype', () => {
		// Nothing of a workbook has one; it is how entities that grow without end are declared.
		throw new Error('it declares a document type');
	});
	parser.on('opentag', tag => {
		open(localName(tag.name), tag.attributes);
	});
	if (text !== undefined) {
		parser.on('text', text);
		parser.on('cdata', text);
	}

	if (close !== undefined) {
		parser.on('closetag', tag => {
			close(localName(tag.name));
		});
	}

	let decoder: InstanceType<typeof TextDecoder> | undefined;
	try {
		for await (const chunk of chunks) {
			decoder ??= new TextDecoder(encodingOf(chunk), {fatal: true});
			parser.write(decoder.decode(chunk, {stream: true}));
			yield;
		}

		parser.write(decoder?.decode() ?? '');
		parser.close();
	} catch (error) {
		throw error instanceof BacoError ? error : damaged(file, part, error);
	}

	yield;
}

/** The same for a part whose events keep all they need. */
export const parseWhole = async (...details: Parameters<typeof parseXml>): Promise<void> => {
	for await (const _ of parseXml(...details)) {
		// The events do the work.
	}
};

const localName = (name: string) => {
	const colon = name.indexOf(':');
	return colon === -1 ? name : name.slice(colon + 1);
};

/** The conventions allow UTF-8 and UTF-16. */
const encodingOf = (start: Buffer) => {
	if (start[0] === 0xFF && start[1] === 0xFE) {
		return 'utf-16le';
	}

	return start[0] === 0xFE && start[1] === 0xFF ? 'utf-16be' : 'utf8';
};
