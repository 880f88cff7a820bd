import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {sql} from '../../source/sql/statement.js';

/** The currency of the whole group, which reports over divisions add up in; empty when the settings name none. Rejects with SqlFailure. */
export const readCentralCurrency = async (connection: SqlConnection): Promise<string> => {
	const row = await firstRow<{StringValue: string | null}>(connection, sql`SELECT StringValue FROM dbo.BacoSettings WHERE SettingName = N'DefaultCurrency' AND SettingGroup = N'General'`);
	return (row?.StringValue ?? '').trim();
};
