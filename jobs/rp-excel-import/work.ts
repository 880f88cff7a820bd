import {countOf} from '../../source/platform/count-of.js';
import {firstOf} from '../../source/platform/first-of.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {exitCodes} from '../../source/problems/exit-codes.js';
import {repeatedTransaction} from '../../source/sql/lock-conflict.js';
import {documentKey, documentName} from '../../source/runs/catalogue/document-key.js';
import type {JobContext, JobDivision, JobOutcome} from '../runtime/contract.js';
import {findDocuments, readArchivedState, type ImportDocument} from './find-documents.js';
import {importDocument} from './import-document.js';
import {mostFaults} from './read-sheet.js';
import {hasWrittenResult} from './write-result.js';

export {rpExcelImport as description} from '../../source/runs/catalogue/rp-excel-import.js';

/** Imports the workbooks of all open import documents of the divisions, one after the other: a bad one does not keep the others back. */
export const work = async (context: JobContext): Promise<JobOutcome> => {
	const synergy = context.synergy();
	const archivedState = await readArchivedState(synergy);
	const only = typeof context.parameters.DOC === 'string' ? documentKey(context.parameters.DOC) : undefined;
	const divisions = new Map(context.divisions.map(division => [division.code.toUpperCase(), division]));
	const documents = await findDocuments(synergy, only);
	const chosen = documents.filter(({division}) => context.parameters.C === undefined || divisions.has(division.toUpperCase()));
	const tally: Tally = {
		imported: 0, refused: 0, refusedRows: 0, wrongCells: 0, isMore: false, newAccounts: new Map(),
	};
	for (const document of chosen) {
		context.stopping.throwIfAborted();
		context.print(`Document ${nameOf(document)}, ${document.subject}: ${document.kind} of division ${document.division === '' ? '?' : document.division}`);
		// eslint-disable-next-line no-await-in-loop -- a transaction each
		await importOne(context, document, {division: divisions.get(document.division.toUpperCase()), archivedState, tally});
	}

	if (chosen.length === 0) {
		if (only !== undefined) {
			throw new BacoError('EXCEL-OTHER-DIVISION', {document: nameOf(documents[0]!), division: documents[0]!.division});
		}

		return {message: 'There is no open import document.'};
	}

	const verb = context.isDryRun ? 'would be imported' : 'imported';
	return {message: `${countOf(tally.imported, 'workbook')} ${verb}, ${tally.refused} refused${cellsText(tally)}.${context.isDryRun ? accountsText(tally) : ''}`, isFailed: tally.refused > 0};
};

const nameOf = (document: ImportDocument): string => documentName(document.id, shownNumber(document));

/** Undefined where documents have no numbers. */
const shownNumber = ({number, id}: ImportDocument): string | undefined => number === id ? undefined : number;

type Tally = {imported: number; refused: number; refusedRows: number; wrongCells: number; isMore: boolean; newAccounts: Map<string, Set<string>>};

const cellsText = ({refusedRows, wrongCells, isMore}: Tally): string => wrongCells === 0 ? '' : ` (${countOf(refusedRows, 'row')}, ${isMore ? 'more than ' : ''}${countOf(wrongCells, 'wrong cell')})`;

/** Two workbooks may need the same account of a division: the first creates it. */
const accountsText = ({newAccounts}: Tally): string => {
	const names = newAccounts.entries().flatMap(([division, numbers]) => numbers.values().map(number => newAccounts.size > 1 ? `${number} in division ${division}` : number)).toArray();
	return names.length === 0 ? '' : ` Would create ${countOf(names.length, 'ledger account')}: ${firstOf(names)}.`;
};

type ImportPlace = {readonly division: JobDivision | undefined; readonly archivedState: number; readonly tally: Tally};

const importOne = async (context: JobContext, document: ImportDocument, {division, archivedState, tally}: ImportPlace): Promise<void> => {
	let rows = 0;
	try {
		if (division === undefined) {
			throw new BacoError('EXCEL-DIVISION', {document: document.number, division: document.division});
		}

		const lines = await importDocument(context, document, {
			division,
			archivedState,
			onRows(count) {
				rows += count;
			},
			onNewAccounts(numbers) {
				if (numbers.length > 0) {
					tally.newAccounts.set(division.code, new Set([...tally.newAccounts.get(division.code) ?? [], ...numbers]));
				}
			},
		});
		for (const line of lines) {
			context.print(`  ${line}`);
		}

		if (!context.isDryRun) {
			context.document(document.id, document.subject, shownNumber(document));
		}

		await context.processLog(`Document ${document.number}: ${lines.join(' ')}`, {division: division.number});
		tally.imported++;
	} catch (error) {
		// The workbook is at fault, not the server, the profile or the login: the next document may be better.
		if (!(error instanceof BacoError) || error.exitCode !== exitCodes.failed || !isOfWorkbook(error)) {
			throw error;
		}

		tally.refused++;
		tally.refusedRows += rows;
		if (error.id === 'EXCEL-ROWS') {
			const {count} = error.facts;
			tally.wrongCells += typeof count === 'number' ? count : mostFaults;
			tally.isMore ||= typeof count !== 'number';
		}

		await tellRefusal(context, document, {division, rows, error});
	}
};

const isOfWorkbook = ({id}: BacoError) => id.startsWith('WORKBOOK-') || id.startsWith('EXCEL-');

/** In the log, in the process report and in the document, which stays open for another workbook. */
const tellRefusal = async (context: JobContext, document: ImportDocument, {division, rows, error}: {readonly division: JobDivision | undefined; readonly rows: number; readonly error: BacoError}) => {
	const faults = faultsOf(error);
	const reference = `document ${document.number}`;
	// Rows are counted, however many of their cells are wrong: none of the workbook is imported.
	for (const [index, reason] of (faults.length > 1 ? faults : [error.message]).entries()) {
		context.reject({
			division: document.division, reference, reason, count: index === 0 ? rows : 0,
		});
	}

	if (context.isDryRun) {
		return;
	}

	await repeatedTransaction(context.synergy(), async change => hasWrittenResult(change, document, {
		state: document.state,
		status: `Not imported: ${error.message}`,
		lines: [`Not imported: ${error.message}`, error.explanation.cause, error.explanation.fix, ...faults],
		person: context.person?.number ?? 0,
	}));
	await context.processLog(`Document ${document.number} is not imported: ${error.message}`, {kind: 'warning', division: division?.number});
	if (faults.length > 3) {
		await context.processLog(`Document ${document.number}, ${error.facts.count === faults.length ? 'all' : 'the first'} ${faults.length} wrong cells: ${faults.join('; ')}.`, {kind: 'warning', division: division?.number});
	}
};

const faultsOf = ({facts}: BacoError): readonly string[] => Array.isArray(facts.faults) ? facts.faults as readonly string[] : [];
