import {countOf} from '../../source/platform/count-of.js';
import {knownColumns} from '../../source/divisions/known-columns.js';
import {repeatConflicts} from '../../source/sql/lock-conflict.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {JobContext, JobDivision} from '../runtime/contract.js';
import {widthOf} from '../runtime/cut.js';
import {readDivisionFacts} from './division-facts.js';
import {guidsOf} from './entry-guid.js';
import {numbersText, requireEntryNumbers} from './entry-numbers.js';
import type {ImportDocument} from './find-documents.js';
import {readAttachment} from './read-attachment.js';
import {readSheet, readThrough} from './read-sheet.js';
import {findWritten, refuseDoubles} from './refuse-doubles.js';
import {
	newSheetImport,
	unbalanced,
	type Line,
	type SheetImport,
} from './sheet-import.js';
import {openWorkbook} from './workbook/open-workbook.js';
import {tableOf} from './write-lines.js';
import {writeSheet} from './write-sheet.js';

export type ImportOptions = {
	readonly division: JobDivision;
	readonly archivedState: number;
	/** Called with how many rows of its sheet were read, also when it is refused after that. */
	readonly onRows: (rows: number) => void;
	/** Called with the ledger accounts that it creates, or would create, when it is not refused. */
	readonly onNewAccounts: (numbers: readonly string[]) => void;
};

/**
Imports the workbook of a document: checks every row, and writes its lines, its new accounts and its result in one transaction.
A run that is killed at any point leaves either all of it or nothing. Resolves with what is to be told; rejects with a BacoError and nothing written.
*/
export const importDocument = async (context: JobContext, document: ImportDocument, {division, archivedState, onRows, onNewAccounts}: ImportOptions): Promise<readonly string[]> => {
	const synergy = context.synergy();
	const {file, content, id: attachment} = await readAttachment(synergy, document);
	const facts = await readDivisionFacts(synergy, division.code);
	if (document.kind === 'budget' && facts.scenario === '') {
		throw new BacoError('EXCEL-SCENARIO', {division: division.code});
	}

	await requireEntryNumbers(synergy);
	const width = await descriptionWidth(context, document.kind);
	const tellRows = rowTeller(context, {file, division: division.code, onRows});
	// From the start each time that it meets the locks of others: rows are checked while lines are written.
	return repeatConflicts(async () => {
		const found = newSheetImport(document.kind, facts);
		const workbook = await openWorkbook(file, content);
		const reading = readSheet({
			file, workbook, found, descriptionWidth: width, onRows: tellRows, signal: context.stopping,
		});
		try {
			const lines = context.isDryRun
				? await checkSheet(context, reading, {document, found, file})
				: await writeSheet({
					synergy, stopping: context.stopping, reading, document, archivedState, describe: numbers => describe(file, found, numbers), lines: {
						division, found, document: document.id, attachment, person: context.person?.number ?? 0,
					},
				});
			context.count({written: found.lines});
			onNewAccounts(found.newAccounts.values().map(({number}) => number).toArray());
			return lines;
		} finally {
			await reading.return();
			workbook.close();
		}
	}, context.stopping);
};

type CheckedSheet = {readonly document: ImportDocument; readonly found: SheetImport; readonly file: string};

const checkSheet = async (context: JobContext, reading: AsyncIterable<readonly Line[]>, {document, found, file}: CheckedSheet): Promise<readonly string[]> => {
	await readThrough(reading);
	const guids = guidsOf(document.id, found.entries);
	refuseDoubles(await findWritten(context.synergy(), guids), document.number, guids);
	return describe(file, found, undefined);
};

/** Counts each row of the sheet once, also when it is read again. */
const rowTeller = (context: JobContext, {file, division, onRows}: {readonly file: string; readonly division: string; readonly onRows: ImportOptions['onRows']}) => {
	let told = 0;
	return (rows: number) => {
		if (rows > told) {
			onRows(rows - told);
			context.count({read: rows - told});
			told = rows;
		}

		context.progress({
			done: rows, unit: 'rows', division, phase: `reading ${file}`,
		});
	};
};

const descriptionWidth = async (context: JobContext, kind: SheetImport['kind']) => {
	const columns = await knownColumns(context.synergy(), tableOf(kind));
	return Math.min(60, widthOf(columns, kind === 'actuals' ? 'Description' : 'oms25', 60));
};

/** The result in words; `taken` are the numbers of the entries, undefined in a dry run. */
const describe = (file: string, found: SheetImport, taken: readonly number[] | undefined): string[] => {
	const {lines, entries, newAccounts, cutDescriptions, kind, facts} = found;
	const verb = taken === undefined ? 'Would import' : 'Imported';
	const names = newAccounts.values().take(50).map(({number, name}) => `${number} ${name}`).toArray();
	const numbers = taken === undefined ? '' : `, ${numbersText(taken)}`;
	return [
		`${verb} ${kind === 'actuals' ? countOf(lines, 'line') : `${countOf(lines, 'budget line')} (scenario ${facts.scenario})`} in ${countOf(entries.length, 'entry', 'entries')}${numbers}.`,
		`Workbook: ${file}`,
		...(newAccounts.size === 0 ? [] : [`${taken === undefined ? 'Would create' : 'Created'} ${countOf(newAccounts.size, 'ledger account')}: ${names.join(', ')}${newAccounts.size > names.length ? ', ...' : ''}.`]),
		...(cutDescriptions === 0 ? [] : [`${countOf(cutDescriptions, 'description')} longer than the column: cut.`]),
		...unbalanced(found),
	];
};
