import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

/** What a file is that is no workbook: its cause and its remedy. */
const otherForms: Readonly<Record<string, readonly [string, string]>> = {
	empty: ['The file has no content.', 'Attach the workbook again.'],
	compound: ['It is a workbook of Excel 97-2003 (.xls), or one that is protected with a password.', 'Open it in Excel, take the password off, and save it as Excel Workbook (.xlsx).'],
	binary: ['It is a binary workbook (.xlsb).', 'Open it in Excel and save it as Excel Workbook (.xlsx).'],
	archive: ['It is an archive without a workbook in it.', 'Attach the workbook itself, as Excel saves it (.xlsx).'],
	text: ['Its content is text, CSV for instance, whatever its name says.', 'Open it in Excel and save it as Excel Workbook (.xlsx).'],
	other: ['Its content is neither a workbook nor an archive; it may have been cut off on its way.', 'Attach the workbook again, as Excel saves it (.xlsx).'],
};

/** Excel workbooks that are read. `file` is the name of the attachment. */
export const workbookProblems = {
	'WORKBOOK-FORMAT': {
		exitCode: exitCodes.failed,
		explain({file, form}) {
			const [cause, fix] = otherForms[show(form)] ?? otherForms.other!;
			return {summary: `${show(file)} is not an Excel workbook (.xlsx).`, cause, fix};
		},
	},
	'WORKBOOK-DAMAGED': {
		exitCode: exitCodes.failed,
		explain: ({file, place, detail}) => ({
			summary: `${show(file)} is damaged at ${show(place)}: ${show(detail)}.`,
			cause: 'The workbook was cut off, changed on its way, or written by a program that does not keep to the format.',
			fix: 'Open it in Excel, let Excel repair it, look at the figures, save it and attach it again.',
		}),
	},
	'WORKBOOK-LIMIT': {
		exitCode: exitCodes.failed,
		explain: ({file, what, most}) => ({
			summary: `${show(file)} is not read: ${show(what)}, more than ${show(most)}.`,
			cause: 'Either it is no honest workbook, or its sheet is formatted far below its last figure.',
			fix: 'Copy the figures alone to a new workbook, save it and attach that one.',
		}),
	},
} as const satisfies Record<string, Entry>;
