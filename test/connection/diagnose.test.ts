import test from 'ava';
import {catalogue, type ProblemId} from '../../source/problems/catalogue.js';
import {diagnose, diagnoseSocketCode} from '../../source/problems/diagnose.js';
import type {ServerMessage} from '../../source/sql/contract.js';
import {SqlFailure} from '../../source/sql/sql-failure.js';

const message = (number: number, text = `message ${number}`, state = 1, severity = 14): ServerMessage => ({
	number, state, class: severity, message: text, serverName: 'GLOBESQL01', procName: '', lineNumber: 1,
});
const idOf = (failure: SqlFailure): string => diagnose(failure).id;
const refused = (...messages: ServerMessage[]) => new SqlFailure('login', 'Login failed.', {code: 'ELOGIN', messages});

// Every row of the diagnosis table that an error number yields. 18456 follows most of them, as servers send it.
const numbers: ReadonlyArray<[ProblemId, number[]]> = [
	['LOG-1', [18_456]],
	['LOG-2', [18_452]],
	['LOG-3', [18_470]],
	['LOG-4', [18_486]],
	['LOG-5', [18_487, 18_488]],
	['LOG-6', [18_451, 18_461, 18_401]],
	['LOG-8', [17_892]],
	['DB-1', [4060]],
	['DB-2', [4064, 4062]],
	['DB-3', [911]],
	['DB-4', [916]],
	['DB-5', [927, 942, 945, 926, 924, 3906]],
	['DB-6', [976, 978, 983]],
	['PERM-1', [229]],
	['PERM-2', [230]],
	['PERM-3', [262, 297, 300]],
	['OBJ-1', [208]],
	['OBJ-2', [207]],
	['TMO-1', [1222, 1205]],
];
for (const [id, list] of numbers) {
	for (const number of list) {
		test(`error ${number} is ${id}, whatever follows it`, t => {
			const failure = refused(message(number), message(18_456));
			t.is(idOf(failure), id);
			const {facts} = diagnose(new SqlFailure('request', 'failed', {code: 'EREQUEST', messages: [message(number)]}));
			t.is(facts.number, number);
			t.is(facts.message, `message ${number}`);
		});
	}
}

test('the first specific number counts, not the last and not an information', t => {
	const failure = refused(message(5701, 'Changed database context', 2, 0), message(50_000, 'a trigger says no'), message(4060), message(18_456));
	const {id, facts} = diagnose(failure);
	t.is(id, 'DB-1');
	t.deepEqual(facts.errors, ['50000, state 1: a trigger says no', '4060, state 1: message 4060', '18456, state 1: message 18456']);
});

test('an unknown number is shown as it is, never guessed', t => {
	const {id, facts} = diagnose(new SqlFailure('request', 'failed', {messages: [message(8134, 'Divide by zero error encountered.', 1, 16)]}));
	t.is(id, 'SQL-1');
	t.is(catalogue[id].explain(facts).summary, 'SQL Server error 8134: Divide by zero error encountered.');
});

const windowsOnly = (...parts: Parameters<typeof message>): string => {
	const refusal = message(...parts);
	return idOf(refused(refusal));
};

test('a server in Windows authentication mode is told by its words or by state 58', t => {
	t.is(windowsOnly(18_456, 'Login failed for user \'Baco\'. Reason: Server is configured for Windows authentication only.'), 'LOG-7');
	t.is(windowsOnly(18_456, 'Login failed for user \'Baco\'.', 58), 'LOG-7');
	t.is(windowsOnly(18_456, 'Login failed for user \'Baco\'.', 8), 'LOG-1');
});

test('the state of 18456 is explained when the server tells it', t => {
	const {facts} = diagnose(refused(message(18_456, 'Login failed', 8)));
	t.regex(catalogue['LOG-1'].explain({login: 'Baco', server: 'S', ...facts}).summary, /wrong password/v);
	const plain = refused(message(18_456));
	const {facts: untold} = diagnose(plain);
	t.notRegex(catalogue['LOG-1'].explain({login: 'Baco', server: 'S', ...untold}).summary, /State/v);
});

const codes: ReadonlyArray<[ProblemId, string[]]> = [
	['DNS-1', ['ENOTFOUND', 'EAI_AGAIN']],
	['TCP-1', ['ECONNREFUSED']],
	['TCP-2', ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']],
	['TLS-1', ['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']],
	['TLS-2', ['ERR_TLS_CERT_ALTNAME_INVALID']],
	['TLS-3', ['CERT_HAS_EXPIRED']],
	['TLS-4', ['EPROTO', 'ERR_SSL_UNSUPPORTED_PROTOCOL', 'ERR_SSL_WRONG_VERSION_NUMBER']],
];
for (const [id, list] of codes) {
	for (const code of list) {
		test(`code ${code} is ${id}`, t => {
			t.is(diagnoseSocketCode(code), id);
			t.is(diagnose(new SqlFailure('socket', 'Failed to connect', {code: 'ESOCKET', socketCode: code})).id, id);
		});
	}
}

test('what the driver says without a code', t => {
	t.is(diagnose(new SqlFailure('encryption', 'Server requires encryption, set \'encrypt\' config option to `true`.', {code: 'EENCRYPT'})).id, 'TLS-5');
	t.is(diagnose(new SqlFailure('encryption', 'Server did not negotiate encryption, but the \'encrypt\' config option is set to `true`.', {code: 'EENCRYPT'})).id, 'TLS-7');
	t.is(diagnose(new SqlFailure('socket', 'Failed to connect to S:1433 - self-signed certificate', {code: 'ESOCKET'})).id, 'TLS-1');
	t.is(diagnose(new SqlFailure('socket', 'Connection lost - socket hang up', {code: 'ESOCKET'})).id, 'TLS-4');
	t.is(diagnose(new SqlFailure('timeout', 'Timeout: Request failed to complete in 15000ms', {code: 'ETIMEOUT'})).id, 'TMO-1');
	t.is(diagnose(new SqlFailure('closed', 'Connection lost - read ECONNRESET', {code: 'ESOCKET', socketCode: 'ECONNRESET'})).id, 'TCP-3');
	// The same words about a connection that was open are about its loss.
	t.is(diagnose(new SqlFailure('closed', 'Connection lost - socket hang up', {code: 'ESOCKET', socketCode: 'ECONNRESET'})).id, 'TCP-3');
});

test('229 and 208 name their object', t => {
	const denied = diagnose(new SqlFailure('request', '', {messages: [message(229, 'The UPDATE permission was denied on the object \'BacoAccessServers\', database \'600\', schema \'dbo\'.')]}));
	t.like(denied.facts, {permission: 'UPDATE', object: 'BacoAccessServers'});
	const missing = message(208, 'Invalid object name \'dbo.humres\'.', 1, 16);
	t.is(diagnose(new SqlFailure('request', '', {messages: [missing]})).facts.object, 'dbo.humres');
});

test('every row of the catalogue has a text for a case without facts', t => {
	for (const [id, entry] of Object.entries(catalogue)) {
		const {summary, cause, fix} = entry.explain({});
		t.true([summary, cause, fix].every(text => text !== '' && !text.includes('undefined')), id);
	}
});
