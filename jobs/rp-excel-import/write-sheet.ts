import {countOf} from '../../source/platform/count-of.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {choice} from '../runtime/choices.js';
import {createAccounts} from './create-accounts.js';
import {entryGuid} from './entry-guid.js';
import {giveRestBack, takeEntryNumbers} from './entry-numbers.js';
import type {ImportDocument} from './find-documents.js';
import {refuseDoubles} from './refuse-doubles.js';
import type {Line, SheetImport} from './sheet-import.js';
import {makeStage, stageEntries, stageLines} from './stage-lines.js';
import {inOrder} from './in-order.js';
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
	/** The result, when the first entry has this number. */
	readonly describe: (first: number) => readonly string[];
	readonly lines: LinesToWrite;
};

/**
Writes what is read of a sheet; resolves with its result, and rejects with nothing written. All is one transaction, because a workbook is imported as a
whole: from some 5,000 lines on the server locks the whole table until it is committed. Therefore nothing is written before the sheet is read to its end or
some ten thousand lines of it are good; only a larger one is read on meanwhile, which takes little longer than writing it does.
*/
export const writeSheet = async (sheet: SheetToWrite): Promise<readonly string[]> => {
	const {synergy, stopping, reading, describe, lines: {found}} = sheet;
	await makeStage(synergy);
	const {isWhole, last} = await stageFirst(sheet);
	stopping.throwIfAborted();
	// How many entries there will be is known when all is read; they are no more than the division has periods.
	const numbers = await takeEntryNumbers(synergy, isWhole ? found.entries.length : openPeriods(found));
	let used = 0;
	try {
		const result = await synergy.transaction(async inside => {
			await writeStagedAndRest(inside, sheet, {first: numbers.first, last, isWhole});
			const lines = describe(numbers.first);
			await archive(inside, sheet, lines);
			return lines;
		});
		used = found.entries.length;
		return result;
	} catch (error) {
		if (found.faultCount > 0) {
			// The rows that follow have faults of their own: told as well, and looked for when nothing is locked any more.
			await throughEnd(reading);
		}

		throw error;
	} finally {
		await giveRestBack(synergy, numbers, used);
	}
};

/** Loads lines until there are as many as it is worth to wait for; budgets as a whole, for their table is the ledger itself. `last` is the last row. */
const stageFirst = async ({synergy, reading, lines: {found}}: SheetToWrite): Promise<{readonly isWhole: boolean; readonly last: number}> => {
	const most = found.kind === 'budget' ? Infinity : choice('excelLinesAhead');
	let last = 0;
	let isWhole = false;
	await inOrder(1, async add => {
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

type Staged = {readonly first: number; readonly last: number; readonly isWhole: boolean};

const writeStagedAndRest = async (inside: SqlConnection, sheet: SheetToWrite, {first, last, isWhole}: Staged): Promise<void> => {
	const {reading, lines: {found}} = sheet;
	const {put, written} = lineWriter(inside, sheet, first);
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
	if (written() !== found.lines) {
		throw new Error(`${countOf(written(), 'line')} of ${found.lines} were written`);
	}
};

/** A statement must end within the time that a request may take. */
const rowsAtOnce = 20_000;

/** Portions that are checked and wait for the server. */
const mostWaiting = 3;

/** Writes staged lines, and before them the entries and the accounts that they are the first to need. */
const lineWriter = (inside: SqlConnection, {document, lines}: SheetToWrite, first: number) => {
	const {found, division, person} = lines;
	let entries = 0;
	let accounts = 0;
	let written = 0;
	return {
		written: () => written,
		async put(range: RowRange) {
			const fresh = found.entries.slice(entries).map(({year, period, lastDay}, place) => {
				const index = entries + place;
				return {
					index, guid: entryGuid(document.id, year, period), number: String(first + index), year, period, lastDay,
				};
			});
			if (fresh.length > 0) {
				entries += fresh.length;
				await refuseDoubles(inside, document.number, fresh.map(({guid}) => guid));
				await stageEntries(inside, fresh);
			}

			if (found.newAccounts.size > accounts) {
				const some = found.newAccounts.values().drop(accounts).toArray();
				accounts += some.length;
				await createAccounts(inside, some, {division, person});
			}

			written += await writeLines(inside, range, lines);
		},
	};
};

/** Writes the result into the document, which nobody may have archived or changed meanwhile. */
const archive = async (inside: SqlConnection, {document, archivedState, lines: {person}}: SheetToWrite, lines: readonly string[]): Promise<void> => {
	const isOpen = await hasWrittenResult(inside, document, {
		state: archivedState, status: lines[0]!, lines, person,
	});
	if (!isOpen) {
		throw new BacoError('EXCEL-CHANGED', {document: document.number});
	}
};

const openPeriods = ({facts, kind}: SheetImport) => facts.periods.values().filter(({isClosed}) => kind === 'budget' || !isClosed).toArray().length;

const throughEnd = async (reading: AsyncIterable<unknown>) => {
	for await (const _ of reading) {
		// Its faults are noted, and it rejects with them.
	}
};
