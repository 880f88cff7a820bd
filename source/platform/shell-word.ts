import process from 'node:process';

/**
One word of a command that is shown for pasting, whatever a database holds. On Windows it fits cmd.exe and PowerShell; what no quoting
makes harmless in both of them is shown in angle brackets, which neither of them runs.
*/
export const shellWord = (value: string, platform: NodeJS.Platform = process.platform): string => {
	if (platform !== 'win32') {
		return `'${value.replaceAll('\'', String.raw`'\''`)}'`;
	}

	if (/^[\w\-.\/:\\]+$/v.test(value)) {
		return value;
	}

	// A backslash before a quote would take its meaning away.
	return /[\p{Control}!"$%`“”„]/v.test(value) ? `<${value}>` : `"${value}${value.slice(lengthWithout(value))}"`;
};

/** Without the backslashes at the end. */
const lengthWithout = (value: string): number => value.endsWith('\\') ? lengthWithout(value.slice(0, -1)) : value.length;
