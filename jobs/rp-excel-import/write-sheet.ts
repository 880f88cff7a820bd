import {countOf} from '../../source/platform/count-of.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {int, sql, uniqueidentifier} from '../../source/sql/statement.js';
import {choice} from '../runtime/choices.js';
import {createAccounts} from './create-accounts.js';
import {guidsOf} from './entry-guid.js';
import {takeEntryNumbers} from './entry-numbers.js';
import type {ImportDocument} from './find-documents.js';
import {inOrder} from './in-order.js';
import {readThrough} from './read-sheet.js';
import {findWritten, refuseDoubles, type WrittenEntries} from './refuse-doubles.js';
import type {Line} from './sheet-import.js';
import {makeStage, stageEntries, stageLines} from './stage-lines.js';
import {writeLines, type LinesToWrite, type RowRange} from './write-lines.js';
import {hasWrittenResult} from './write-result.js';

export type SheetToWrite = {
	readonly synergy: SqlConnection;
	/** Ends the import with nothing written, until it is committed. */
	readonly stopping: AbortSignal;
	/** Not begun yet. */
	readonly reading: AsyncGenerator<readonly Line[], void>;
	readonly document: ImportDocument;
	readonly archivedState: number;
	/** The result, when the entries have these numbers. */
	readonly describe: (numbers: readonly number[]) => readonly string[];
	readonly lines: LinesToWrite;
};

/**
Writes what is read of a sheet; resolves with its result, and rejects with nothing written. All is one transaction, because a workbook is imported as a
whole: from some 5,000 lines on the server locks the whole table until it is committed. Therefore nothing is written before the sheet is read to its end or
some ten thousand lines of it are good; only a larger one is read on meanwhile, which takes little longer than writing it does.
*/
export const writeSheet = async (sheet: SheetToWrite): Promise<readonly string[]> => {
	const {synergy, stopping, reading, document, describe, lines: {found}} = sheet;
	const written = await findWritten(synergy, guidsOf(document.id, found.facts.periods.values()));
	await makeStage(synergy);
	const {isWhole, last} = await stageFirst(sheet);
	refuseDoubles(written, document.number, guidsOf(document.id, found.entries));
	stopping.throwIfAborted();
	// In a transaction of its own, as everybody who feeds entries waits for the counter: a number that is not used in the end is only a gap.
	const numbers = await synergy.transaction(async change => takeEntryNumbers(change, found.entries.length));
	try {
		return await synergy.transaction(async inside => {
			await requireOpen(inside, document);
			await writeStagedAndRest(inside, sheet, {
				numbers, last, isWhole, written,
			});
			stopping.throwIfAborted();
			const lines = describe(numbers);
			await archive(inside, sheet, lines);
			return lines;
		});
	} catch (error) {
		if (found.faultCount > 0) {
			// The rows that follow have faults of their own: told as well, and looked for when nothing is locked any more.
			await readThrough(reading);
		}

		throw error;
	}
};

/** Loads lines until there are as many as it is worth to wait for; budgets as a whole, for their table is the ledger itself. `last` is the last row. */
const stageFirst = async ({synergy, reading, lines: {found}}: SheetToWrite): Promise<{readonly isWhole: boolean; readonly last: number}> => {
	const most = found.kind === 'budget' ? Infinity : choice('excelLinesAhead');
	let last = 0;
	let isWhole = false;
	await inOrder(2, async add => {
		for (let count = 0; count < most;) {
			const {value: lines, done} = await reading.next(); // eslint-disable-line no-await-in-loop -- as they come
			if (done === true) {
				isWhole = true;
				return;
			}

			if (lines.length === 0) {
				continue;
			}

			await add(async () => stageLines(synergy, lines)); // eslint-disable-line no-await-in-loop -- as they come
			count += lines.length;
			last = lines.at(-1)!.row;
		}
	});
	return {isWhole, last};
};

type Staged = {
	/** Of the entries that are known; grows with them. */
	readonly numbers: number[];
	readonly last: number;
	readonly isWhole: boolean;
	readonly written: WrittenEntries;
};

const writeStagedAndRest = async (inside: SqlConnection, sheet: SheetToWrite, staged: Staged): Promise<void> => {
	const {reading, lines: {found}} = sheet;
	const {last, isWhole} = staged;
	const {put, count} = lineWriter(inside, sheet, staged);
	await inOrder(mostWaiting, async add => {
		for (let from = 1; from <= last; from += rowsAtOnce) {
			await add(async () => put({from, to: Math.min(last, from + rowsAtOnce - 1)})); // eslint-disable-line no-await-in-loop -- in their order
		}

		if (isWhole) {
			return;
		}

		for (;;) {
			const {value: lines, done} = await reading.next(); // eslint-disable-line no-await-in-loop -- as they come
			if (done === true) {
				return;
			}

			if (found.faultCount > 0) {
				throw new Error('a cell is wrong');
			}

			if (lines.length > 0) {
				// eslint-disable-next-line no-await-in-loop -- as they come
				await add(async () => {
					await stageLines(inside, lines);
					await put({from: lines[0]!.row, to: lines.at(-1)!.row});
				});
			}
		}
	});
	if (count() !== found.lines) {
		throw new Error(`${countOf(count(), 'line')} of ${found.lines} were written`);
	}
};

/** Rows of the sheet that are written with one statement: it must end within the time that a request may take, however large the workbook is. */
const rowsAtOnce = 20_000;

/** Portions that are checked and wait for the server. */
const mostWaiting = 3;

/** Writes staged lines, and before them the entries and the accounts that they are the first to need. */
const lineWriter = (inside: SqlConnection, {document, stopping, lines}: SheetToWrite, {numbers, written}: Staged) => {
	const {found, division, person} = lines;
	let entries = 0;
	let accounts = 0;
	let count = 0;
	return {
		count: () => count,
		async put(range: RowRange) {
			stopping.throwIfAborted();
			const fresh = found.entries.slice(entries);
			if (fresh.length > 0) {
				const guids = guidsOf(document.id, fresh);
				refuseDoubles(written, document.number, guids);
				const missing = entries + fresh.length - numbers.length;
				numbers.push(...missing > 0 ? await takeEntryNumbers(inside, missing) : []);
				await stageEntries(inside, fresh.map(({year, period, lastDay}, place) => ({
					index: entries + place, guid: guids[place]!, number: String(numbers[entries + place]), year, period, lastDay,
				})));
				entries += fresh.length;
			}

			if (found.newAccounts.size > accounts) {
				const some = found.newAccounts.values().drop(accounts).toArray();
				accounts += some.length;
				await createAccounts(inside, some, {division, person});
			}

			count += await writeLines(inside, range, lines);
		},
	};
};

/** Writes the result into the document. */
const archive = async (inside: SqlConnection, {document, archivedState, lines: {person}}: SheetToWrite, lines: readonly string[]): Promise<void> => {
	const isOpen = await hasWrittenResult(inside, document, {
		state: archivedState, status: lines[0]!, lines, person,
	});
	if (!isOpen) {
		throw new BacoError('EXCEL-CHANGED', {document: document.number});
	}
};

/** Keeps the document for this import: one that somebody archives or changes meanwhile is seen before anything is written. */
const requireOpen = async (inside: SqlConnection, document: ImportDocument): Promise<void> => {
	const {rows} = await inside.query(sql`SELECT 1 AS found FROM dbo.BacoDiscussions WITH (UPDLOCK) WHERE ID = ${uniqueidentifier(document.id)} AND Status = ${int(document.state)}`);
	if (rows.length === 0) {
		throw new BacoError('EXCEL-CHANGED', {document: document.number});
	}
};
