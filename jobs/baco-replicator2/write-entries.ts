import {knownColumns, type Columns} from '../../source/divisions/known-columns.js';
import type {RowValues, SqlConnection} from '../../source/sql/contract.js';
import {divisionLines} from '../financial/ledger-lines.js';
import {repeatedTransaction} from '../../source/sql/lock-conflict.js';
import {
	identifier,
	int,
	joined,
	nchar,
	nvarchar,
	sql,
} from '../../source/sql/statement.js';
import {choice} from '../runtime/choices.js';
import type {JobDivision} from '../runtime/contract.js';
import {
	canKeepMark,
	markText,
	writeCopied,
	writeSettingMark,
	writeTopicMark,
	type Mark,
} from '../financial/replication-mark.js';
import type {Entry, Places} from './entries-of.js';
import type {SharedColumn} from './shared-columns.js';
import {withoutBlanks} from './without-blanks.js';

export type WriteOptions = {
	readonly synergy: SqlConnection;
	readonly division: JobDivision;
	readonly columns: readonly SharedColumn[];
	readonly place: Places;
	/** Humres.res_id of who runs the job. */
	readonly person: number;
	/** Everything up to here is in Synergy once this is committed; undefined leaves the mark. */
	readonly mark: Mark | undefined;
	/** Everything up to here was looked at, while a rejected entry keeps the mark before it. */
	readonly copied?: Mark | undefined;
	/** More for the same transaction. */
	readonly also: (change: SqlConnection) => Promise<void>;
};

/** The tables that a connection needs for `writeEntries`, made once. */
export const makeKeyTables = async (synergy: SqlConnection): Promise<void> => {
	await synergy.query(sql`
		IF OBJECT_ID(N'tempdb..#ReplicatedLines') IS NULL CREATE TABLE #ReplicatedLines (guid uniqueidentifier NOT NULL PRIMARY KEY);
		IF OBJECT_ID(N'tempdb..#ReplicatedEntries') IS NULL CREATE TABLE #ReplicatedEntries (guid uniqueidentifier NOT NULL PRIMARY KEY);
	`);
};

/** Puts whole entries into Synergy in the place of what is there of them, and moves the marks, in one transaction. A repeat changes nothing. */
export const writeEntries = async (entries: readonly Entry[], {synergy, division, columns, place, person, mark, copied, also}: WriteOptions): Promise<void> => {
	const [hasTopics, card, ledger] = [await canKeepMark(synergy, 'synergy'), await knownColumns(synergy, 'bedryf'), await knownColumns(synergy, 'gbkmut')];
	await repeatedTransaction(synergy, async change => {
		if (entries.length > 0) {
			await removeFormer(change, ledger, {division, entries, place});
			await change.bulk(loadOf(entries.flatMap(({lines}) => lines), columns, {division, ledger}));
			await also(change);
		}

		if (mark !== undefined) {
			await writeMarks(change, card, {
				division, person, mark, hasTopics,
			});
		}

		if (copied !== undefined) {
			await writeCopied(change, division, copied);
		}
	});
};

type Former = {readonly division: JobDivision; readonly entries: readonly Entry[]; readonly place: Places};

const removeFormer = async (change: SqlConnection, ledger: Columns, {division: {code}, entries, place}: Former) => {
	const guid = [{name: 'guid', type: {name: 'uniqueidentifier'}, nullable: false}] as const;
	const line = place('TransactionGuid');
	await change.query(sql`DELETE FROM #ReplicatedLines; DELETE FROM #ReplicatedEntries;`);
	await change.bulk({table: '#ReplicatedLines', columns: guid, rows: entries.flatMap(({lines}) => lines.map(values => [values[line]]))});
	await change.bulk({table: '#ReplicatedEntries', columns: guid, rows: entries.flatMap(entry => entry.guid === undefined ? [] : [[entry.guid]])});
	await change.query(sql`DELETE FROM dbo.gbkmut WHERE TransactionGuid IN (SELECT guid FROM #ReplicatedLines)`);
	// Lines that Globe's entry no longer has.
	await change.query(sql`
		DELETE FROM dbo.gbkmut WHERE EntryGuid IN (SELECT guid FROM #ReplicatedEntries)
			AND ${divisionLines(ledger, code)} AND transtype IN (${joined(choice('ledgerTypes').map(type => nchar(1, type)), ', ')}) AND ISNULL(bud_vers, N'') = N''
	`);
};

/** Columns that no line fills are left to the server: of some 150, a third is in use. */
const loadOf = (lines: readonly RowValues[], columns: readonly SharedColumn[], {division, ledger}: {readonly division: JobDivision; readonly ledger: Columns}) => {
	const used = columns.flatMap((column, index) => column.without === undefined || lines.some(line => !isWithout(line[index], column.without)) ? [index] : []);
	return {
		table: 'gbkmut',
		columns: [
			...used.map(index => columns[index]!),
			{name: 'CompanyCode', type: {name: 'nchar', length: 3}, nullable: true} as const,
			...(ledger.has('division') ? [{name: 'Division', type: {name: 'smallint'}, nullable: true} as const] : []),
		],
		rows: lines.map(line => {
			const values: unknown[] = used.map(index => fitting(line[index], columns[index]!.limit));
			values.push(division.code);
			if (ledger.has('division')) {
				values.push(division.number ?? null);
			}

			return values;
		}),
	};
};

/** A bulk load refuses what is longer than the column, also when only blanks are too much. */
const fitting = (value: unknown, limit: number | undefined) => limit === undefined || typeof value !== 'string' ? value : withoutBlanks(value);

const isWithout = (value: unknown, without: null | 0 | undefined) => without === null ? value === null : value === 0 || value === false;

type MarkOptions = {readonly division: JobDivision; readonly person: number; readonly mark: Mark; readonly hasTopics: boolean};

const writeMarks = async (change: SqlConnection, columns: Columns, {division, person, mark, hasTopics}: MarkOptions) => {
	if (hasTopics) {
		await writeTopicMark(change, 'synergy', division.code, mark);
	}

	await writeSettingMark(change, division, mark);
	const changes = ([
		['LastImportDate', sql`GETDATE()`],
		['LastReplicationDate', sql`GETDATE()`],
		['LastImportTransactionCode', nvarchar(30, markText(mark))],
		['sysmodified', sql`GETDATE()`],
		['sysmodifier', int(person)],
	] as const).filter(([name]) => columns.has(name.toLowerCase()));
	if (changes.length > 0) {
		await change.query(sql`UPDATE dbo.bedryf SET ${joined(changes.map(([name, value]) => sql`${identifier(name)} = ${value}`), ', ')} WHERE bedrnr = ${nchar(3, division.code)}`);
	}
};
