import {knownColumns, type Columns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {asColumn} from '../runtime/as-column.js';
import {rowsChanged} from '../../source/sql/rows-changed.js';
import {
	int,
	nvarchar,
	smallint,
	sql,
	type Composable,
} from '../../source/sql/statement.js';
import type {JobDivision} from '../runtime/contract.js';

export type DivisionSetting = {
	/** The program's name: readers go by group and name. */
	readonly group: string;
	readonly name: string;
	readonly division: JobDivision;
	readonly text: string;
};

/** Sets a text with the date of now in BacoSettings: the row that is there, else a new one. */
export const writeDivisionSetting = async (connection: SqlConnection, {group, name, division, text}: DivisionSetting): Promise<void> => {
	const columns = await knownColumns(connection, 'BacoSettings');
	const changed = await rowsChanged(connection, sql`
		UPDATE dbo.BacoSettings SET DateValue = GETDATE(), StringValue = ${nvarchar(255, text)}
		WHERE ${settingRow(columns, group, name)}
	`);
	if (changed === 0) {
		await connection.query(sql`
			INSERT INTO dbo.BacoSettings (SettingType, SettingGroup, SettingName, ValueType, StringValue, DateValue, Division)
			VALUES (${int(0)}, ${nvarchar(255, group)}, ${nvarchar(60, name)}, ${int(0)}, ${nvarchar(255, text)}, GETDATE(), ${smallint(division.number ?? 0)})
		`);
	}
};

/** The condition for a row of BacoSettings. */
export const settingRow = (columns: Columns, group: string, name: string): Composable => sql`SettingType = 0 AND SettingGroup = ${asColumn(columns, 'SettingGroup', nvarchar(255, group))} AND SettingName = ${asColumn(columns, 'SettingName', nvarchar(60, name))}`;
