import {findPerson, type Person} from '../../divisions/find-person.js';
import {knownColumns} from '../../divisions/known-columns.js';
import {operatorName} from '../../divisions/list-divisions.js';
import {belongsTo, blockedIn, readMemberships} from '../../divisions/membership.js';
import {text} from '../../divisions/read-text.js';
import {finding, worstFinding, type Finding} from '../../problems/finding.js';
import type {SqlConnection} from '../../sql/contract.js';
import {int, sql} from '../../sql/statement.js';
import type {Step, StepContext, StepOutcome} from '../step.js';
import {withoutSynergy} from '../without-synergy.js';

/** WHO: the operator is an administrator of Synergy, belongs to the division and is not blocked for the back office. */
export const operatorStep: Step = {
	id: 'WHO',
	needs: [],
	makes: [],
	// Longer than a connection may take, so that the step learns why there is none.
	deadlineMs: 20_000,
	async run(context) {
		const {workspace, signal} = context;
		const operator = operatorName(workspace);
		let connection: SqlConnection | undefined;
		try {
			connection = await workspace.synergy({signal});
			return await judge(connection, operator, context);
		} catch (error) {
			// Also a connection that is lost between two questions says nothing about the operator.
			signal.throwIfAborted();
			return withoutSynergy(error, workspace.profile, {evidence: {operator}, target: connection?.target});
		}
	},
};

const judge = async (connection: SqlConnection, operator: string, context: StepContext): Promise<StepOutcome> => {
	const person = await findPerson(connection, operator, {signal: context.signal});
	if (person === undefined) {
		const problem = finding('WHO-1', 'warn', {operator, profile: context.workspace.profile.name});
		return {summary: problem.summary, findings: [problem], evidence: {operator}};
	}

	const membership = await memberOf(connection, person, context);
	const role = await roleOf(connection, person, context);
	const findings = [...membership.findings, ...role.findings, ...restrictions(person)];
	return {
		summary: worstFinding(findings)?.summary ?? `${person.username} belongs to the division and has the role ${role.evidence.role}`,
		evidence: {
			operator: person.username, number: person.number, mainDivision: person.division, ...membership.evidence, ...role.evidence,
		},
		findings,
	};
};

const memberOf = async (connection: SqlConnection, person: Person, {division, signal}: StepContext) => {
	const memberships = await readMemberships(connection, person, {signal, code: division.code});
	const member = belongsTo(person, division.code, memberships);
	const where = blockedIn(person, division.code, memberships);
	const facts = {operator: person.username, division: division.code};
	const findings = [
		member === false && finding('WHO-3', 'fail', facts),
		where !== undefined && finding('WHO-4', 'fail', {...facts, where}),
	].filter(problem => problem !== false);

	return {findings, evidence: {member: member ?? 'unknown', backOfficeBlocked: where ?? false}};
};

const roleOf = async (connection: SqlConnection, person: Person, {workspace: {profile}, signal}: StepContext) => {
	const {id, description} = profile.administratorRole;
	const [roles, definitions] = [await knownColumns(connection, 'HRRoles', {signal}), await knownColumns(connection, 'HRRoleDefs', {signal})];
	if (!roles.has('roleid') || !roles.has('empid')) {
		return {findings: [], evidence: {role: 'unknown (no table HRRoles)'}};
	}

	const {rows} = await connection.query(sql`SELECT TOP (1) RoleID FROM dbo.HRRoles WHERE EmpID = ${int(person.number)} AND RoleID = ${int(id)}`, {signal});
	const named = definitions.has('description') ? await connection.query<{Description: string}>(sql`SELECT Description FROM dbo.HRRoleDefs WHERE ID = ${int(id)}`, {signal}) : undefined;
	const name = text(named?.rows[0]?.Description);
	const findings = [
		name !== '' && name.toLowerCase() !== description.toLowerCase() && finding('WHO-6', 'warn', {
			role: id, found: name, expected: description, profile: profile.name,
		}),
		rows.length === 0 && finding('WHO-2', 'warn', {operator: person.username, role: `${id} ${name === '' ? description : name}`}),
	].filter(problem => problem !== false);

	return {findings, evidence: {role: rows.length > 0 ? `${id} ${name === '' ? description : name}` : 'not an administrator'}};
};

const restrictions = (person: Person): Finding[] => {
	const columns = [
		person.blocked === true && 'humres.blocked',
		person.hasLeft && 'humres.ldatuitdienst',
		person.hasNotStarted && 'humres.ldatindienst',
		person.licenseType === 0 && 'humres.UserLicenseType',
	].filter(column => column !== false);
	return columns.map(column => finding('WHO-5', 'warn', {operator: person.username, column}));
};
