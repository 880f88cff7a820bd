import {agree, countOf} from '../../source/platform/count-of.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {
	identifier,
	int,
	joined,
	nchar,
	sql,
} from '../../source/sql/statement.js';
import {knownColumns} from '../../source/divisions/known-columns.js';
import {readCentralCurrency} from '../financial/central-currency.js';
import type {DivisionResult} from '../financial/each-division.js';
import {asColumn} from '../runtime/as-column.js';
import {choice} from '../runtime/choices.js';
import type {JobContext, JobDivision} from '../runtime/contract.js';
import {pendingLines} from '../financial/pending-filter.js';
import {checkEntries, checkPhases, type FormerEntries} from './check-entries.js';
import {companyOf} from './former-entries.js';
import {gatherEntries} from './gather-entries.js';
import {ledgerColumns, withoutRate} from './ledger-columns.js';
import {nameEntries} from './name-entries.js';
import {numberEntries} from './number-entries.js';
import {postEntries} from './post-entries.js';
import {stepOf} from './steps.js';

/** Checks the pending entries of a division and moves the sound ones into the ledger. */
export const importDivision = async (context: JobContext, division: JobDivision): Promise<DivisionResult> => {
	const synergy = context.synergy();
	const pending = await knownColumns(synergy, 'TransactionsPending');
	const lines = pendingLines(division.code, pending);
	const former = (context.parameters.R ?? 'refuse') as FormerEntries;
	const tell = checkTeller(context, division);
	tell('gathering entries');
	if (!context.isDryRun) {
		const named = await nameEntries(synergy, lines);
		const numbered = await numberEntries(synergy, lines);
		if (named > 0) {
			context.print(`${countOf(named, 'line')} without EntryGuid ${agree(named, 'was', 'were')} given one.`);
		}

		if (numbered > 0) {
			context.print(`${countOf(numbered, 'entry', 'entries')} without a number ${agree(numbered, 'was', 'were')} given one.`);
		}
	}

	const gathered = await gatherEntries(synergy, lines);
	context.count({read: gathered.lines});
	context.print(`Division ${division.code}: ${countOf(gathered.lines, 'line')} in ${countOf(gathered.entries, 'entry', 'entries')} to check.`);
	await checkEntries(synergy, {
		code: division.code, lines, former, tell,
	});
	if (former === 'skip') {
		await synergy.query(sql`DELETE FROM #PendingEntries WHERE former > 0`);
	}

	const sound = await soundOf(synergy);
	if (former === 'replace' && sound.former > 0) {
		context.print(`${context.isDryRun ? 'Would replace' : 'Replaces'} ${countOf(sound.former, 'line')} of the ledger.`);
	}

	if (context.isDryRun) {
		context.count({written: sound.lines});
	}

	await warnOfRates(synergy, context, division);
	const moved = context.isDryRun ? sound.lines : await moveAll(context, division, {sound, former});
	const rejected = await tellRejected(context, division);
	if (!context.isDryRun) {
		await markRejected(context, division);
	}

	const skipped = gathered.entries - sound.entries - rejected;
	return {
		records: moved,
		status: rejected === 0 ? 'OK' : 'Warning',
		remark: `${context.isDryRun ? 'Would move' : 'Moved'} ${moved} of ${countOf(gathered.lines, 'line')}${rejected === 0 ? '' : `, ${countOf(rejected, 'entry', 'entries')} rejected`}${former === 'skip' && skipped > 0 ? `, ${countOf(skipped, 'entry', 'entries')} skipped` : ''}.`,
		isFailed: rejected > 0,
	};
};

/** What is looked at now, in steps that have a name: none of them knows how far it is, and with many lines each takes seconds. */
const checkTeller = ({progress, print}: JobContext, {code}: JobDivision) => {
	const phases = ['gathering entries', ...checkPhases] as const;
	return (phase: typeof phases[number]) => {
		progress({
			done: phases.indexOf(phase), total: phases.length, unit: 'checks', division: code, phase,
		});
		print(`Division ${code}: ${phase}`);
	};
};

type Sound = {readonly entries: number; readonly lines: number; readonly former: number; readonly last: number};

const soundOf = async (synergy: SqlConnection): Promise<Sound> => {
	const row = await firstRow<{entries: number; lines: number | null; former: number | null; last: number | null}>(synergy, sql`
		SELECT COUNT(*) AS entries, SUM(lines) AS lines, SUM(former) AS former, MAX(seq) AS last FROM #PendingEntries WHERE reason IS NULL
	`);
	return {
		entries: row!.entries, lines: row!.lines ?? 0, former: row!.former ?? 0, last: row!.last ?? 0,
	};
};

const warnOfRates = async (synergy: SqlConnection, {warn}: JobContext, {code}: JobDivision): Promise<void> => {
	const central = await readCentralCurrency(synergy);
	const row = await firstRow<{lines: number}>(synergy, sql`
		SELECT COUNT(*) AS lines FROM #PendingEntries AS entry JOIN dbo.TransactionsPending AS line ON line.EntryGuid = entry.guid
		WHERE entry.reason IS NULL AND line.CompanyCode = ${nchar(6, code)} AND line.AmountDebitAC <> line.AmountCreditAC AND ${withoutRate(central)}
	`);
	if (row!.lines > 0) {
		warn(`Division ${code}: ${countOf(row!.lines, 'line')} ${agree(row!.lines, 'is', 'are')} not in ${central} and ${agree(row!.lines, 'has', 'have')} no rate to it: ${agree(row!.lines, 'its', 'their')} amount in ${central} is left at 0.`);
	}
};

const moveAll = async (context: JobContext, division: JobDivision, {sound, former}: {readonly sound: Sound; readonly former: FormerEntries}): Promise<number> => {
	if (sound.entries === 0) {
		return 0;
	}

	const synergy = context.synergy();
	const columns = await ledgerColumns(synergy, division, context.person?.number ?? 0);
	const company = asColumn(await knownColumns(synergy, 'TransactionsPending'), 'CompanyCode', nchar(6, division.code));
	const ledgerCompany = await companyOf(synergy, division.code);
	const step = stepOf(sound);
	let moved = 0;
	for (let first = 1; first <= sound.last; first += step) {
		context.stopping.throwIfAborted();
		// eslint-disable-next-line no-await-in-loop -- one transaction after the other
		const written = await postEntries({first, last: first + step - 1}, {
			synergy, company, ledgerCompany, columns, replaces: former === 'replace',
		});
		moved += written;
		context.count({written});
		context.progress({
			done: moved, total: sound.lines, unit: 'lines', division: division.code, phase: 'moving entries to the ledger',
		});
	}

	return moved;
};

const tellRejected = async (context: JobContext, division: JobDivision): Promise<number> => {
	const sum = await firstRow<{count: number; lines: number | null}>(context.synergy(), sql`SELECT COUNT(*) AS count, SUM(lines) AS lines FROM #PendingEntries WHERE reason IS NOT NULL`);
	const {rows} = await context.synergy().query<{number: string | null; year: number | null; lines: number; reason: string}>(sql`
		SELECT TOP (1001) number, year, lines, reason FROM #PendingEntries WHERE reason IS NOT NULL ORDER BY seq
	`);
	for (const {number, year, lines, reason} of rows) {
		context.reject({
			division: division.code, reference: `entry ${number?.trim() ?? '?'} of ${year ?? '?'}`, reason, count: lines,
		});
	}

	// More than a person reads are counted only.
	const told = rows.reduce((total, {lines}) => total + lines, 0);
	context.count({rejected: (sum!.lines ?? 0) - told});
	return sum!.count;
};

/** The lines keep why they are still pending; those that say so already are left alone. */
const markRejected = async ({synergy, person}: JobContext, {code}: JobDivision): Promise<void> => {
	const columns = await knownColumns(synergy(), 'TransactionsPending');
	const changes = ([
		['Status', sql`${int(choice('pendingRejected'))}`],
		['Message', sql`entry.reason`],
		['TransactionValid', sql`0`],
		['sysmodified', sql`GETDATE()`],
		['sysmodifier', sql`${int(person?.number ?? 0)}`],
	] as const).filter(([name]) => columns.has(name.toLowerCase()));
	const sum = await firstRow<{entries: number; lines: number; last: number | null}>(synergy(), sql`SELECT COUNT(*) AS entries, ISNULL(SUM(lines), 0) AS lines, MAX(seq) AS last FROM #PendingEntries`);
	const step = stepOf(sum!);
	for (let first = 1; first <= (sum!.last ?? 0); first += step) {
		// eslint-disable-next-line no-await-in-loop -- one connection
		await synergy().query(sql`
			UPDATE line SET ${joined(changes.map(([name, value]) => sql`${identifier(name)} = ${value}`), ', ')}
			FROM #PendingEntries AS entry JOIN dbo.TransactionsPending AS line ON line.EntryGuid = entry.guid
			WHERE entry.reason IS NOT NULL AND entry.seq BETWEEN ${int(first)} AND ${int(first + step - 1)}
				AND line.CompanyCode = ${asColumn(columns, 'CompanyCode', nchar(6, code))} AND ISNULL(line.Message, N'') <> entry.reason
		`);
	}
};
