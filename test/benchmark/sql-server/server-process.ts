/** A server in a process of its own: options as JSON in its first argument, its port and password as a line of JSON on its standard output. */
import process from 'node:process';
import {startSqlServer} from '../../../fixtures/sql-server/start-sql-server.js';
import type {SqlServerOptions} from '../../../fixtures/sql-server/types/options.js';

const options = JSON.parse(process.argv[2] ?? '{}') as SqlServerOptions;
const {port, saPassword} = await startSqlServer({...options, threadFile: new URL('sql-session.js', import.meta.url)});
process.stdout.write(JSON.stringify({port, saPassword}) + '\n');
