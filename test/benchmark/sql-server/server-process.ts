/** A server in a process of its own: options as JSON in its first argument, its port and password as a line of JSON on its standard output. */
import nodeModule from 'node:module';
import {fileURLToPath} from 'node:url';
import process from 'node:process';
import type {SqlServerOptions} from '../../../fixtures/sql-server/types/options.js';

// As a program that is started more than once would, and the demo does.
nodeModule.enableCompileCache(fileURLToPath(new URL('compile-cache', import.meta.url)));
const {startSqlServer} = await import('../../../fixtures/sql-server/start-sql-server.js');
const options = JSON.parse(process.argv[2] ?? '{}') as SqlServerOptions;
const {port, saPassword} = await startSqlServer({...options, threadFile: new URL('sql-session.js', import.meta.url)});
process.stdout.write(JSON.stringify({port, saPassword}) + '\n');
// What was compiled is kept when the process ends by itself.
process.once('SIGTERM', () => {
	process.exit();
});
