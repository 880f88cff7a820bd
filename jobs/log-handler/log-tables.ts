export type LogTable = {
	readonly name: string;
	/** The moment of a row, which decides over it. */
	readonly date: string;
	/** Column to walk along in a table that has no index on the date: to look for old rows by the date would read it from its start each time. */
	readonly key?: string;
};

/** The tables that LogHandler truncates, by the vendor's document. Other logs of Synergy are left alone. */
export const logTables: readonly LogTable[] = [
	{name: 'BacoProcessLog', date: 'LogDate'},
	{name: 'BacoAppLog', date: 'Created'},
	{name: 'BacoAppLogDays', date: 'Day'},
	{name: 'BacoAppLogHours', date: 'Day'},
	{name: 'BacoAppLogApps', date: 'Day'},
	{name: 'BacoErrorLog', date: 'LogDate'},
	{name: 'EbcDataLog', date: 'Created'},
	{name: 'CompanyLogs', date: 'DateStart', key: 'LogID'},
	{name: 'HRErrorLog', date: 'Created', key: 'ID'},
	{name: 'XMLEvents', date: 'EventDate', key: 'ID'},
];
