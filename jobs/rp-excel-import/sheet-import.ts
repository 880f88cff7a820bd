import type {DivisionFacts} from './division-facts.js';

/** A line of the ledger as the sheet says it, checked. */
export type Line = {
	/** Of the sheet, from 1. */
	readonly row: number;
	/** Place of its entry in `entries`. */
	readonly entry: number;
	readonly account: string;
	readonly costCentre: string | null;
	readonly costUnit: string | null;
	readonly debit: number;
	readonly credit: number;
	readonly description: string;
};

/** All lines of a year and a period. */
export type SheetEntry = {
	readonly year: number;
	readonly period: number;
	readonly lastDay: Date;
	/** In cents, so that no sum is off. */
	debit: number;
	credit: number;
};

/** An entry as it is written. */
export type NumberedEntry = {
	/** Its place in `entries`. */
	readonly index: number;
	readonly guid: string;
	readonly number: string;
	readonly year: number;
	readonly period: number;
	readonly lastDay: Date;
};

export type NewAccount = {
	readonly number: string;
	readonly name: string;
	readonly side: 'D' | 'C';
	/** As the ledger has it: W for the sheet's P. */
	readonly balance: 'B' | 'W';
	/** Where the sheet names it first. */
	readonly row: number;
};

/** What was found on the way through the sheet. */
export type SheetImport = {
	readonly kind: 'actuals' | 'budget';
	readonly facts: DivisionFacts;
	readonly entries: SheetEntry[];
	/** By number. */
	readonly newAccounts: Map<string, NewAccount>;
	/** With sheet and cell. No line is imported when there are some. */
	readonly faults: string[];
	faultCount: number;
	lines: number;
	/** Descriptions that are longer than their column. */
	cutDescriptions: number;
};

export const newSheetImport = (kind: SheetImport['kind'], facts: DivisionFacts): SheetImport => ({
	kind, facts, entries: [], newAccounts: new Map(), faults: [], faultCount: 0, lines: 0, cutDescriptions: 0,
});

/** Entries whose debit is not their credit: BacoImporter will not take them. */
export const unbalanced = ({kind, entries}: SheetImport): string[] => kind === 'budget'
	? []
	: entries.filter(({debit, credit}) => debit !== credit).map(({year, period, debit, credit}) => `Period ${period} of ${year} does not balance: debit ${cents(debit)}, credit ${cents(credit)}.`);

const cents = (value: number) => (value / 100).toFixed(2);
