import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

const list = (values: unknown) => Array.isArray(values) ? values.map(value => show(value)).join(', ') : show(values);

/** Workbooks that RPExcelImport does not take, and what it lacks. */
export const excelImportProblems = {
	'EXCEL-HEADERS': {
		exitCode: exitCodes.failed,
		explain: ({file, sheet, faults, elsewhere, isHidden}) => ({
			summary: `${show(file)}, sheet ${show(sheet)}, row 1: ${list(faults)}.`,
			cause: elsewhere === undefined
				? `The first row must have all thirteen headers; only the first sheet is read${isHidden === true ? ', and this one is hidden' : ''}.`
				: `They are on sheet ${show(elsewhere)}; only the first sheet is read${isHidden === true ? ', and that is hidden' : ''}.`,
			fix: elsewhere === undefined ? 'Put the headers into row 1 of the first sheet, and attach the workbook again.' : `Move sheet ${show(elsewhere)} to the front, and attach the workbook again.`,
		}),
	},
	'EXCEL-ROWS': {
		exitCode: exitCodes.failed,
		explain: ({file, count, faults}) => ({
			summary: `${show(file)} is not imported: ${count === 1 ? 'a cell is' : `${show(count)} cells are`} wrong. ${Array.isArray(faults) ? faults.slice(0, 3).join('; ') : show(faults)}${typeof count === 'number' ? (count > 3 ? `; and ${count - 3} more` : '') : '; and more'}`,
			cause: 'A workbook is imported as a whole or not at all.',
			fix: 'Correct the cells that are named in the document and in the log of the run, and attach the workbook again.',
		}),
	},
	'EXCEL-EMPTY': {
		exitCode: exitCodes.failed,
		explain: ({file, sheet}) => ({
			summary: `${show(file)}, sheet ${show(sheet)} has no figures below its headers.`,
			cause: 'Only the first sheet is read.',
			fix: 'Put the figures on the first sheet, and attach the workbook again.',
		}),
	},
	'EXCEL-WORKBOOKS': {
		exitCode: exitCodes.failed,
		explain: ({document, count}) => ({
			summary: `Document ${show(document)} has ${count === 0 ? 'no workbook' : `${show(count)} workbooks`}.`,
			cause: 'An import document has one workbook, attached or as its own file.',
			fix: count === 0 ? 'Attach the workbook.' : 'Make a document for each workbook.',
		}),
	},
	'EXCEL-DIVISION': {
		exitCode: exitCodes.failed,
		explain: ({document, division}) => ({
			summary: `Document ${show(document)} ${division === '' ? 'has no division' : `is linked to division ${show(division)}, which is not there`}.`,
			cause: 'The division of the document decides where the figures go.',
			fix: 'Link the document to the right division.',
		}),
	},
	'EXCEL-SCENARIO': {
		exitCode: exitCodes.failed,
		explain: ({division}) => ({
			summary: `Division ${show(division)} has no budget scenario.`,
			cause: 'Budget lines belong to a scenario, and bedryf.BudgetScenario names none.',
			fix: 'Set the budget scenario of the division in Synergy.',
		}),
	},
	'EXCEL-STATE': {
		exitCode: exitCodes.configuration,
		explain: ({name}) => ({
			summary: `There is no state ${show(name)} of documents.`,
			cause: 'A document that is imported is archived, so that it is not imported again; the number of that state is looked up in BacoDiscussionStates.',
			fix: 'Write its description into job-choices.json in the configuration folder: {"archivedState": "..."}.',
		}),
	},
	'EXCEL-UNKNOWN': {
		exitCode: exitCodes.failed,
		explain: ({document, isNumber}) => ({
			summary: `There is no document ${show(document)}.`,
			cause: `No row of BacoDiscussions has ${isNumber === true ? 'this number (HID)' : 'this ID'}.`,
			fix: 'Give the number that Synergy shows, or the ID; without /DOC: all open import documents are taken, and the log names both.',
		}),
	},
	'EXCEL-NUMBER': {
		exitCode: exitCodes.failed,
		explain: ({number}) => ({
			summary: `The document ${show(number)} cannot be found by its number.`,
			cause: 'BacoDiscussions of this release has no column HID, which holds the number.',
			fix: 'Give the ID of the document.',
		}),
	},
	'EXCEL-SEVERAL': {
		exitCode: exitCodes.failed,
		explain: ({document, ids}) => ({
			summary: `Several open import documents have the number ${show(document)}: ${list(ids)}.`,
			cause: 'Which of them is meant cannot be told.',
			fix: 'Give the ID of one of them.',
		}),
	},
	'EXCEL-CLOSED': {
		exitCode: exitCodes.failed,
		explain: ({document, state, name, archived}) => ({
			summary: `Document ${show(document)} is no open import document: its state is ${show(state)}${name === undefined ? '' : ` (${show(name)})`}.`,
			cause: name !== undefined && name === archived ? 'It was imported before, or somebody archived it: figures of such a document would count twice.' : 'Its state is none of those that count as open.',
			fix: 'To import other figures, make a new document. What counts as open is excelOpenStates in job-choices.json in the configuration folder.',
		}),
	},
	'EXCEL-KIND': {
		exitCode: exitCodes.failed,
		explain: ({document, category, type, wanted, types}) => ({
			summary: `Document ${show(document)} is no open import document: its category is "${show(category)}", its sub category "${show(type)}".`,
			cause: `Import documents have the category "${show(wanted)}" and one of the sub categories ${list(types)}. No document of the vendor says so: it is a choice of baco.`,
			fix: 'Give the document that category, or write the one that you use into job-choices.json in the configuration folder: {"excelCategory": "..."}.',
		}),
	},
	'EXCEL-OTHER-DIVISION': {
		exitCode: exitCodes.failed,
		explain: ({document, division}) => ({
			summary: `Document ${show(document)} ${division === '' ? 'has no division' : `is of division ${show(division)}`}, and /C: names others.`,
			cause: 'The division of the document decides where the figures go.',
			fix: division === '' ? 'Link the document to its division.' : `Leave /C: out, or give /C:${show(division)}.`,
		}),
	},
	'EXCEL-DOUBLE': {
		exitCode: exitCodes.failed,
		explain: ({document, table, entry}) => ({
			summary: `Document ${show(document)} was imported before: entry ${show(entry)} is in ${show(table)}.`,
			cause: 'Its figures would count twice.',
			fix: 'Archive the document. To import other figures, remove the entries first, or make a new document.',
		}),
	},
	'EXCEL-CHANGED': {
		exitCode: exitCodes.failed,
		explain: ({document}) => ({
			summary: `Document ${show(document)} was changed or archived by somebody else meanwhile.`,
			cause: 'It was open when the import began.',
			fix: 'Look at the document; what it had was not imported by this run.',
		}),
	},
} as const satisfies Record<string, Entry>;
