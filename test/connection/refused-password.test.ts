import process from 'node:process';
import test from 'ava';
import {testDivision} from '../../source/connection/test-division.js';
import {connect} from '../../source/sql/connect.js';
import {sql} from '../../source/sql/statement.js';
import {startEnvironment, stepOf} from './environment.js';

test('a refused password is tried once in a test, its place is named, and the fix warns of a lockout', async t => {
	const environment = await startEnvironment();
	const variable = 'BACO_PASSWORD_WRONG_BACO';
	process.env[variable] = 'not-the-password';
	t.teardown(async () => {
		Reflect.deleteProperty(process.env, variable);
		await environment.stop();
	});
	const workspace = await environment.open({name: 'wrong'});
	workspace.credentials.forget('wrong/baco');
	const division = await environment.addDivision('100');
	const {server} = environment;
	const administrator = await connect({
		host: server.host, port: server.port, user: 'sa', password: server.saPassword, encrypt: true, trustServerCertificate: true,
	});
	t.teardown(async () => administrator.close());
	for (const count of [1, 2]) {
		const result = await testDivision(workspace, division); // eslint-disable-line no-await-in-loop -- one test after another
		const [problem] = stepOf(result, 'LOGIN').findings;
		t.is(problem!.id, 'LOG-1');
		t.like(problem!.evidence, {credential: 'wrong/baco', store: 'environment', storeDetail: variable});
		t.regex(problem!.fix, /unset the variable.*locked out after a few/v);
		const {rows} = await administrator.query<{counted: number}>(sql`SELECT CAST(LOGINPROPERTY(N'Baco', 'BadPasswordCount') AS int) AS counted`); // eslint-disable-line no-await-in-loop
		t.is(rows[0]!.counted, count);
	}
});
