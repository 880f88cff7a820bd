import {systemUser} from '../../platform/system-user.js';
import {findPerson, withoutDomain, type Person} from '../../divisions/find-person.js';
import {operatorName} from '../../divisions/list-divisions.js';
import {toBacoError} from '../../problems/baco-error.js';
import {sqlProblem} from '../../problems/sql-problem.js';
import type {SqlConnection} from '../../sql/contract.js';
import {refuseAborted} from '../../sql/or-aborted.js';
import type {Workspace} from '../../workspace/contract.js';
import {writesOf} from '../catalogue/writes-of.js';
import {divisionsOf} from '../runners/values.js';
import {whyNotRunner, type RunChoice} from '../runners/command-of.js';
import {
	failed,
	passed,
	skipped,
	warned,
	type Check,
} from './check.js';
import {checkDisk} from './check-disk.js';
import {checkDivisions} from './check-divisions.js';
import {checkRight} from './check-right.js';
import {checkRunning} from './check-running.js';
import {checkTables} from './check-tables.js';

/** Looks, before a start, whether the run can succeed and may be made. Nothing is changed; what cannot be looked at is skipped and says why. */
export const preflight = async (workspace: Workspace, choice: RunChoice, {signal}: {readonly signal?: AbortSignal | undefined} = {}): Promise<Check[]> => {
	const {profile} = workspace;
	const missing = whyNotRunner(profile, choice);
	const own = [
		missing === undefined ? passed('PROGRAM', 'Program', `the ${choice.runner} runner has it`) : failed('PROGRAM', 'Program', missing.explanation.summary, missing.explanation.fix),
		...(choice.dryRun || !profile.readOnly ? [] : [failed('READONLY', 'Profile', `the profile ${profile.name} is read-only, and ${writesOf(choice.job)}`, 'Use --dry-run, or another profile of this environment.')]),
		...(choice.job.obsolete === undefined ? [] : [warned('OBSOLETE', 'Obsolete', `not used since ${choice.job.obsolete.since}: ${choice.job.obsolete.reason}`, 'Remove what still starts it.')]),
		await checkDisk(),
	];
	let connection: SqlConnection;
	try {
		connection = await workspace.synergy({signal});
	} catch (error) {
		refuseAborted(signal);
		const {explanation, exitCode} = toBacoError(error);
		const status = choice.runner === 'built-in' ? failed : warned;
		return [...own, ...await checkRunning(undefined, choice, profile.name), {...status('SYNERGY', 'Synergy database', explanation.summary, explanation.fix), exitCode}];
	}

	return [...own, ...await inDatabase(workspace, connection, choice, signal)];
};

const inDatabase = async (workspace: Workspace, connection: SqlConnection, choice: RunChoice, signal: AbortSignal | undefined): Promise<Check[]> => {
	const looked = async (id: string, title: string, look: () => Promise<readonly Check[]>): Promise<readonly Check[]> => {
		try {
			return await look();
		} catch (error) {
			refuseAborted(signal);
			return [skipped(id, title, sqlProblem(error, {}) instanceof Error ? toBacoError(sqlProblem(error, {})).explanation.summary : String(error))];
		}
	};

	const options = {signal};
	let person: Person | undefined;
	const user = await looked('USER', 'Synergy user', async () => {
		person = await findPerson(connection, operatorName(workspace), options);
		return userChecks(workspace, choice, person);
	});
	return [
		...await looked('RUNNING', 'Other runs', async () => checkRunning(connection, choice, workspace.profile.name, options)),
		...user,
		...await looked('RIGHT', 'Rights', async () => person === undefined ? [skipped('RIGHT', 'Rights', 'the Synergy user is not known')] : checkRight(workspace, connection, choice, person, options)),
		...await looked('DIVISIONS', 'Divisions', async () => checkDivisions(workspace, divisionsOf(choice.job, choice.values), options)),
		...await looked('TABLES', 'Tables', async () => checkTables(connection, choice, options)),
	];
};

/** The vendor's programs run as the user of the operating system, whose name must be a user of Synergy; the built-in ones as the operator of the profile. */
const userChecks = (workspace: Workspace, {runner}: RunChoice, person: Person | undefined): Check[] => {
	const name = operatorName(workspace);
	const system = systemUser();
	const isSame = withoutDomain(system).toLowerCase() === withoutDomain(name).toLowerCase();
	const checks: Check[] = [];
	if (person === undefined) {
		checks.push(warned('USER', 'Synergy user', `humres has no user ${name}`, 'Name the Synergy user in the profile: baco profile set NAME --operator USER.'));
	} else if (whyUnfit(person) === undefined) {
		checks.push(passed('USER', 'Synergy user', `${person.username}, number ${person.number}`));
	} else {
		const why = whyUnfit(person)!;
		checks.push(warned('USER', 'Synergy user', `${person.username} is ${why}`, 'Run the job as a Synergy user who can log in.'));
	}

	if (runner !== 'built-in') {
		checks.push(isSame
			? passed('WINDOWS', 'System user', `${system} is the Synergy user`)
			: warned('WINDOWS', 'System user', `${system} runs the program, the Synergy user is ${name}`, 'The vendor\'s programs log in as the Windows user: start baco as a user whose name is a user id of Synergy.'));
	}

	return checks;
};

const whyUnfit = ({blocked, hasLeft, hasNotStarted, licenseType}: Person): string | undefined => {
	const reasons = [blocked === true && 'blocked', hasLeft && 'out of service', hasNotStarted && 'not in service yet', licenseType === 0 && 'without a licence'];
	return reasons.find(reason => reason !== false);
};
