import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {parsePrelogin, preloginRequest} from '../../source/connection/tls/prelogin.js';
import {framePackets, NotTdsError, packetReader} from '../../source/connection/tls/tds-packets.js';

const chunkSize = fc.integer({min: 1, max: 5000});
const sizesOfChunks = fc.array(chunkSize, {minLength: 1, maxLength: 8});

test('a message of any length survives packets cut anywhere', t => {
	fc.assert(fc.property(fc.uint8Array({maxLength: 10_000}), sizesOfChunks, (payload, sizes) => {
		const parts: Uint8Array[] = [];
		let ends = 0;
		const read = packetReader((part, isLast) => {
			parts.push(part);
			ends += isLast ? 1 : 0;
		});
		const framed = framePackets(payload);
		for (let at = 0, index = 0; at < framed.length; index++) {
			const size = sizes[index % sizes.length]!;
			read(framed.subarray(at, at + size));
			at += size;
		}

		t.deepEqual(Buffer.concat(parts), Buffer.from(payload));
		t.is(ends, 1);
	}), {numRuns: 50});
});

test('PRELOGIN says what the profile chooses', t => {
	t.is(parsePrelogin(preloginRequest({encrypt: true}))?.encryption, 'on');
	t.is(parsePrelogin(preloginRequest({encrypt: false}))?.encryption, 'not-supported');
});

test('bytes that are no PRELOGIN give nothing, never an exception', t => {
	fc.assert(fc.property(fc.uint8Array({maxLength: 200}), bytes => {
		const answer = parsePrelogin(bytes);
		t.true(answer === undefined || /^\d+\.\d+\.\d+$/v.test(answer.version));
	}));
});

test('another protocol on the port is recognised by its first byte', t => {
	const read = packetReader(() => undefined);
	const error = t.throws(() => {
		read(Buffer.from('SSH-2.0-OpenSSH_9.2\r\n'));
	}, {instanceOf: NotTdsError});
	t.is(error.code, 'EPROTO');
	t.is(Buffer.from(error.firstBytes, 'hex').toString('latin1'), 'SSH-2.0-OpenSSH_');
});
