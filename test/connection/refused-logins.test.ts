import test from 'ava';
import {testDivision} from '../../source/connection/test-division.js';
import type {ProblemId} from '../../source/problems/catalogue.js';
import {
	findingsOf,
	startEnvironment,
	stepOf,
	textsWithGaps,
} from './environment.js';
import {refusingPeer, type Refusal} from './refusing-peer.js';

const environment = await startEnvironment();
test.after.always(async () => {
	await environment.stop();
});

const loginFailed: Refusal = {number: 18_456, message: 'Login failed for user \'Baco\'.'};

// The texts are Microsoft's. What the embedded server can send itself is tested through it.
const rows: ReadonlyArray<[ProblemId, Refusal[]]> = [
	['LOG-2', [{number: 18_452, message: 'Login failed. The login is from an untrusted domain and cannot be used with Integrated authentication.'}]],
	['LOG-6', [{number: 18_451, message: 'Login failed for user \'Baco\'. Only administrators may connect at this time.'}]],
	['LOG-6', [{number: 18_461, message: 'Login failed for user \'Baco\'. Reason: Server is in single user mode. Only one administrator can connect at this time.'}]],
	['LOG-6', [{number: 18_401, message: 'Login failed for user \'Baco\'. Reason: Server is in script upgrade mode. Only administrator can connect at this time.'}]],
	['LOG-7', [{number: 18_456, state: 58, message: 'Login failed for user \'Baco\'. Reason: An attempt to login using SQL authentication failed. Server is configured for Windows authentication only.'}]],
	['LOG-7', [{...loginFailed, state: 58}]],
	['LOG-8', [{number: 17_892, message: 'Logon failed for login \'Baco\' due to trigger execution.'}]],
	['DB-2', [{number: 4064, class: 11, message: 'Cannot open user default database. Login failed.'}, loginFailed]],
	['DB-2', [{number: 4062, class: 11, message: 'Cannot open user default database. Using master database instead.'}, loginFailed]],
	['DB-4', [{number: 916, message: 'The server principal "Baco" is not able to access the database "100" under the current security context.'}, {number: 4060, class: 11, message: 'Cannot open database "100" requested by the login. The login failed.'}, loginFailed]],
	['DB-5', [{number: 945, class: 16, message: 'Database \'100\' cannot be opened due to inaccessible files or insufficient memory or disk space.'}, loginFailed]],
	['DB-5', [{number: 926, message: 'Database \'100\' cannot be opened. It has been marked SUSPECT by recovery.'}, loginFailed]],
	['DB-5', [{number: 924, message: 'Database \'100\' is already open and can only have one user at a time.'}, loginFailed]],
	['DB-6', [{number: 976, message: 'The target database, \'100\', is participating in an availability group and is currently not accessible for queries.'}, loginFailed]],
	['DB-6', [{number: 978, message: 'The target database (\'100\') is in an availability group and is currently accessible for connections when the application intent is set to read only.'}, loginFailed]],
	['DB-6', [{number: 983, message: 'Unable to access availability database \'100\' because the database replica is not in the PRIMARY or SECONDARY role.'}, loginFailed]],
	['SQL-1', [{number: 50_000, message: 'Kom morgen terug.'}, loginFailed]],
];
for (const [index, [id, refusals]] of rows.entries()) {
	test.serial(`${index + 1}. a login answered with ${refusals.map(({number, state}) => `${number}${state === undefined ? '' : ` state ${state}`}`).join(', ')} is ${id}`, async t => {
		const workspace = await environment.open({globe: {encrypt: false}, addresses: {OTHERSQL: await refusingPeer(t, refusals)}});
		t.teardown(async () => workspace.close());
		const division = await environment.addDivision(String(600 + index), {BackOfficeServerPath: 'OTHERSQL'});
		const result = await testDivision(workspace, division);
		t.deepEqual(findingsOf(result, 'LOGIN'), [`${id} fail`], JSON.stringify(stepOf(result, 'LOGIN')));
		const {evidence} = stepOf(result, 'LOGIN').findings[0]!;
		t.like(evidence, {
			number: refusals[0]!.number, message: refusals[0]!.message, login: 'Baco', server: 'OTHERSQL',
		});
		t.is(stepOf(result, 'DB').status, 'skipped');
		t.deepEqual(textsWithGaps(result), []);
	});
}
