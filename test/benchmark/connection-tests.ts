import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {manyDivisions} from '../../fixtures/databases/sample/many-divisions.js';
import type {TestResult} from '../../source/connection/contract.js';
import {openSampleHome, type SampleHome} from '../sample-home.js';
import type {Figure} from './figure.js';
import {measurePairs, median, medianRatio} from './pairs.js';
import {wallSeconds} from './processes.js';

const divisions = 200;

/** All at once against one after another. */
export const allDivisions: Figure = {
	name: `${divisions} divisions tested with --all`,
	measures: `wall time / the slowest single test times ${divisions}`,
	aim: 0.1,
	async measure() {
		const home = await openSampleHome({divisions: manyDivisions(divisions)});
		try {
			const alone = await runBaco(['test', '000', '--json'], home);
			const {json, seconds, peakMiB} = await runBaco(['test', '--all', '--json'], home);
			const results = resultsOf(json);
			const slowest = Math.max(...results.map(({durationMs}) => durationMs)) / 1000;
			const passed = results.filter(({verdict}) => verdict !== 'fail').length;
			return {
				value: seconds / (slowest * divisions),
				detail: `${seconds.toFixed(1)} s / (${slowest.toFixed(2)} s x ${divisions}), ${passed} of ${results.length} well, one alone ${resultsOf(alone.json)[0]!.durationMs} ms, peak memory ${peakMiB} MiB`,
			};
		} finally {
			await home.close();
		}
	},
};

/** What the thirteen steps cost beside a bare login and query by another client. */
export const oneDivision: Figure = {
	name: 'baco test of one healthy division',
	measures: 'wall time / login and query by FreeTDS tsql',
	async measure() {
		const home = await openSampleHome({divisions: manyDivisions(1)});
		try {
			const {port} = home.environment.servers.get('BIKESQL01')!;
			const tsql = ['-H', '127.0.0.1', '-p', String(port), '-U', 'Baco', '-P', home.environment.secrets.baco, '-D', 'Branches', '-o', 'q'];
			const pairs = await measurePairs(
				async () => wallSeconds([path.resolve('dist/cli.js'), 'test', '000'], home.env),
				async () => queryWithTsql(tsql),
				{runs: 7},
			);
			return {value: medianRatio(pairs), detail: `${median(pairs.map(({ours}) => ours * 1000)).toFixed(0)} ms / ${median(pairs.map(({theirs}) => theirs * 1000)).toFixed(0)} ms`};
		} finally {
			await home.close();
		}
	},
};

const resultsOf = (json: string): TestResult[] => (JSON.parse(json) as {results: TestResult[]}).results;

async function queryWithTsql(args: readonly string[]): Promise<number> {
	return new Promise((resolve, reject) => {
		const start = performance.now();
		const child = spawn('tsql', [...args], {stdio: ['pipe', 'ignore', 'ignore'], env: {...process.env, TDSVER: '7.4'}});
		child.once('error', reject);
		child.once('exit', () => {
			resolve((performance.now() - start) / 1000);
		});
		child.stdin.end('SELECT ID, MachineName FROM dbo.BacoAccessServers\ngo\nexit\n');
	});
}

async function runBaco(args: readonly string[], home: SampleHome): Promise<{json: string; seconds: number; peakMiB: number}> {
	const start = performance.now();
	const child = spawn(process.execPath, [path.resolve('dist/cli.js'), ...args], {stdio: ['ignore', 'pipe', 'inherit'], env: {...process.env, ...home.env}});
	let peakMiB = 0;
	const sampling = setInterval(() => {
		peakMiB = Math.max(peakMiB, residentPeak(child.pid!));
	}, 50);
	let json = '';
	for await (const chunk of child.stdout.setEncoding('utf8')) {
		json += String(chunk);
	}

	clearInterval(sampling);
	return {json, seconds: (performance.now() - start) / 1000, peakMiB};
}

/** MiB, from Linux's own account; 0 where there is none. */
function residentPeak(pid: number): number {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		return Math.round(Number(/VmHWM:\s+(?<kibibytes>\d+)/v.exec(status)?.groups?.kibibytes ?? 0) / 1024);
	} catch {
		return 0;
	}
}
