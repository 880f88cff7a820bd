import test from 'ava';
import {readProcessLog} from '../../source/process-log/read-process-log.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {connect} from '../../source/sql/connect.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {int, nvarchar, sql} from '../../source/sql/statement.js';
import {openWorkspace} from '../../source/workspace/open-workspace.js';
import {openSampleHome, type SampleHome} from '../sample-home.js';

let home: SampleHome;
let administrator: SqlConnection;

test.before(async () => {
	home = await openSampleHome({troubles: ['healthy'], services: false});
	const server = home.environment.servers.get('BIKESQL01')!;
	administrator = await connect({
		host: server.host, port: server.port, database: 'Synergy', user: 'sa', password: home.environment.secrets.administrator, encrypt: false, trustServerCertificate: true, applicationName: 'test',
	});
});

test.after.always(async () => {
	await administrator?.close();
	await home?.close();
});

const write = async (type: number, text: string, commandLine: string | undefined) => {
	const [name = ''] = commandLine?.split(' ') ?? ['Vendor'];
	await administrator.query(sql`INSERT INTO dbo.BacoProcessLog (HumresID, ProcessName, LogType, LogText, CommandLine) VALUES (0, ${nvarchar(60, name)}, ${int(type)}, ${nvarchar(2000, text)}, ${nvarchar(500, commandLine ?? null)})`);
};

test.serial('what baco wrote is explained; of what others wrote it is told that it may be an error', async t => {
	const workspace = await openWorkspace();
	workspace.credentials.remember('demo/operator', home.environment.secrets.operator);
	t.teardown(async () => workspace.close());
	const errors = async () => readProcessLog(workspace, {onlyErrors: true, since: {hours: 1}});
	await write(1, 'Division 100: rejected.', 'BacoImporter /S:BIKESQL01');
	t.deepEqual(await errors(), {rows: [], unexplained: []}, 'a warning of its own is no error, and nothing is open');
	await write(7, 'Nobody knows.', undefined);
	const open = await t.throwsAsync(errors(), {instanceOf: BacoError});
	t.is(open.id, 'PLOG-TYPES');
	t.regex(open.explanation.cause, /7 \(1 row, such as "Nobody knows\."\)\.$/v, 'only of the rows that were asked for');
	await write(2, 'Ended after 1.0 s: it broke.', 'BacoImporter /S:BIKESQL01');
	const found = await errors();
	t.deepEqual(found.rows.map(({text, kind}) => `${kind}: ${text}`), ['error: Ended after 1.0 s: it broke.']);
	t.deepEqual(found.unexplained.map(({type}) => type), [7]);
});
