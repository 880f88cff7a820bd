import {countOf} from '../../source/platform/count-of.js';
import {knownColumns} from '../../source/divisions/known-columns.js';
import {repeatedTransaction} from '../../source/sql/lock-conflict.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {JobContext, JobDivision} from '../runtime/contract.js';
import {widthOf} from '../runtime/cut.js';
import {createAccounts} from './create-accounts.js';
import {readDivisionFacts} from './division-facts.js';
import {entryGuid} from './entry-guid.js';
import {requireEntryNumbers, takeEntryNumbers} from './entry-numbers.js';
import type {ImportDocument} from './find-documents.js';
import {readAttachment, type AttachedWorkbook} from './read-attachment.js';
import {readSheet} from './read-sheet.js';
import {refuseDoubles} from './refuse-doubles.js';
import {newSheetImport, unbalanced, type SheetImport} from './sheet-import.js';
import {makeStage, openStage} from './stage-lines.js';
import {openWorkbook} from './workbook/open-workbook.js';
import {writeLines} from './write-lines.js';
import {hasWrittenResult} from './write-result.js';

export type ImportOptions = {
	readonly division: JobDivision;
	readonly archivedState: number;
	/** Called with how many rows of its sheet were read, also when it is refused after that. */
	readonly onRows: (rows: number) => void;
};

/**
Imports the workbook of a document: reads and checks every row, then writes its lines, its new accounts and its result in one transaction.
A run that is killed at any point leaves either all of it or nothing. Resolves with what is to be told; rejects with a BacoError and nothing written.
*/
export const importDocument = async (context: JobContext, document: ImportDocument, {division, archivedState, onRows}: ImportOptions): Promise<readonly string[]> => {
	const synergy = context.synergy();
	const workbook = await readAttachment(synergy, document);
	const facts = await readDivisionFacts(synergy, division.code);
	if (document.kind === 'budget' && facts.scenario === '') {
		throw new BacoError('EXCEL-SCENARIO', {division: division.code});
	}

	await requireEntryNumbers(synergy);
	const found = newSheetImport(document.kind, facts);
	await readAll(context, workbook, found, onRows);
	const guids = found.entries.map(({year, period}) => entryGuid(document.id, year, period));
	await refuseDoubles(synergy, document.number, guids);
	if (context.isDryRun) {
		context.count({written: found.lines});
		return describe(workbook.file, found, undefined);
	}

	// The last safe point: from here on all is done or nothing.
	context.stopping.throwIfAborted();
	const first = await takeEntryNumbers(synergy, found.entries.length);
	const lines = describe(workbook.file, found, first);
	const person = context.person?.number ?? 0;
	await repeatedTransaction(synergy, async inside => {
		// Waits for another import of the same document, and then finds it archived.
		const isOpen = await hasWrittenResult(inside, document, {
			state: archivedState, status: lines[0]!, lines, person,
		});
		if (!isOpen) {
			throw new BacoError('EXCEL-CHANGED', {document: document.number});
		}

		await createAccounts(inside, found.newAccounts.values(), {division, person});
		for (const [index, entry] of found.entries.entries()) {
			// eslint-disable-next-line no-await-in-loop -- one connection
			const written = await writeLines(inside, {
				entry, index, guid: guids[index]!, number: String(first + index), division, found, document: document.id, attachment: workbook.id, person,
			});
			if (written !== entry.lines) {
				throw new Error(`${countOf(written, 'line')} of ${entry.lines} were written`);
			}
		}
	});
	context.count({written: found.lines});
	return lines;
};

const readAll = async (context: JobContext, {file, content}: AttachedWorkbook, found: SheetImport, onRows: ImportOptions['onRows']) => {
	const synergy = context.synergy();
	const workbook = await openWorkbook(file, content);
	const stage = openStage(synergy);
	let rows = 0;
	try {
		if (!context.isDryRun) {
			await makeStage(synergy);
		}

		await readSheet({
			file,
			workbook,
			found,
			descriptionWidth: await descriptionWidth(context, found),
			take: context.isDryRun ? () => undefined : stage.add,
			onRows(count) {
				rows += count;
				onRows(count);
				context.count({read: count});
				context.progress({
					done: rows, unit: 'rows', division: found.facts.code, phase: `reading ${file}`,
				});
			},
			signal: context.stopping,
		});
	} finally {
		// Also after a fault: the connection is busy until the last portion is there.
		await stage.finish();
		workbook.close();
	}
};

const descriptionWidth = async (context: JobContext, {kind}: SheetImport) => {
	const [table, column] = kind === 'actuals' ? ['TransactionsPending', 'Description'] as const : ['gbkmut', 'oms25'] as const;
	const columns = await knownColumns(context.synergy(), table);
	return Math.min(60, widthOf(columns, column, 60));
};

/** The result in words; `first` is the number of the first entry, undefined in a dry run. */
const describe = (file: string, found: SheetImport, first: number | undefined): string[] => {
	const {lines, entries, newAccounts, cutDescriptions, kind, facts} = found;
	const verb = first === undefined ? 'Would import' : 'Imported';
	const names = newAccounts.values().take(50).map(({number, name}) => `${number} ${name}`).toArray();
	const numbers = first === undefined ? '' : `, ${entries.length === 1 ? `number ${first}` : `numbers ${first} to ${first + entries.length - 1}`}`;
	return [
		`${verb} ${kind === 'actuals' ? countOf(lines, 'line') : `${countOf(lines, 'budget line')} (scenario ${facts.scenario})`} in ${countOf(entries.length, 'entry', 'entries')}${numbers}.`,
		`Workbook: ${file}`,
		...(newAccounts.size === 0 ? [] : [`${first === undefined ? 'Would create' : 'Created'} ${countOf(newAccounts.size, 'ledger account')}: ${names.join(', ')}${newAccounts.size > names.length ? ', ...' : ''}.`]),
		...(cutDescriptions === 0 ? [] : [`${countOf(cutDescriptions, 'description')} longer than the column: cut.`]),
		...unbalanced(found),
	];
};
