import {randomUUID} from 'node:crypto';
import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {
	binary,
	identifier,
	int,
	nvarchar,
	smallint,
	sql,
	uniqueidentifier,
} from '../../source/sql/statement.js';
import {choice} from '../runtime/choices.js';
import type {JobDivision} from '../runtime/contract.js';

/** A rowversion of Globe: everything up to it is in Synergy. */
export type Mark = bigint;

export type Side = 'synergy' | 'globe';

/** The mark in XMLTopicHistory, else, in Synergy, in BacoSettings; 0 when there is none. */
export const readMark = async (connection: SqlConnection, side: Side, company: string): Promise<Mark> => {
	const columns = await knownColumns(connection, 'XMLTopicHistory');
	if (columns.has(columnOf[side])) {
		const {rows: [row]} = await connection.query<{mark: Uint8Array | null}>(sql`
			SELECT ${identifier(columnOf[side])} AS mark FROM dbo.XMLTopicHistory WHERE CompanyCode = ${nvarchar(3, company)} AND Topic = ${nvarchar(30, choice('replicationTopic'))}
		`);
		return row?.mark === null || row?.mark === undefined ? 0n : markOf(row.mark);
	}

	if (side === 'globe') {
		return 0n;
	}

	const {rows: [setting]} = await connection.query<{text: string | null}>(sql`
		SELECT StringValue AS text FROM dbo.BacoSettings WHERE SettingType = 0 AND SettingGroup = ${nvarchar(255, settingGroup)} AND SettingName = ${nvarchar(60, settingName(company))}
	`);
	return /^0x[\dA-F]{16}$/iv.test(setting?.text ?? '') ? BigInt(setting!.text!) : 0n;
};

/** Whether this side has a place for the mark. */
export const canKeepMark = async (connection: SqlConnection, side: Side): Promise<boolean> => {
	const columns = await knownColumns(connection, 'XMLTopicHistory');
	return columns.has(columnOf[side]);
};

/** Moves the mark, and makes its row when there is none. Two statements: in Synergy they belong to the transaction of the batch. */
export const writeTopicMark = async (connection: SqlConnection, side: Side, company: string, mark: Mark): Promise<void> => {
	const column = identifier(columnOf[side]);
	const topic = nvarchar(30, choice('replicationTopic'));
	const {rowsAffected} = await connection.query(sql`UPDATE dbo.XMLTopicHistory SET ${column} = ${binary(8, bytesOf(mark))} WHERE CompanyCode = ${nvarchar(3, company)} AND Topic = ${topic}`);
	if (rowsAffected === 0) {
		await connection.query(sql`INSERT INTO dbo.XMLTopicHistory (ID, CompanyCode, Topic, ${column}) VALUES (${uniqueidentifier(randomUUID())}, ${nvarchar(3, company)}, ${topic}, ${binary(8, bytesOf(mark))})`);
	}
};

/** The date and the mark in BacoSettings. */
export const writeSettingMark = async (connection: SqlConnection, group: string, {code, number}: JobDivision, mark: string): Promise<void> => {
	const name = nvarchar(60, settingName(code));
	const {rowsAffected} = await connection.query(sql`
		UPDATE dbo.BacoSettings SET DateValue = GETDATE(), StringValue = ${nvarchar(255, mark)}
		WHERE SettingType = 0 AND SettingGroup = ${nvarchar(255, group)} AND SettingName = ${name}
	`);
	if (rowsAffected === 0) {
		await connection.query(sql`
			INSERT INTO dbo.BacoSettings (SettingType, SettingGroup, SettingName, ValueType, StringValue, DateValue, Division)
			VALUES (${int(0)}, ${nvarchar(255, group)}, ${name}, ${int(0)}, ${nvarchar(255, mark)}, GETDATE(), ${smallint(number ?? 0)})
		`);
	}
};

export const markText = (mark: Mark): string => `0x${mark.toString(16).toUpperCase().padStart(16, '0')}`;

export const markOf = (bytes: Uint8Array): Mark => BigInt(`0x${[...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')}`);

export const bytesOf = (mark: Mark): Uint8Array => Uint8Array.from({length: 8}, (_, index) => Number((mark >> BigInt(8 * (7 - index))) & 0xFFn)); // eslint-disable-line no-bitwise

export const settingGroup = 'BacoReplicator2';

const settingName = (company: string) => `LastImport ${company}`;

/** Globe uploads, Synergy downloads. */
const columnOf = {synergy: 'ts_d', globe: 'ts_u'} as const;
