import {type ChildProcess, spawn} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import {build} from 'esbuild';
import type {SqlServerOptions} from '../../../fixtures/sql-server/types/options.js';

export type Child<Facts> = {readonly facts: Facts; readonly process: ChildProcess; readonly end: (how?: NodeJS.Signals) => Promise<void>};

const folder = path.resolve('build/benchmark');

/** The server as it would be shipped: bundled, with the file of its threads beside it. */
export const bundleServer = async (): Promise<void> => {
	await build({
		entryPoints: ['test/benchmark/sql-server/server-process.ts', 'fixtures/processes/sql-session.ts', 'test/benchmark/sql-server/replay-process.ts'],
		outdir: folder,
		entryNames: '[name]',
		bundle: true,
		splitting: true,
		minify: true,
		format: 'esm',
		platform: 'node',
		target: 'node22',
		logLevel: 'warning',
	});
};

/** A common table expression `n` with the column `i`, from 1 to a count of at most 100,000. */
export const numbers = (count: number): string => `WITH d AS (SELECT 0 AS i UNION ALL ${Array.from({length: 9}, (_, digit) => `SELECT ${digit + 1}`).join(' UNION ALL ')}),
n AS (SELECT TOP (${count}) a.i + b.i * 10 + c.i * 100 + e.i * 1000 + f.i * 10000 + 1 AS i FROM d a, d b, d c, d e, d f ORDER BY 1)`;

/** Starts one of the bundled programs and waits for its first line. */
export const startChild = async <Facts>(program: string, ...args: readonly string[]): Promise<Child<Facts>> => {
	const child = spawn(process.execPath, [path.join(folder, program), ...args], {stdio: ['ignore', 'pipe', 'inherit']});
	let output = '';
	for await (const chunk of child.stdout.setEncoding('utf8')) {
		output += String(chunk);
		if (output.includes('\n')) {
			break;
		}
	}

	return {
		facts: JSON.parse(output) as Facts,
		process: child,
		async end(how: NodeJS.Signals = 'SIGKILL') {
			const exited = new Promise(resolve => {
				child.once('exit', resolve);
			});
			child.kill(how);
			await exited;
		},
	};
};

export type ServerFacts = {readonly port: number; readonly saPassword: string};

export const startServerChild = async (options: SqlServerOptions = {}): Promise<Child<ServerFacts>> => startChild<ServerFacts>('server-process.js', JSON.stringify({encryption: 'off', ...options}));
