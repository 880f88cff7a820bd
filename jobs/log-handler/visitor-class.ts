import {nvarchar, sql, type Composable} from '../../source/sql/statement.js';

/** Classes of visitors in the page-view history. */
export const visitors = {
	employee: 'E', reseller: 'R', customer: 'C', public: 'P', other: 'O',
} as const;

export type VisitorSource = {
	/** Without accounts, resellers and customers cannot be told apart. */
	readonly hasAccounts: boolean;
	/** Humres.usr_id of the user that stands for everybody without a login. */
	readonly guest: string;
};

/**
Page views with the class of their visitor, as a table source named `views`. How Synergy tells them apart is not documented: a view with an
account is a reseller's or a customer's by the type of the account (`other` for any other type, which counts in the total alone), a guest or
nobody is public, every other resource an employee.
*/
export const classifiedViews = ({hasAccounts, guest}: VisitorSource, within: Composable): Composable => sql`
	(
		SELECT l.Created, l.App, l.Duration, l.HumresID, l.CustomerID, CASE
			WHEN l.CustomerID IS NOT NULL THEN ${hasAccounts ? sql`CASE a.cmp_type WHEN N'R' THEN N'R' WHEN N'C' THEN N'C' ELSE N'O' END` : sql`N'O'`}
			WHEN h.res_id IS NULL OR RTRIM(h.usr_id) = ${nvarchar(255, guest)} THEN N'P'
			ELSE N'E' END AS Class
		FROM dbo.BacoAppLog AS l LEFT JOIN dbo.humres AS h ON h.res_id = l.HumresID
		${hasAccounts ? sql`LEFT JOIN dbo.cicmpy AS a ON a.cmp_wwn = l.CustomerID` : sql``}
		WHERE ${within}
	) AS views
`;
