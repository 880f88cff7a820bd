import {findPerson, type Person} from '../../divisions/find-person.js';
import {knownColumns} from '../../divisions/known-columns.js';
import {operatorName} from '../../divisions/list-divisions.js';
import {finding, worstFinding, type Finding} from '../../problems/finding.js';
import {needed, type Step} from '../step.js';

/** USER: the fixed user, or else the same person as in Synergy, can use Globe. */
export const globeUserStep: Step = {
	id: 'USER',
	needs: ['globe', 'database', 'globeTables'],
	makes: [],
	deadlineMs: 15_000,
	async run(context) {
		const {globe: {connection, login}, database} = needed(context, 'globe', 'database');
		const {division, workspace, signal} = context;
		const user = division.fixedCredentials ? division.fixedUser.trim() : operatorName(workspace);
		const evidence = {user, isFixedUser: division.fixedCredentials};
		if (user === '') {
			const problem = finding('USER-3', 'fail', {database, division: division.code});
			return {summary: problem.summary, findings: [problem], evidence};
		}

		const columns = await knownColumns(connection, 'humres', {signal});
		if (!columns.has('usr_id')) {
			const problem = finding('OBJ-1', 'fail', {object: 'dbo.humres', database, login});
			return {summary: problem.summary, findings: [problem], evidence};
		}

		const person = await findPerson(connection, user, {signal});
		if (person === undefined) {
			const problem = finding('USER-1', 'fail', {user, database});
			return {summary: problem.summary, findings: [problem], evidence};
		}

		const findings = judge(person, database);
		return {
			summary: worstFinding(findings)?.summary ?? `${person.username} (${person.fullName}) is active in ${database}`,
			findings,
			evidence: {
				...evidence, number: person.number, blocked: person.blocked ?? 'unknown', backOfficeBlocked: person.backOfficeBlocked ?? 'unknown', status: person.status, leftOn: person.left?.toISOString().slice(0, 10), licenseType: person.licenseType ?? 'unknown',
			},
		};
	},
};

const judge = (person: Person, database: string): Finding[] => {
	const facts = {user: person.username, database};
	const reasons = [
		person.blocked === true && 'the person is blocked',
		person.backOfficeBlocked === true && 'the person is blocked for the back office',
		person.hasLeft && `the employment ended on ${person.left?.toISOString().slice(0, 10)}`,
		person.hasNotStarted && `the employment starts on ${person.joined?.toISOString().slice(0, 10)}`,
		person.status === 'I' && 'the person is inactive',
		person.licenseType === 0 && 'the person has no user licence',
		// A padded or qualified name in the row keeps the login out, though it is the right person.
		person.username.includes('\\') && 'the user name is written with a domain',
	].filter(reason => reason !== false);
	return reasons.length === 0 ? [] : [finding('USER-2', 'fail', {...facts, reasons})];
};
