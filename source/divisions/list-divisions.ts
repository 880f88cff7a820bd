import {BacoError} from '../problems/baco-error.js';
import type {SqlConnection} from '../sql/contract.js';
import type {Workspace} from '../workspace/contract.js';
import {synergyProblem} from '../workspace/synergy-problem.js';
import type {Division} from './contract.js';
import {divisionQuery, missingDivisionColumns} from './division-query.js';
import {findPerson, type Person} from './find-person.js';
import {knownColumns} from './known-columns.js';
import {
	belongsTo,
	blockedIn,
	readMemberships,
	type Membership,
} from './membership.js';
import {flag, moment, text} from './read-text.js';

type Options = {readonly signal?: AbortSignal | undefined};

/** The divisions of the profile's Synergy database with their back office settings, by code. Rejects with a SYN- problem, or OBJ-1 when the database has no bedryf. */
export const listDivisions = async (workspace: Workspace, {signal}: Options = {}): Promise<Division[]> => readDivisions(workspace, {signal});

/** One division, read anew; undefined when it is gone. */
export const readDivision = async (workspace: Workspace, code: string, {signal}: Options = {}): Promise<Division | undefined> => {
	if (code.length > 3) {
		return undefined;
	}

	const divisions = await readDivisions(workspace, {signal, code});
	return divisions[0];
};

/** The operator's user name in Synergy: as the profile says, else the SQL login. */
export const operatorName = ({profile}: Workspace): string => profile.operator ?? profile.user;

const readDivisions = async (workspace: Workspace, options: Options & {readonly code?: string}): Promise<Division[]> => {
	try {
		return await queryDivisions(workspace, options);
	} catch (error) {
		throw synergyProblem(error, workspace.profile);
	}
};

const queryDivisions = async (workspace: Workspace, {signal, code}: Options & {readonly code?: string}) => {
	const connection = await workspace.synergy({signal});
	const columns = await knownColumns(connection, 'bedryf', {signal});
	if (!columns.has('bedrnr')) {
		throw new BacoError('OBJ-1', {object: 'bedryf', database: workspace.profile.database});
	}

	const {rows} = await connection.query(divisionQuery(columns, code), {signal});
	const person = await operatorOf(connection, workspace, signal);
	const memberships = person && await readMemberships(connection, person, {signal, ...(code !== undefined && {code})});
	const missingColumns = missingDivisionColumns(columns);
	return rows.map(row => divisionOf(row, {person, memberships, missingColumns})).toSorted((a, b) => a.code.localeCompare(b.code));
};

/** Without humres nothing is known about the operator, which is no reason to show no divisions. */
const operatorOf = async (connection: SqlConnection, workspace: Workspace, signal: AbortSignal | undefined): Promise<Person | undefined> => {
	const columns = await knownColumns(connection, 'humres', {signal});
	return columns.has('usr_id') ? findPerson(connection, operatorName(workspace), {signal}) : undefined;
};

type Context = {
	readonly person: Person | undefined;
	readonly memberships: ReadonlyMap<string, Membership> | undefined;
	readonly missingColumns: readonly string[];
};

const divisionOf = (row: Record<string, unknown>, {person, memberships, missingColumns}: Context): Division => {
	const code = text(row.bedrnr).trim();
	return {
		code,
		name: text(row.bedrnm),
		enabled: flag(row.BackOfficeEnabled) ?? false,
		webService: text(row.BackOfficeWebService),
		serverPath: text(row.BackOfficeServerPath),
		databaseName: text(row.BackOfficeDBName),
		fixedCredentials: flag(row.BackOfficeEnableFixedCredentials) ?? false,
		fixedUser: text(row.BackOfficeUser),
		sqlUser: text(row.SQLUser),
		hasToken: row.hasSecurityToken === 1,
		hasRefreshToken: row.hasRefreshSecurityToken === 1,
		tokenExpires: moment(row.Expiration),
		active: flag(row.Active) ?? true,
		hidden: flag(row.Hide) ?? false,
		member: person && belongsTo(person, code, memberships),
		blocked: person && blockedIn(person, code, memberships) !== undefined,
		missingColumns,
	};
};
