/** The errors that ErrorLogChecker looks for, as its document prints them: with the blank before the comma. */
export const outOfMemoryTexts = [
	'Synergy runtime error: Category = Microsoft VBScript compilation , Code = -2146827287, Description = Out of memory',
	'Synergy runtime error: Category = Microsoft VBScript runtime , Code = -2146828281, Description = Out of memory',
] as const;

/** The line of the process log. The document prints the doubled words; whether the program writes them is not known. */
export const restartLine = (server: string, logId: number): string => `Restarted Web service on ${server} because of because of error-log entry ${logId}`;

