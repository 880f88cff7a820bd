import {Buffer} from 'node:buffer';
import {Readable} from 'node:stream';
import test from 'ava';
import type {Invocation} from '../../source/commands/command.js';
import {readSecret} from '../../source/commands/read-secret.js';
import {sessionWarning} from '../../source/platform/session-end.js';
import {BacoError} from '../../source/problems/baco-error.js';

const piped = async (...chunks: Uint8Array[]) => {
	const invocation = {flags: {'password-stdin': true}, streams: {stdin: Readable.from(chunks)}} as unknown as Invocation;
	return readSecret(invocation, 'acme/operator', 'Password');
};

test('a piped password is the first line, in UTF-8 or in UTF-16 with its mark', async t => {
	t.is(await piped(Buffer.from('Gehéim-1\r\nsecond')), 'Gehéim-1');
	t.is(await piped(Buffer.from('Geh'), Buffer.from('eim-2\n\u{FF}', 'latin1')), 'Geheim-2');
	t.is(await piped(Buffer.from('\u{FEFF}Gehéim-3\r\nsecond', 'utf16le')), 'Gehéim-3');
	t.is(await piped(Buffer.from('Geheim-4')), 'Geheim-4');
});

test('one in another code page is refused, and not shown', async t => {
	const failure = await t.throwsAsync<BacoError>(piped(Buffer.from('Gehéim-5\n', 'latin1')), {instanceOf: BacoError, message: /no UTF-8 text/v});
	t.false(failure.message.includes('im-5'));
});

test('a run is warned of in an SSH session on Windows only', t => {
	const environment = {SSH_CONNECTION: '10.0.0.1 5 10.0.0.2 22'};
	t.is(sessionWarning({platform: 'linux', environment}), undefined);
	t.is(sessionWarning({platform: 'win32', environment: {}}), undefined);
	t.regex(sessionWarning({platform: 'win32', environment})!, /end when this session does/v);
});
