import {Buffer} from 'node:buffer';
import test from 'ava';
import fc from 'fast-check';
import {authenticateMessage, negotiateMessage, parseChallenge} from '../../source/entity-service/ntlm/messages.js';
import {lmResponse, ntowfV2, ntResponse} from '../../source/entity-service/ntlm/ntlm-v2.js';

// MS-NLMP 4.2: the values that every client must arrive at.
const account = {domain: 'Domain', user: 'User', password: 'Password'};
const serverChallenge = Buffer.from('0123456789abcdef', 'hex');
const clientChallenge = Buffer.from('aaaaaaaaaaaaaaaa', 'hex');
const targetInfo = Buffer.from('02000c0044006f006d00610069006e0001000c0053006500720076006500720000000000', 'hex');
const challengeMessage = Buffer.from('4e544c4d53535000020000000c000c003800000033828ae20123456789abcdef00000000000000002400240044000000'
	+ '060070170000000f53006500720076006500720002000c0044006f006d00610069006e0001000c0053006500720076006500720000000000', 'hex');

test('NTOWFv2 of MS-NLMP 4.2.4.1.1', t => {
	t.is(ntowfV2(account).toString('hex'), '0c868a403bfd7a93a3001ef22ef02e3f');
});

test('NTLMv2 and LMv2 responses of MS-NLMP 4.2.4.2', t => {
	const input = {
		account, serverChallenge, clientChallenge, time: 0n, targetInfo,
	};
	t.is(ntResponse(input).subarray(0, 16).toString('hex'), '68cd0ab851e51c96aabc927bebef6a1c');
	t.is(lmResponse(input).toString('hex'), '86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa');
});

test('the challenge message of MS-NLMP 4.2.4.3 is read', t => {
	const challenge = parseChallenge(challengeMessage);
	t.is(challenge?.serverChallenge.toString('hex'), '0123456789abcdef');
	t.is(challenge?.target, 'Server');
	t.deepEqual(challenge?.targetInfo, targetInfo);
	t.is(challenge?.timestamp, undefined);
});

test('the authenticate message carries both responses and the names', t => {
	const message = authenticateMessage(account, parseChallenge(challengeMessage)!, {clientChallenge, now: -11_644_473_600_000, workstation: 'COMPUTER'});
	const field = (at: number) => message.subarray(message.readUInt32LE(at + 4), message.readUInt32LE(at + 4) + message.readUInt16LE(at));
	t.is(message.subarray(0, 12).toString('latin1'), 'NTLMSSP\0\u{3}\0\0\0');
	t.is(field(12).toString('hex'), '86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa');
	t.is(field(20).subarray(0, 16).toString('hex'), '68cd0ab851e51c96aabc927bebef6a1c');
	t.deepEqual([field(28), field(36), field(44)].map(text => text.toString('utf16le')), ['Domain', 'User', 'COMPUTER']);
	t.false(message.toString('utf16le').includes('Password'));
});

test('with a clock in the challenge its time is used and the older response is zero', t => {
	const stamped = Buffer.concat([Buffer.from('0700080000e1f50500000000', 'hex'), Buffer.alloc(4)]);
	const challenge = {
		serverChallenge, targetInfo: stamped, target: 'Server', timestamp: 100_000_000n,
	};
	const message = authenticateMessage(account, challenge, {clientChallenge});
	const offset = message.readUInt32LE(24);
	t.is(message.subarray(message.readUInt32LE(16), message.readUInt32LE(16) + 24).toString('hex'), '00'.repeat(24));
	t.is(message.readBigUInt64LE(offset + 24), 100_000_000n);
});

test('the negotiate message is a type 1', t => {
	const message = negotiateMessage();
	t.is(message.readUInt32LE(8), 1);
	t.is(message.length, 40);
});

test('bytes that are no challenge give nothing, never an exception', t => {
	fc.assert(fc.property(fc.uint8Array({maxLength: 120}), fc.boolean(), (bytes, hasSignature) => {
		const message = Buffer.concat([hasSignature ? Buffer.from('NTLMSSP\0\u{2}\0\0\0', 'latin1') : Buffer.alloc(0), bytes]);
		t.notThrows(() => parseChallenge(message));
	}));
});
