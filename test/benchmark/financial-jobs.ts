import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type {SqlConnection} from '../../source/sql/contract.js';
import {sql} from '../../source/sql/statement.js';
import {openJobHome, type JobHome} from '../jobs/job-home.js';
import type {Figure} from './figure.js';
import {fillGlobe, fillPending} from './ledger-home.js';
import {measurePairs, median, medianRatio} from './pairs.js';
import {wallSeconds} from './processes.js';

/** A machine that is busy with other things measures fewer: the ratios stay. */
const lines = Number(process.env.BACO_BENCHMARK_LINES ?? 200_000);

/** What the checks, the marks and whole entries cost beside a plain copy of the same rows between the same databases. */
export const replication: Figure = {
	name: `BacoReplicator2 on ${lines} lines`,
	measures: 'wall time / FreeTDS freebcp out and in of the same rows',
	aim: 1,
	async measure() {
		const home = await openJobHome();
		try {
			const [globe, synergy] = [await home.open('110'), await home.open('Synergy')];
			await fillGlobe(globe, lines);
			const ours = await secondsOf(home, 'baco-replicator2');
			await synergy.query(sql`DELETE FROM dbo.gbkmut`);
			const theirs = await copyWithFreeBcp(home);
			const {rows} = await synergy.query<{count: number}>(sql`SELECT COUNT(*) AS count FROM dbo.gbkmut`);
			return {value: ours.seconds / theirs, detail: `${rate(ours.seconds)} / ${rate(theirs)} rows a second, ${rows[0]!.count} rows copied by freebcp`};
		} finally {
			await home.close();
		}
	},
};

/** Flat means that it does not grow with the lines. */
export const replicationMemory: Figure = {
	name: `peak memory of BacoReplicator2 on ${lines * 5} lines`,
	measures: 'MiB',
	aim: 200,
	async measure() {
		const home = await openJobHome();
		try {
			const globe = await home.open('110');
			await fillGlobe(globe, lines);
			const few = await secondsOf(home, 'baco-replicator2');
			await fillGlobe(globe, lines * 5, 1_000_000);
			const many = await secondsOf(home, 'baco-replicator2');
			return {value: many.peakMiB, detail: `${few.peakMiB} MiB on ${lines} lines`};
		} finally {
			await home.close();
		}
	},
};

/** What the checks cost beside the two statements that move the lines without them. */
export const pendingImport: Figure = {
	name: `BacoImporter on ${lines} lines`,
	measures: 'wall time / INSERT ... SELECT and DELETE without checks',
	aim: 2,
	async measure() {
		const home = await openJobHome();
		try {
			const synergy = await home.open('Synergy');
			await synergy.query(sql`DELETE FROM dbo.TransactionsPending`);
			await fillPending(synergy, lines);
			const ours = await secondsOf(home, 'baco-importer');
			await synergy.query(sql`DELETE FROM dbo.gbkmut`);
			await fillPending(synergy, lines);
			const theirs = await moveWithoutChecks(synergy);
			return {value: ours.seconds / theirs, detail: `${rate(ours.seconds)} / ${rate(theirs)} lines a second`};
		} finally {
			await home.close();
		}
	},
};

/** Connecting, the locks of all divisions and both rows of the process log included. */
export const jobStart: Figure = {
	name: 'start of a job with nothing to do',
	measures: 'wall time / node -e 0',
	aim: 6,
	async measure() {
		const home = await openJobHome();
		try {
			const synergy = await home.open('Synergy');
			await synergy.query(sql`DELETE FROM dbo.TransactionsPending`);
			const pairs = await measurePairs(
				async () => wallSeconds([path.resolve('dist/jobs/baco-importer.js'), '/S:BIKESQL01', '/D:Synergy', '/C:110'], home.env),
				async () => wallSeconds(['-e', '0']),
				{runs: 9},
			);
			return {value: medianRatio(pairs), detail: `${median(pairs.map(({ours}) => ours * 1000)).toFixed(0)} ms / ${median(pairs.map(({theirs}) => theirs * 1000)).toFixed(0)} ms`};
		} finally {
			await home.close();
		}
	},
};

const rate = (seconds: number) => Math.round(lines / seconds);

/** The job as users run it, from the bundle, with its peak of resident memory. Rejects when it fails. */
async function secondsOf(home: JobHome, job: string): Promise<{seconds: number; peakMiB: number}> {
	return new Promise((resolve, reject) => {
		const start = performance.now();
		let peakMiB = 0;
		const child = spawn(process.execPath, [path.resolve(`dist/jobs/${job}.js`), '/S:BIKESQL01', '/D:Synergy', '/C:110'], {stdio: ['ignore', 'ignore', 'inherit'], env: {...process.env, ...home.env}});
		const sampling = setInterval(() => {
			peakMiB = Math.max(peakMiB, residentPeak(child.pid!));
		}, 50);
		child.once('error', reject);
		child.once('exit', code => {
			clearInterval(sampling);
			if (code === 0) {
				resolve({seconds: (performance.now() - start) / 1000, peakMiB});
			} else {
				reject(new Error(`${job} ended with ${code}`));
			}
		});
	});
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

/** FreeTDS datacopy does the same in one program, but its versions before 1.4 find no columns on any server. */
async function copyWithFreeBcp({environment}: JobHome): Promise<number> {
	const file = path.join(os.tmpdir(), `baco-benchmark-${process.pid}.bcp`);
	const {port} = environment.servers.get('BIKESQL01')!;
	const login = ['-S', `127.0.0.1:${port}`, '-U', 'sa', '-P', environment.secrets.administrator];
	const start = performance.now();
	try {
		await freeBcp(['dbo.gbkmut', 'out', file, '-c', '-D', '110', ...login]);
		await freeBcp(['dbo.gbkmut', 'in', file, '-c', '-b', '4000', '-D', 'Synergy', ...login]);
		return (performance.now() - start) / 1000;
	} finally {
		await rm(file, {force: true});
	}
}

async function freeBcp(args: readonly string[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn('freebcp', [...args], {stdio: ['ignore', 'pipe', 'pipe'], env: {...process.env, TDSVER: '7.4'}});
		let output = '';
		const keep = (text: string) => {
			output += text;
		};

		child.stdout.setEncoding('utf8').on('data', keep);
		child.stderr.setEncoding('utf8').on('data', keep);

		child.once('error', reject);
		child.once('close', code => {
			if (code === 0) {
				resolve();
			} else {
				reject(new Error(`freebcp ended with ${code}: ${output.slice(-400)}`));
			}
		});
	});
}

async function moveWithoutChecks(synergy: SqlConnection): Promise<number> {
	const start = performance.now();
	await synergy.transaction(async change => {
		await change.query(sql`
			INSERT INTO dbo.gbkmut (CompanyCode, datum, bkjrcode, periode, reknr, dagbknr, bkstnr, oms25, bdr_hfl, bdr_val, valcode, koers, kstplcode, kstdrcode, debnr, crdnr, docdate, faktuurnr, regelcode, oorsprong,
				TransactionType, transtype, transsubtype, verwerknrl, EntryGuid, TransactionGuid)
			SELECT CompanyCode, TransactionDate, FinYear, RIGHT(N'  ' + CONVERT(nvarchar(3), FinPeriod), 3), CompanyAccountCode, JournalNumber, EntryNumber, Description, AmountDebitAC - AmountCreditAC, AmountDebitFC - AmountCreditFC,
				CurrencyAliasFC, RateFC, CompanyCostcenterCode, CompanyCostunitCode, DebtorCode, CreditorCode, docdate, faktuurnr, ProcessLineCode, oorsprong, 100, transtype, transsubtype, 1, EntryGuid, TransactionGuid
			FROM dbo.TransactionsPending WHERE CompanyCode = N'110'
		`);
		await change.query(sql`DELETE FROM dbo.TransactionsPending WHERE CompanyCode = N'110'`);
	});
	return (performance.now() - start) / 1000;
}
