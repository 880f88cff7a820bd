import {BacoError} from '../../../source/problems/baco-error.js';

/** A part of the workbook, or a cell of it, that is not as the format says. */
export const damaged = (file: string, place: string, detail: unknown): BacoError =>
	new BacoError('WORKBOOK-DAMAGED', {file, place, detail: sentence(detail)}, {cause: detail});

export const tooLarge = (file: string, what: string, most: number): BacoError =>
	new BacoError('WORKBOOK-LIMIT', {file, what, most: most.toLocaleString('en')});

/** The parsers' own words, without their line feeds and full stops. */
const sentence = (detail: unknown) => (detail instanceof Error ? detail.message : String(detail)).replaceAll(/\s+/gv, ' ').replace(/\.$/v, '');
