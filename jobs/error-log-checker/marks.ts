import type {SqlConnection} from '../../source/sql/contract.js';
import {repeatedTransaction} from '../../source/sql/lock-conflict.js';
import {rowsChanged} from '../../source/sql/rows-changed.js';
import {
	datetime,
	nvarchar,
	sql,
	type Composable,
} from '../../source/sql/statement.js';

/**
What the job remembers between its runs, on any machine: rows of BacoSettings, where other jobs of Synergy keep their marks too. A folder of
this machine would not do, as the schedule may move.
*/
const group = 'ErrorLogChecker';

/** The last entry that was looked at; undefined at the first run. */
export const readLastEntry = async (connection: SqlConnection): Promise<number | undefined> => {
	const {rows} = await connection.query<{StringValue: string | null}>(sql`SELECT StringValue FROM dbo.BacoSettings WHERE SettingType = 0 AND SettingGroup = ${nvarchar(255, group)} AND SettingName = N'LastLogID'`);
	const text = rows[0]?.StringValue ?? '';
	return /^\d{1,10}$/v.test(text) ? Number(text) : undefined;
};

export const writeLastEntry = async (connection: SqlConnection, entry: number): Promise<void> => {
	await write(connection, 'LastLogID', sql`StringValue`, sql`${nvarchar(255, String(entry))}`);
};

/** When the restart of a machine was begun, by the server's clock. */
export const readRestart = async (connection: SqlConnection, machine: string): Promise<Date | undefined> => {
	const {rows} = await connection.query<{DateValue: Date | null}>(sql`SELECT DateValue FROM dbo.BacoSettings WHERE SettingType = 0 AND SettingGroup = ${nvarchar(255, group)} AND SettingName = ${nvarchar(60, restartName(machine))}`);
	return rows[0]?.DateValue ?? undefined;
};

/** Written before the restart: a run that is killed in the middle must not lead to a second one. */
export const writeRestart = async (connection: SqlConnection, machine: string, now: Date): Promise<void> => {
	await write(connection, restartName(machine), sql`DateValue`, sql`${datetime(now)}`);
};

const restartName = (machine: string) => `Restart ${machine.toUpperCase()}`;

/** Division 0 is what the vendor's reader matches. */
const write = async (connection: SqlConnection, name: string, column: Composable, value: Composable) => {
	await repeatedTransaction(connection, async inside => {
		const changed = await rowsChanged(inside, sql`UPDATE dbo.BacoSettings SET ${column} = ${value} WHERE SettingType = 0 AND SettingGroup = ${nvarchar(255, group)} AND SettingName = ${nvarchar(60, name)}`);
		if (changed === 0) {
			await inside.query(sql`
				INSERT INTO dbo.BacoSettings (SettingType, SettingGroup, SettingName, ValueType, ${column}, Division)
				VALUES (0, ${nvarchar(255, group)}, ${nvarchar(60, name)}, 0, ${value}, 0)
			`);
		}
	});
};
