import os from 'node:os';
import {knownColumns} from '../../source/divisions/known-columns.js';
import {redact} from '../../source/platform/redact.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {repeatConflicts} from '../../source/sql/lock-conflict.js';
import {
	identifier,
	int,
	joined,
	nvarchar,
	smallint,
	sql,
} from '../../source/sql/statement.js';
import {inPieces, widthOf} from './cut.js';
import {logTypes, type LogKind} from './log-types.js';

export type ProcessLogOptions = {
	/** `information` unless told. */
	readonly kind?: LogKind;
	/** Number of the division the line is about. */
	readonly division?: number | undefined;
	/** What must stand in the first row, behind the text, when that takes several. */
	readonly tail?: string;
};

export type ProcessLogSource = {
	/** The vendor's name of the program. */
	readonly program: string;
	/** Secrets are masked here once more. */
	readonly commandLine: string;
	/** Humres.res_id; 0 for none. */
	readonly person: number;
};

/** Writes a line of [System\Reports\Processes], in several rows when it is long. False when this database has no such table. Rejects with SqlFailure. */
export const hasWrittenProcessLog = async (connection: SqlConnection, {program, commandLine, person}: ProcessLogSource, text: string, {kind = 'information', division, tail = ''}: ProcessLogOptions = {}): Promise<boolean> => {
	const columns = await knownColumns(connection, 'BacoProcessLog');
	if (!columns.has('logtext') || !columns.has('processname')) {
		return false;
	}

	const values = [
		['HumresID', int(person)],
		['ProcessName', textValue(program, widthOf(columns, 'ProcessName', 60))],
		['LogType', int(logTypes()[kind])],
		['CommandLine', textValue(redact(commandLine), widthOf(columns, 'CommandLine', 500))],
		['Server', textValue(os.hostname(), widthOf(columns, 'Server', 30))],
		['Division', smallint(division)],
	] as const;
	const present = values.filter(([name]) => columns.has(name.toLowerCase()));
	for (const piece of rowsOf(redact(text), tail, widthOf(columns, 'LogText', 2000))) {
		// eslint-disable-next-line no-await-in-loop -- the rows have an order
		await repeatConflicts(async () => connection.query(sql`
			INSERT INTO dbo.BacoProcessLog (${joined([...present.map(([name]) => identifier(name)), identifier('LogText')], ', ')})
			VALUES (${joined([...present.map(([, value]) => value), nvarchar(4000, piece)], ', ')})
		`));
	}

	return true;
};

/** The text in rows, with its tail in the first one. */
const rowsOf = (text: string, tail: string, width: number): string[] => {
	if (tail === '' || text.length + 1 + tail.length <= width) {
		return inPieces(`${text} ${tail}`, width);
	}

	const [first = '', ...rest] = inPieces(text, Math.max(1, width - tail.length - 3));
	return [...inPieces(`${first} … ${tail}`, width), ...inPieces(rest.join(' '), width)];
};

const textValue = (value: string, width: number) => nvarchar(Math.min(width, 4000), value.slice(0, width));
