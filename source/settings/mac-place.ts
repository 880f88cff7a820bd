import type {Workspace} from '../workspace/contract.js';
import {nvarchar, sql, type Composable} from '../sql/statement.js';

/**
Where Synergy keeps the MAC address that was chosen on the page is not documented. So it is kept in the profile, from where the test
compares it with BacoAccessServers; an operator who knows the row of BacoSettings names it in the profile, and it is kept there too.
*/
export type MacPlace = {readonly setting: {readonly group: string; readonly name: string} | undefined; readonly where: Composable; readonly text: string};

export const macPlace = ({profile}: Pick<Workspace, 'profile'>): MacPlace => {
	const {macAddressSetting: setting} = profile;
	return {
		setting,
		where: setting === undefined ? sql`1 = 0` : sql`SettingGroup = ${nvarchar(255, setting.group)} AND SettingName = ${nvarchar(60, setting.name)}`,
		text: setting === undefined ? `profile ${profile.name}` : `BacoSettings ${setting.group} ${setting.name} and profile ${profile.name}`,
	};
};
