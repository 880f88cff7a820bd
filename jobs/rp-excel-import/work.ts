import {countOf} from '../../source/platform/count-of.js';
import {BacoError} from '../../source/problems/baco-error.js';
import {exitCodes} from '../../source/problems/exit-codes.js';
import {repeatConflicts} from '../../source/sql/lock-conflict.js';
import type {JobContext, JobDivision, JobOutcome} from '../runtime/contract.js';
import {findDocuments, readArchivedState, type ImportDocument} from './find-documents.js';
import {importDocument} from './import-document.js';
import {hasWrittenResult} from './write-result.js';

export {rpExcelImport as description} from '../../source/runs/catalogue/rp-excel-import.js';

/** Imports the workbooks of all open import documents of the divisions, one after the other: a bad one does not keep the others back. */
export const work = async (context: JobContext): Promise<JobOutcome> => {
	const synergy = context.synergy();
	const archivedState = await readArchivedState(synergy);
	const only = typeof context.parameters.DOC === 'string' ? context.parameters.DOC : undefined;
	const divisions = new Map(context.divisions.map(division => [division.code.toUpperCase(), division]));
	const documents = await findDocuments(synergy, only);
	const chosen = documents.filter(({division}) => context.parameters.C === undefined || divisions.has(division.toUpperCase()));
	const tally = {imported: 0, refused: 0};
	for (const document of chosen) {
		context.stopping.throwIfAborted();
		context.print(`Document ${document.number}, ${document.subject}: ${document.kind} of division ${document.division === '' ? '?' : document.division}`);
		// eslint-disable-next-line no-await-in-loop -- a transaction each
		tally[await importOne(context, document, divisions.get(document.division.toUpperCase()), archivedState)]++;
	}

	if (chosen.length === 0) {
		return {message: only === undefined ? 'There is no open import document.' : `Document ${only} is no open import document.`, isFailed: only !== undefined};
	}

	const verb = context.isDryRun ? 'would be imported' : 'imported';
	return {message: `${countOf(tally.imported, 'workbook')} ${verb}, ${tally.refused} refused.`, isFailed: tally.refused > 0};
};

const importOne = async (context: JobContext, document: ImportDocument, division: JobDivision | undefined, archivedState: number): Promise<'imported' | 'refused'> => {
	try {
		if (division === undefined) {
			throw new BacoError('EXCEL-DIVISION', {document: document.number, division: document.division});
		}

		const lines = await importDocument(context, document, {division, archivedState});
		for (const line of lines) {
			context.print(`  ${line}`);
		}

		if (!context.isDryRun) {
			context.document(document.id, document.subject);
		}

		await context.processLog(`Document ${document.number}: ${lines.join(' ')}`, {division: division.number});
		return 'imported';
	} catch (error) {
		// The workbook is at fault, not the server, the profile or the login: the next document may be better.
		if (!(error instanceof BacoError) || error.exitCode !== exitCodes.failed || !isOfWorkbook(error)) {
			throw error;
		}

		await tellRefusal(context, document, division, error);
		return 'refused';
	}
};

const isOfWorkbook = ({id}: BacoError) => id.startsWith('WORKBOOK-') || id.startsWith('EXCEL-');

/** In the log, in the process report and in the document, which stays open for another workbook. */
const tellRefusal = async (context: JobContext, document: ImportDocument, division: JobDivision | undefined, error: BacoError) => {
	const faults = Array.isArray(error.facts.faults) ? error.facts.faults as readonly string[] : [];
	const reference = `document ${document.number}`;
	if (faults.length > 1) {
		for (const fault of faults) {
			context.reject({division: document.division, reference, reason: fault});
		}
	} else {
		context.reject({division: document.division, reference, reason: error.message});
	}

	if (context.isDryRun) {
		return;
	}

	await repeatConflicts(async () => context.synergy().transaction(async change => hasWrittenResult(change, document, {
		state: document.state,
		status: `Not imported: ${error.message}`,
		lines: [`Not imported: ${error.message}`, error.explanation.cause, error.explanation.fix, ...faults],
		person: context.person?.number ?? 0,
	})));
	await context.processLog(`Document ${document.number} is not imported: ${error.message}`, {kind: 'warning', division: division?.number});
};
