import type {Buffer} from 'node:buffer';
import {BacoError} from '../../../source/problems/baco-error.js';
import type {SheetRow} from './cell.js';
import {readDateStyles} from './date-styles.js';
import {damaged} from './faults.js';
import {mostIndexBytes} from './limits.js';
import {openPackage, type Package} from './open-package.js';
import {parseWhole} from './parse-xml.js';
import {readRows} from './read-rows.js';
import {readRelationships, type Relationship} from './relationships.js';
import {readSharedTexts} from './shared-texts.js';

export type Sheet = {
	readonly name: string;
	readonly isHidden: boolean;
	/** Those with cells, a few hundred at a time, no faster than they are taken. */
	readonly rows: () => AsyncIterable<readonly SheetRow[]>;
};

export type Workbook = {
	/** In the order of their tabs; sheets of charts are left out. */
	readonly sheets: readonly Sheet[];
	readonly close: () => void;
};

/**
Opens an Excel workbook (.xlsx, .xlsm) and streams its rows. Rejects with WORKBOOK-FORMAT, WORKBOOK-LIMIT or WORKBOOK-DAMAGED.

The archive is read by yauzl and the XML by saxes; both are small, kept up, in wide use, without further dependencies to speak of, and
stream with backpressure. The readers of whole workbooks were looked at and left, because each loses figures without a word or holds the
whole sheet in memory: exceljs has had no release since 2023 and depends on archive packages with known faults; it and its successor excelts
keep the last part of a text in several fonts only, make NaN of a formula that gives a truth value, and bound no shared texts; hucre gives
an empty cell for a formula without a value and for a missing shared text, and reads ahead of a slow consumer without end; read-excel-file
and SheetJS have no stream of rows.
*/
export const openWorkbook = async (file: string, content: Buffer): Promise<Workbook> => {
	const workbook = await openPackage(file, content);
	try {
		const part = await workbookPart(workbook);
		const relationships = await readRelationships(workbook, part);
		const texts = relationships.find(({type}) => type === 'sharedStrings');
		const styles = relationships.find(({type}) => type === 'styles');
		const found = {
			texts: texts === undefined ? [] : await readSharedTexts(workbook, texts.target),
			dateStyles: styles === undefined ? new Set<number>() : await readDateStyles(workbook, styles.target),
		};
		const listed = await listSheets(workbook, part, relationships);
		return {
			sheets: listed.map(({name, isHidden, target}) => ({
				name,
				isHidden,
				rows: () => readRows({
					workbook, sheet: name, part: target, ...found,
				}),
			})),
			close: workbook.close,
		};
	} catch (error) {
		workbook.close();
		throw error;
	}
};

const workbookPart = async (workbook: Package) => {
	const root = await readRelationships(workbook, '');
	const part = root.find(({type}) => type === 'officeDocument')?.target;
	if (part === undefined) {
		throw new BacoError('WORKBOOK-FORMAT', {file: workbook.file, form: 'archive'});
	}

	if (part.endsWith('.bin')) {
		throw new BacoError('WORKBOOK-FORMAT', {file: workbook.file, form: 'binary'});
	}

	return part;
};

const listSheets = async (workbook: Package, part: string, relationships: readonly Relationship[]) => {
	const targets = new Map(relationships.map(({id, ...relationship}) => [id, relationship]));
	const sheets: Array<{name: string; isHidden: boolean; target: string}> = [];
	let isWorkbook = false;
	await parseWhole({file: workbook.file, part}, workbook.read(part, mostIndexBytes), {
		open(name, attributes) {
			isWorkbook ||= name === 'workbook';
			if (name !== 'sheet') {
				return;
			}

			const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
			const target = targets.get(id);
			if (target === undefined) {
				throw damaged(workbook.file, part, `sheet ${attributes.name} is not in the archive`);
			}

			if (target.type === 'worksheet') {
				sheets.push({name: attributes.name ?? '', isHidden: (attributes.state ?? 'visible') !== 'visible', target: target.target});
			}
		},
	});
	if (!isWorkbook) {
		// A text document or a presentation is such a package too.
		throw new BacoError('WORKBOOK-FORMAT', {file: workbook.file, form: 'archive'});
	}

	return sheets;
};
