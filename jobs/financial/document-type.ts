import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {firstRow} from '../../source/sql/first-row.js';
import {
	int,
	nvarchar,
	sql,
} from '../../source/sql/statement.js';
import {choice} from '../runtime/choices.js';

/** What documents of financial imports and checks get from the settings. */
export type DocumentType = {
	readonly id: number;
	readonly group: number;
	readonly security: number;
	/** Undefined: they do not expire. */
	readonly daysToExpiry: number | undefined;
};

/** The type of the setting Import > Document: Type; undefined when the setting or the type is missing, with the reason. */
export const readDocumentType = async (synergy: SqlConnection): Promise<DocumentType | {readonly reason: string}> => {
	const [documents, types] = [await knownColumns(synergy, 'BacoDiscussions'), await knownColumns(synergy, 'BacoDiscussionFixedTypes')];
	if (!documents.has('subject') || !types.has('typeid')) {
		return {reason: 'this database has no BacoDiscussions or no BacoDiscussionFixedTypes'};
	}

	const [group, name] = [choice('documentTypeGroup'), choice('documentTypeSetting')];
	const {rows} = await synergy.query<{number: number | null; text: string | null}>(sql`
		SELECT LongValue AS number, StringValue AS text FROM dbo.BacoSettings WHERE SettingGroup = ${nvarchar(255, group)} AND SettingName = ${nvarchar(60, name)} ORDER BY SettingType
	`);
	const [row] = rows;
	const id = row?.number ?? Number(row?.text ?? NaN);
	if (row === undefined || !Number.isSafeInteger(id)) {
		return {reason: `BacoSettings has no ${name} in the group ${group}`};
	}

	const type = await firstRow<{DefGroupID: number | null; DefSecurity: number | null; DaysToExpiry: number | null}>(synergy, sql`
		SELECT DefGroupID, DefSecurity, DaysToExpiry FROM dbo.BacoDiscussionFixedTypes WHERE TypeID = ${int(id)}
	`);
	return type === undefined
		? {reason: `there is no document type ${id}`}
		: {
			id, group: type.DefGroupID ?? 0, security: type.DefSecurity ?? 10, daysToExpiry: type.DaysToExpiry ?? undefined,
		};
};
