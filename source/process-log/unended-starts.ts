import type {Columns} from '../divisions/known-columns.js';
import {text} from '../divisions/read-text.js';
import {isOver, type RunRecord} from '../runs/contract.js';
import {readRecord} from '../runs/store/record-file.js';
import {isOrphaned, settle} from '../runs/store/settle.js';
import type {SqlConnection} from '../sql/contract.js';
import {
	int,
	joined,
	sql,
	type Composable,
} from '../sql/statement.js';
import {ownRows} from './error-rows.js';

type Options = {readonly signal?: AbortSignal | undefined};

/** A row that a run of baco wrote at its start and that has no counterpart at its end, with what is known of the run. */
export type UnendedStart = {readonly logId: number; readonly note: string};

/** The starts, among the rows that meet the conditions, of runs that ended without a word: newest first, no more than are wanted. A run that goes on on this machine is none. */
export const readUnendedStarts = async (connection: SqlConnection, {conditions, columns, limit}: {readonly conditions: readonly Composable[]; readonly columns: Columns; readonly limit: number}, options: Options): Promise<UnendedStart[]> => {
	if (!columns.has('commandline')) {
		return [];
	}

	const {rows} = await connection.query<{LogID: number; head: string}>(sql`
		SELECT LogID, LEFT(LogText, 60) AS head
		FROM dbo.BacoProcessLog
		WHERE ${joined([...conditions, ownRows(), sql`LogText LIKE N'Started (run %'`], ' AND ')}
		ORDER BY LogDate DESC, LogID DESC
	`, options);
	const starts = rows.flatMap(({LogID, head}) => idsOf(text(head)).map(run => ({logId: LogID, run})));
	const ended = await endedSince(connection, starts, options);
	const noted: Array<UnendedStart & {readonly run: string}> = [];
	for (const start of starts) {
		if (noted.length === Math.min(limit, mostStarts)) {
			break;
		}

		// eslint-disable-next-line no-await-in-loop -- a record after the other
		const note = ended.has(start.run) ? undefined : await noteOf(start.run);
		if (note !== undefined) {
			noted.push({...start, note});
		}
	}

	// One that has ended since the first look wrote its last row before its record said so.
	const endedNow = await endedSince(connection, noted, options);
	return noted.filter(({run}) => !endedNow.has(run)).map(({logId, note}) => ({logId, note}));
};

/** They are asked for by number, and a statement takes 2,100 parameters. */
const mostStarts = 1000;

/** Runs that wrote a last row after the first of these starts: it ends with the name of the run, or began with it in earlier versions. */
const endedSince = async (connection: SqlConnection, starts: ReadonlyArray<{readonly logId: number}>, options: Options): Promise<Set<string>> => {
	if (starts.length === 0) {
		return new Set();
	}

	const [first] = starts.map(({logId}) => logId).toSorted((one, other) => one - other);
	const {rows} = await connection.query<{head: string; tail: string}>(sql`
		SELECT LEFT(LogText, 60) AS head, RIGHT(RTRIM(LogText), 60) AS tail
		FROM dbo.BacoProcessLog
		WHERE LogID > ${int(first)} AND ${ownRows()} AND LogText NOT LIKE N'Started (run %' AND LogText LIKE N'%(run %'
	`, options);
	return new Set(rows.flatMap(({head, tail}) => [...idsOf(text(head)), ...idsOf(text(tail))]));
};

const idsOf = (part: string): string[] => part.matchAll(/\(run (?<id>\d{8}-\d{6}-[\da-z]{4})\)/gv).map(({groups}) => groups!.id!).toArray();

/** Undefined for a run that goes on. */
const noteOf = async (id: string): Promise<string | undefined> => {
	const found = await readRecord(id);
	if (found === undefined) {
		return 'No end: the job was killed, lost its connection, or still runs (the run is not one of this user on this machine).';
	}

	const record = await settle(found);
	return !isOver(record.state) || await isOrphaned(record) ? undefined : `No end: ${endlessText(record)}.`;
};

/** What a start without an end says of a run that is over. A job that lost its connection could not write its last row, and ended by itself. */
export const endlessText = ({signal, state}: Pick<RunRecord, 'signal' | 'state'>): string => signal !== null || state !== 'failed'
	? 'the job was killed'
	: 'the job was killed, or lost its connection to Synergy';
