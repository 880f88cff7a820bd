import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {Buffer} from 'node:buffer';
import test from 'ava';
import {decodeSecret, readText} from '../../source/platform/read-text.js';
import {temporaryFolder} from '../home.js';

test('a file is read by the mark at its beginning', async t => {
	const file = path.join(await temporaryFolder(t), 'x.json');
	for (const content of [Buffer.from('{"a":"é"}'), Buffer.from('\u{FEFF}{"a":"é"}'), Buffer.from('\u{FEFF}{"a":"é"}', 'utf16le')]) {
		// eslint-disable-next-line no-await-in-loop -- three of them
		await writeFile(file, content);
		// eslint-disable-next-line no-await-in-loop -- as above
		t.is(await readText(file), '{"a":"é"}');
	}
});

test('a secret in another code page is none', t => {
	t.is(decodeSecret(Buffer.from('gehéim\r\n')), 'gehéim\r\n');
	t.is(decodeSecret(Buffer.from('\u{FEFF}gehéim', 'utf16le')), 'gehéim');
	t.is(decodeSecret(Buffer.from('gehéim', 'latin1')), undefined);
});
