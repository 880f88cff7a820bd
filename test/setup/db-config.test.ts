import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {BacoError} from '../../source/problems/baco-error.js';
import {readDbConfig} from '../../source/setup/db-config.js';
import {temporaryFolder} from '../home.js';

const forms: ReadonlyArray<[string, string]> = [
	['attributes', String.raw`<config><database server="SQL01\EXACT" database="Synergy"/></config>`],
	['elements', String.raw`<config><Server>SQL01\EXACT</Server><Database>Synergy</Database></config>`],
	['keys and values', String.raw`<appSettings><add key="ServerName" value="SQL01\EXACT"/><add key="DatabaseName" value="Synergy"/></appSettings>`],
	['a connection string', String.raw`<connectionStrings><add name="Synergy" connectionString="Data Source=SQL01\EXACT;Initial Catalog=Synergy;User ID=x;Password=geheim"/></connectionStrings>`],
];
for (const [title, text] of forms) {
	test(`${title} are understood, and no password comes out`, async t => {
		const file = path.join(await temporaryFolder(t), 'db.config');
		await writeFile(file, `\u{FEFF}<?xml version="1.0"?>${text}`);
		t.deepEqual(await readDbConfig(file), {file, server: String.raw`SQL01\EXACT`, database: 'Synergy'});
	});
}

test('what is not there, or names nothing, is said', async t => {
	const folder = await temporaryFolder(t);
	const empty = path.join(folder, 'empty.config');
	await writeFile(empty, '<config/>');
	for (const file of [path.join(folder, 'none.config'), empty]) {
		const error = await t.throwsAsync(readDbConfig(file), {instanceOf: BacoError}); // eslint-disable-line no-await-in-loop
		t.is(error.id, 'SETUP-DBCONFIG');
	}
});
