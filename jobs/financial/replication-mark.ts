import {randomUUID} from 'node:crypto';
import {knownColumns, type Columns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {asColumn} from '../runtime/as-column.js';
import {rowsChanged} from '../../source/sql/rows-changed.js';
import {
	binary,
	identifier,
	nvarchar,
	sql,
	uniqueidentifier,
	type Composable,
} from '../../source/sql/statement.js';
import {choice} from '../runtime/choices.js';
import type {JobDivision} from '../runtime/contract.js';
import {settingRow, writeDivisionSetting} from './division-setting.js';

/** A rowversion of Globe: everything up to it is in Synergy. */
export type Mark = bigint;

export type Side = 'synergy' | 'globe';

/** The mark in XMLTopicHistory, else, in Synergy, in BacoSettings; 0 when there is none. */
export const readMark = async (connection: SqlConnection, side: Side, company: string): Promise<Mark> => {
	const columns = await knownColumns(connection, 'XMLTopicHistory');
	if (columns.has(columnOf[side])) {
		const row = await firstRow<{mark: Uint8Array | null}>(connection, sql`
			SELECT ${identifier(columnOf[side])} AS mark FROM dbo.XMLTopicHistory WHERE ${topicOf(columns, company)}
		`);
		return row?.mark === null || row?.mark === undefined ? 0n : markOf(row.mark);
	}

	return side === 'globe' ? 0n : readSetting(connection, settingName(company));
};

const readSetting = async (connection: SqlConnection, name: string): Promise<Mark> => {
	const columns = await knownColumns(connection, 'BacoSettings');
	const setting = await firstRow<{text: string | null}>(connection, sql`
		SELECT StringValue AS text FROM dbo.BacoSettings
		WHERE ${settingRow(columns, settingGroup, name)}
	`);
	return /^0x[\da-f]{16}$/iv.test(setting?.text ?? '') ? BigInt(setting!.text!) : 0n;
};

/** Whether this side has a place for the mark. */
export const canKeepMark = async (connection: SqlConnection, side: Side): Promise<boolean> => {
	const columns = await knownColumns(connection, 'XMLTopicHistory');
	return columns.has(columnOf[side]);
};

/** Moves the mark, and makes its row when there is none. Two statements: in Synergy they belong to the transaction of the batch. */
export const writeTopicMark = async (connection: SqlConnection, side: Side, company: string, mark: Mark): Promise<void> => {
	const column = identifier(columnOf[side]);
	const columns = await knownColumns(connection, 'XMLTopicHistory');
	const changed = await rowsChanged(connection, sql`UPDATE dbo.XMLTopicHistory SET ${column} = ${binary(8, bytesOf(mark))} WHERE ${topicOf(columns, company)}`);
	if (changed === 0) {
		await connection.query(sql`INSERT INTO dbo.XMLTopicHistory (ID, CompanyCode, Topic, ${column}) VALUES (${uniqueidentifier(randomUUID())}, ${nvarchar(3, company)}, ${nvarchar(30, choice('replicationTopic'))}, ${binary(8, bytesOf(mark))})`);
	}
};

const topicOf = (columns: Columns, company: string): Composable =>
	sql`CompanyCode = ${asColumn(columns, 'CompanyCode', nvarchar(3, company))} AND Topic = ${asColumn(columns, 'Topic', nvarchar(30, choice('replicationTopic')))}`;

/** The date and the mark in BacoSettings. */
export const writeSettingMark = async (connection: SqlConnection, division: JobDivision, mark: Mark): Promise<void> =>
	writeDivisionSetting(connection, {
		group: settingGroup, name: settingName(division.code), division, text: markText(mark),
	});

/** How far everything was looked at, where a rejected entry keeps the mark before it; 0 when none does. */
export const readCopied = async (connection: SqlConnection, company: string): Promise<Mark> => readSetting(connection, copiedName(company));

export const writeCopied = async (connection: SqlConnection, division: JobDivision, mark: Mark): Promise<void> =>
	writeDivisionSetting(connection, {
		group: settingGroup, name: copiedName(division.code), division, text: markText(mark),
	});

export const isAfter = (mark: Mark, other: Mark): boolean => mark > other;

export const markText = (mark: Mark): string => `0x${mark.toString(16).toUpperCase().padStart(16, '0')}`;

export const markOf = (bytes: Uint8Array): Mark => BigInt(`0x${[...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')}`);

export const bytesOf = (mark: Mark): Uint8Array => Uint8Array.from({length: 8}, (_, index) => Number((mark >> BigInt(8 * (7 - index))) & 0xFFn)); // eslint-disable-line no-bitwise

const settingGroup = 'BacoReplicator2';

const settingName = (company: string) => `LastImport ${company}`;

const copiedName = (company: string) => `Copied ${company}`;

/** Globe uploads, Synergy downloads. */
const columnOf = {synergy: 'ts_d', globe: 'ts_u'} as const;
