import {readFileSync} from 'node:fs';
import path from 'node:path';
import {paths} from '../../source/platform/paths.js';
import {decodeText} from '../../source/platform/read-text.js';
import {errorCode} from '../../source/platform/write-file.js';
import {BacoError} from '../../source/problems/baco-error.js';

/**
What no document of Exact settles, with the value chosen here. Everything is "unconfirmed": an operator who knows better writes the names
that differ into `job-choices.json` in the configuration folder.
*/
export const defaultChoices = {
	/** BacoProcessLog.LogType of a line that only informs. Codes of other programs are not known. */
	logTypeInformation: 0,
	logTypeWarning: 1,
	logTypeError: 2,
	/** Humres.usr_id of the user that stands for everybody who has not logged in to the portal. */
	guestUser: 'ExactWebGuest',
	/** How many applications of a day the page-view history keeps. */
	appsPerDay: 100,
	/** Documents that RPExcelImport takes: their category, the sub category that tells actuals from budget, and the states in which they are open. */
	excelCategory: 'Excel import',
	excelActuals: 'Actuals',
	excelBudget: 'Budget',
	excelOpenStates: [1] as readonly number[],
	/** BacoDiscussionStates.Description of the state that imported documents get. */
	archivedState: 'Archived',
	/**
	Lines of actuals that RPExcelImport checks before it writes the first one. A workbook with fewer is checked as a whole before it locks anything; a larger one is
	written while it is read, which takes less time, but locks TransactionsPending, the counter of entries and the accounts it makes for about as long as reading it takes.
	*/
	excelLinesAhead: 10_000,
	/** TransactionsPending.TransactionType and oorsprong of lines that RPExcelImport writes. */
	excelTransactionType: 5,
	excelOrigin: 'Z',
	/** Grtbk.omzrek of ledger accounts that RPExcelImport creates: neutral, as no column of the sheet says more. */
	excelAccountType: 'N',
	/** Transtype of the lines of the real ledger: normal, balance correction, opening balance. Public reports add X, which is no ledger. */
	ledgerTypes: ['N', 'C', 'P'] as readonly string[],
	/** XMLTopicHistory.Topic of ledger entries. */
	replicationTopic: 'GLTransactions',
	/** DeletionLogs.TableName of deleted ledger lines in Globe. */
	deletedLines: 'gbkmut',
	/** Oorsprong of the pending lines to import; none named means all. */
	pendingOrigins: [] as readonly string[],
	/** TransactionsPending.Status of a rejected line. */
	pendingRejected: 2,
	/** Gbkmut.TransactionType of what is moved to the ledger; budgets keep theirs. */
	ledgerTransactionType: 100,
	/** Where BacoSettings keeps Financial > Setup > General > Settings, Import > Document: Type. */
	documentTypeGroup: 'FinancialImport',
	documentTypeSetting: 'DocumentType',
};

export type Choices = typeof defaultChoices;

/** The value in force. Throws CONFIG-DAMAGED when the operator's file is none, or has another type for it. */
export const choice = <Name extends keyof Choices>(name: Name): Choices[Name] => {
	const value = own()[name];
	if (value === undefined) {
		return defaultChoices[name];
	}

	if (typeof value !== typeof defaultChoices[name] || Array.isArray(value) !== Array.isArray(defaultChoices[name])) {
		throw new BacoError('CONFIG-DAMAGED', {file: fileName(), detail: `${name} must be like ${JSON.stringify(defaultChoices[name])}`});
	}

	const items = defaultChoices[name] as unknown;
	if (Array.isArray(value) && Array.isArray(items) && items.length > 0 && (value.length === 0 || value.some(item => typeof item !== typeof items[0]))) {
		throw new BacoError('CONFIG-DAMAGED', {file: fileName(), detail: `${name} must list one or more like ${JSON.stringify(items[0])}`});
	}

	return value as Choices[Name];
};

const fileName = () => path.join(paths().configuration, 'job-choices.json');

let read: Readonly<Record<string, unknown>> | undefined;

const own = (): Readonly<Record<string, unknown>> => {
	read ??= readOwn();
	return read;
};

const readOwn = (): Readonly<Record<string, unknown>> => {
	let text: string;
	try {
		text = decodeText(readFileSync(fileName()));
	} catch (error) {
		if (errorCode(error) === 'ENOENT') {
			return {};
		}

		throw new BacoError('CONFIG-UNREADABLE', {file: fileName(), code: errorCode(error)}, {cause: error});
	}

	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new BacoError('CONFIG-DAMAGED', {file: fileName(), detail: errorCode(error)}, {cause: error});
	}

	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new BacoError('CONFIG-DAMAGED', {file: fileName(), detail: 'it is not an object'});
	}

	return value as Readonly<Record<string, unknown>>;
};
