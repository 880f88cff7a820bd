import {jobs} from '../runs/catalogue/jobs.js';
import type {Profile} from '../profiles/profile.js';
import type {Columns} from '../divisions/known-columns.js';
import {
	int,
	joined,
	nvarchar,
	sql,
	type Composable,
} from '../sql/statement.js';
import {hostProgram} from '../runs/catalogue/host-program.js';
import type {LogKind, ProcessLogRow} from './contract.js';

/** The operator's word for a number. */
export const kindOf = ({processLogTypes = {}}: Pick<Profile, 'processLogTypes'>, type: number): LogKind | undefined =>
	(['error', 'warning', 'information'] as const).find(kind => processLogTypes[kind]?.includes(type));

/** What a built-in job means by its numbers. It writes its name as the command; the vendor's programs write the file. */
export const ownKind = ({process, commandLine, type}: Pick<ProcessLogRow, 'process' | 'commandLine' | 'type'>): LogKind | undefined =>
	ownNames.has(process) && `${commandLine} `.startsWith(`${process} `) ? ownKinds[type] : undefined;

/** Another program that writes its own name as the command is none of ours. */
const ownNames = new Set(jobs.filter(({builtIn}) => builtIn !== undefined).map(({name}) => name));
const ownKinds: readonly LogKind[] = ['information', 'warning', 'error'];
const ownError = ownKinds.indexOf('error');

/** Rows of the numbers that the operator calls errors, and the errors that baco's jobs wrote; his word counts first. */
export const errorRows = (profile: Profile, columns: Columns): Composable => joined([
	...inTypes(profile.processLogTypes?.error ?? []),
	...(columns.has('commandline') && [undefined, 'error'].includes(kindOf(profile, ownError)) ? [sql`(LogType = ${int(ownError)} AND ${ownRows()})`] : []),
	sql`1 = 0`,
], ' OR ');

/** Rows with a number of which neither the operator nor baco knows what it stands for. Who has named the errors has said that the others are none. */
export const unexplainedRows = (profile: Profile, columns: Columns): Composable | undefined => {
	const {error = [], warning = [], information = []} = profile.processLogTypes ?? {};
	if (error.length > 0) {
		return undefined;
	}

	return joined([
		sql`1 = 1`,
		...inTypes([...warning, ...information]).map(condition => sql`NOT (${condition})`),
		...(columns.has('commandline') ? [sql`NOT ${ownRows()}`] : []),
	], ' AND ');
};

const inTypes = (types: readonly number[]): Composable[] => types.length === 0 ? [] : [sql`LogType IN (${joined(types.map(type => int(type)), ', ')})`];

/** Rows that baco's jobs wrote. */
export const ownRows = (): Composable => sql`(ProcessName IN (${joined([...ownNames].map(name => nvarchar(60, name)), ', ')}) AND COALESCE(CommandLine, N'') + N' ' LIKE RTRIM(ProcessName) + N' %')`;

/** Rows whose command line has a program of the vendor: their host, or that of a job. */
export const vendorRows = (): Composable => sql`(${joined(vendorPrograms.map(program => sql`CHARINDEX(${nvarchar(60, program.toLowerCase())}, LOWER(CommandLine)) > 0`), ' OR ')})`;

const vendorPrograms = [hostProgram, ...jobs.flatMap(({classic}) => classic?.program ?? [])];

/** What the operator says that a number stands for; of baco's own rows what baco means by it, where he says nothing. */
export const kindOfWritten = (profile: Pick<Profile, 'processLogTypes'>, type: number, isOwn: boolean): LogKind | undefined => kindOf(profile, type) ?? (isOwn ? ownKinds[type] : undefined);
