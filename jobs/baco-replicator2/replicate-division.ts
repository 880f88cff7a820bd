import {agree, countOf} from '../../source/platform/count-of.js';
import {knownColumns} from '../../source/divisions/known-columns.js';
import {sqlProblem} from '../../source/problems/sql-problem.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {repeatConflicts} from '../../source/sql/lock-conflict.js';
import {
	int,
	joined,
	nchar,
	sql,
	type Composable,
} from '../../source/sql/statement.js';
import {readBackOffice} from '../financial/back-office.js';
import {readDocumentType} from '../financial/document-type.js';
import type {DivisionResult} from '../financial/each-division.js';
import {globeCompany, ledgerLines} from '../financial/ledger-lines.js';
import {
	canKeepMark,
	isAfter,
	markOf,
	readCopied,
	readMark,
	writeTopicMark,
	type Mark,
} from '../financial/replication-mark.js';
import {writeDocument} from '../financial/write-document.js';
import {choice} from '../runtime/choices.js';
import type {JobContext, JobDivision} from '../runtime/contract.js';
import {readAccounts} from './accounts.js';
import {entryFault} from './check-entry.js';
import {removeDeleted} from './deletions.js';
import {readDocuments} from './documents.js';
import {openDoubts, type Doubts} from './doubts.js';
import {
	codeOf,
	entriesOf,
	placesOf,
	type Entry,
	type Places,
} from './entries-of.js';
import {countChanged, readWindow} from './read-window.js';
import {sharedColumns} from './shared-columns.js';
import {usedColumns} from './used-columns.js';
import {withoutCopied} from './without-copied.js';
import {makeKeyTables, writeEntries} from './write-entries.js';

/** Most changed lines in one transaction: SQL Server turns 5,000 locks of a statement into one on the whole table. */
const mostLines = 4000;

/** From here on it pays to look which columns are in use. */
const manyLines = mostLines;

/** Brings Synergy up to the division's Globe database, window by window; each is one transaction together with the mark. */
export const replicateDivision = async (context: JobContext, division: JobDivision): Promise<DivisionResult> => {
	const synergy = context.synergy();
	const backOffice = await readBackOffice(synergy, division);
	const globe = await context.globe(division.code);
	const {lines: company} = await globeCompany(globe, backOffice.company);
	const lines = ledgerLines(company, backOffice.firstYear);
	const accounts = await readAccounts(synergy, division.code);
	const type = await readDocumentType(synergy);
	const documentColumns = await knownColumns(synergy, 'BacoDiscussions');
	const globeMark = await openGlobeMark(context, globe, backOffice.company);
	const {start, end} = await stretchOf(context, globe, division, globeMark.value);
	const copied = await readCopied(synergy, division.code);
	const deleted = await removeDeleted({
		globe, synergy, code: division.code, company: backOffice.company, start, end, isDryRun: context.isDryRun, stopping: context.stopping, print: context.print,
	});
	context.count({deleted});
	const total = await countChanged(globe, lines, start, end);
	const shared = await sharedColumns(globe, synergy);
	const columns = total > manyLines ? await usedColumns(globe, lines, shared) : shared;
	const place = placesOf(columns);
	const doubts = openDoubts(place);
	const options = {
		globe, lines, columns, end, most: mostLines,
	};
	await makeKeyTables(synergy);

	const sums = {
		written: 0, entries: 0, rejected: 0, documents: 0,
	};
	let [done, mark, isHeld, seen] = [0, start, false, start];
	const read = async (from: Mark) => repeatConflicts(async () => readWindow(options, from, context.stopping), context.stopping);
	let reading = read(start);
	quiet(reading);
	for (;;) {
		context.progress({
			done, total, unit: 'lines', division: division.code, phase: 'copying entries',
		});
		const window = await orStopped(reading, context.stopping); // eslint-disable-line no-await-in-loop -- one transaction after the other
		context.stopping.throwIfAborted();
		if (window === undefined) {
			break;
		}

		reading = read(window.upTo);
		quiet(reading);
		const {accepted: sound, rejected} = sorted(entriesOf(window.lines, place), entry => entryFault(entry, {
			columns, place, accounts, doubts,
		}));
		// eslint-disable-next-line no-await-in-loop
		const accepted = await withoutCopied(sound, {
			synergy, code: division.code, columns, place, from: seen, copied,
		});
		seen = window.upTo;
		for (const {entry, reason} of rejected) {
			sums.rejected++;
			context.reject({
				division: division.code, reference: referenceOf(entry, place), reason, count: entry.lines.length,
			});
		}

		// Rejected entries are tried again the next time, so the mark stays before the first of them.
		const reach = isHeld ? mark : reachOf(window.upTo, rejected);
		isHeld ||= rejected.length > 0;
		const documents = 'reason' in type ? [] : await readDocuments(globe, accepted, place); // eslint-disable-line no-await-in-loop
		if (!context.isDryRun) {
			// eslint-disable-next-line no-await-in-loop
			await writeEntries(accepted, {
				synergy,
				division,
				columns,
				place,
				person: context.person?.number ?? 0,
				mark: reach > mark ? reach : undefined,
				copied: isHeld && isAfter(window.upTo, copied) ? window.upTo : undefined,
				async also(change) {
					for (const {id, entry, subject, body} of documents) {
						// eslint-disable-next-line no-await-in-loop
						await writeDocument(change, documentColumns, {
							id, subject, body, division, person: context.person, type: type as Exclude<typeof type, {readonly reason: string}>, security: Math.max(backOffice.securityLevel, (type as {readonly security: number}).security), ...(entry !== undefined && {entry}),
						});
					}
				},
			});
			if (reach > mark) {
				await globeMark.write(reach); // eslint-disable-line no-await-in-loop
			}
		}

		mark = isAfter(reach, mark) ? reach : mark;
		done += window.changed;
		const written = accepted.reduce((sum, entry) => sum + entry.lines.length, 0);
		sums.written += written;
		sums.entries += accepted.length;
		sums.documents += documents.length;
		context.count({read: window.lines.length, written});
	}

	if (!isHeld && !context.isDryRun && end - 1n > mark) {
		// Nothing that waits lies before the end.
		await writeEntries([], {
			synergy, division, columns, place, person: context.person?.number ?? 0, mark: end - 1n, also: async () => undefined,
		});
		await globeMark.write(end - 1n);
	}

	await tellDoubts(context, doubts, {waiting: await readUnprocessed(globe, company), documents: 'reason' in type && sums.entries > 0 ? type.reason : undefined});
	const removed = deleted === 0 ? '' : `, ${context.isDryRun ? 'would remove' : 'removed'} ${deleted} that were deleted in Globe`;
	const rejected = sums.rejected === 0 ? '' : `, ${countOf(sums.rejected, 'entry', 'entries')} rejected`;
	return {
		records: sums.written,
		status: sums.rejected === 0 ? 'OK' : 'Warning',
		remark: `${context.isDryRun ? 'Would write' : 'Wrote'} ${countOf(sums.written, 'line')} of ${countOf(sums.entries, 'entry', 'entries')}${sums.documents === 0 ? '' : `, ${countOf(sums.documents, 'document')}`}${removed}${rejected}.`,
		isFailed: sums.rejected > 0,
	};
};

const referenceOf = ({lines}: Entry, place: Places) => {
	const line = lines[0]!;
	return `entry ${codeOf(line, place('bkstnr'))} of ${codeOf(line, place('bkjrcode'))}, journal ${codeOf(line, place('dagbknr'))}`;
};

/** Before the first line of a rejected entry. */
const reachOf = (upTo: Mark, rejected: ReadonlyArray<{readonly entry: Entry}>): Mark => {
	let reach = upTo;
	for (const {entry: {first}} of rejected) {
		if (isAfter(reach, first - 1n)) {
			reach = first - 1n;
		}
	}

	return reach;
};

/** A read that the stop cut short is the stop, not a failure. */
const orStopped = async <T>(reading: Promise<T>, stopping: AbortSignal): Promise<T> => {
	try {
		return await reading;
	} catch (error) {
		stopping.throwIfAborted();
		throw error;
	}
};

/** The next window is read while this one is written; its failure is met when it is asked for. */
const quiet = (reading: Promise<unknown>): void => {
	reading.catch(() => undefined);
};

const sorted = (entries: readonly Entry[], faultOf: (entry: Entry) => string | undefined) => {
	const accepted: Entry[] = [];
	const rejected: Array<{readonly entry: Entry; readonly reason: string}> = [];
	for (const entry of entries) {
		const reason = faultOf(entry);
		if (reason === undefined) {
			accepted.push(entry);
		} else {
			rejected.push({entry, reason});
		}
	}

	return {accepted, rejected};
};

/** Where to begin and where to end. A mark beyond everything that Globe ever stamped is of another database: Globe was restored, and all is looked at again. */
const stretchOf = async (context: JobContext, globe: SqlConnection, {code}: JobDivision, globeMark: Mark | undefined): Promise<{start: Mark; end: Mark}> => {
	const own = await readMark(context.synergy(), 'synergy', code);
	const row = await firstRow<{end: Uint8Array}>(globe, sql`SELECT MIN_ACTIVE_ROWVERSION() AS [end]`);
	const end = markOf(row!.end);
	if (own >= end) {
		context.print(`Division ${code}: the mark of the last exchange is newer than the Globe database, which was restored or replaced: everything is looked at again.`);
		return {start: 0n, end};
	}

	return {start: globeMark !== undefined && globeMark < own ? globeMark : own, end};
};

/** The mark in Globe tells of a Synergy or a Globe that was restored; without the table or the right, Synergy's own is enough. */
const openGlobeMark = async (context: JobContext, globe: SqlConnection, company: string) => {
	const isThere = await canKeepMark(globe, 'globe');
	const found = isThere ? await readMark(globe, 'globe', company) : 0n;
	let isTold = false;
	return {
		value: found === 0n ? undefined : found,
		async write(mark: Mark) {
			if (!isThere) {
				return;
			}

			try {
				await writeTopicMark(globe, 'globe', company, mark);
			} catch (error) {
				if (globe.lost !== undefined) {
					throw error;
				}

				if (!isTold) {
					const problem = sqlProblem(error);
					context.warn(`The mark in Globe could not be written: ${problem instanceof Error ? problem.message : String(problem)}`);
				}

				isTold = true;
			}
		},
	};
};

type Unprocessed = {readonly lines: number; /** The first of them by year, journal and number. */ readonly entries: readonly string[]; readonly isMore: boolean};

/** Lines of entries that are entered but not processed: they are left where they are, and told of. */
const readUnprocessed = async (globe: SqlConnection, company: Composable): Promise<Unprocessed> => {
	const within = sql`${company} AND transtype IN (${joined(choice('ledgerTypes').map(type => nchar(1, type)), ', ')}) AND ISNULL(bud_vers, N'') = N'' AND verwerknrl = 0`;
	const sum = await firstRow<{lines: number}>(globe, sql`SELECT COUNT(*) AS lines FROM dbo.gbkmut WHERE ${within}`);
	if (sum!.lines === 0) {
		return {lines: 0, entries: [], isMore: false};
	}

	const {rows} = await globe.query<{number: string | null; year: number | null; journal: string | null}>(sql`
		SELECT TOP (${int(mostNamed + 1)}) bkstnr AS number, bkjrcode AS year, dagbknr AS journal FROM dbo.gbkmut WHERE ${within}
		GROUP BY bkjrcode, dagbknr, bkstnr ORDER BY bkjrcode, dagbknr, bkstnr
	`);
	const entries = rows.slice(0, mostNamed).map(({number, year, journal}) => `entry ${trimmed(number)} of ${year ?? '?'}, journal ${trimmed(journal)}`);
	return {lines: sum!.lines, entries, isMore: rows.length > mostNamed};
};

const mostNamed = 10;

const trimmed = (text: string | null) => (text ?? '').trim() === '' ? '?' : text!.trim();

const tellDoubts = async (context: JobContext, doubts: Doubts, {waiting, documents}: {readonly waiting: Unprocessed; readonly documents: string | undefined}) => {
	const told = await doubts.tell(context.synergy());
	const {lines, entries, isMore} = waiting;
	if (lines > 0) {
		context.print(`${countOf(lines, 'line')} in Globe ${agree(lines, 'is', 'are')} entered but not processed: ${agree(lines, 'it is', 'they are')} not copied. Of ${entries.join('; ')}${isMore ? '; and more' : ''}.`);
	}

	for (const doubt of told.slice(0, 100)) {
		context.warn(`Warning: ${doubt}`);
	}

	if (told.length > 100) {
		context.warn(`Warning: ${told.length - 100} more.`);
	}

	if (documents !== undefined) {
		context.warn(`Documents are not copied: ${documents}.`);
	}
};
