import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

/** How far a job had come. */
type Progress = {readonly done: number; readonly total?: number | undefined; readonly unit: string; readonly division?: string | undefined; readonly phase: string};

const list = (values: unknown) => Array.isArray(values) ? values.map(value => show(value)).join(', ') : show(values);

/** The processes of background jobs: their command line, their profile, and what keeps one from running or from its end. */
export const jobProcessProblems = {
	'JOB-USAGE': {
		exitCode: exitCodes.usage,
		explain: ({job, faults}) => ({
			summary: list(faults),
			cause: 'Parameters have the vendor\'s form: /NAME:VALUE, the name in upper case.',
			fix: `Run the job with /? to see what ${show(job)} takes.`,
		}),
	},
	'JOB-PROFILE': {
		exitCode: exitCodes.configuration,
		explain: ({server, database, profiles}) => Array.isArray(profiles) && profiles.length > 0
			? {
				summary: `Several profiles reach ${show(database)} on ${show(server)}: ${list(profiles)}.`,
				cause: 'They differ in login or encryption, and the job must not choose for you.',
				fix: 'Name one in the environment variable BACO_PROFILE.',
			}
			: {
				summary: `No profile reaches ${show(database)} on ${show(server)}.`,
				cause: '/S: and /D: name the Synergy database; how to log in there is kept in a profile.',
				fix: 'Correct /S: and /D:, or add the profile with baco profile add.',
			},
	},
	'JOB-OTHER-PROFILE': {
		exitCode: exitCodes.configuration,
		explain: ({profile, given, known}) => ({
			summary: `The profile ${show(profile)} is of ${show(known)}, not of ${show(given)}.`,
			cause: 'BACO_PROFILE and the parameters /S: and /D: contradict each other.',
			fix: 'Give the server and the database of the profile, or leave BACO_PROFILE out.',
		}),
	},
	'JOB-SECRETS': {
		exitCode: exitCodes.configuration,
		explain: ({detail}) => ({
			summary: `The secrets on standard input cannot be used: ${show(detail)}.`,
			cause: 'BACO_JOB_STDIN=secrets announces one line of JSON, {"secrets":{"PROFILE/operator":"..."}}.',
			fix: 'Start the job with baco run, or leave BACO_JOB_STDIN out, so that the profile\'s own stores are asked.',
		}),
	},
	'JOB-CHECKPOINT': {
		exitCode: exitCodes.configuration,
		explain: ({file, detail}) => ({
			summary: `The checkpoint ${show(file)} cannot be read: ${show(detail)}.`,
			cause: 'It tells where an earlier run stopped, and was damaged since.',
			fix: 'Move the file away. The job then looks at everything again; what is done already is not done twice.',
		}),
	},
	'JOB-RUNNING': {
		exitCode: exitCodes.alreadyRunning,
		explain: ({job, divisions, holders, whyNone, id, lostProcess, other, otherId, isHolder}) => ({
			summary: `${show(job)} is already running${Array.isArray(divisions) && divisions.length > 0 ? ` on division ${list(divisions)}` : ''}${Array.isArray(holders) && holders.length > 0 ? `: ${holders.map(holder => show(holder)).join('; ')}` : ''}.`,
			cause: `The same job runs here or on another machine and holds its lock in the Synergy database${whyNone === undefined ? '' : ` (${show(whyNone)})`}${other === undefined ? '' : `; ${show(other)}`}.`,
			fix: `${waitText({id, lostProcess})}${otherId === undefined ? '' : ` ${isHolder === true ? '' : `If it is ${show(otherId)}, `}baco runs cancel ${show(otherId)} ends it.`} A lock of a dead process goes with its connection, by itself.`,
		}),
	},
	'JOB-BROKEN': {
		exitCode: exitCodes.connection,
		explain({server, progress, division, code, isDryRun, isDoubtful}) {
			return {
				summary: `The connection to ${show(server)} broke ${brokenWhere(progress as Progress | undefined, division as {readonly code: string; readonly isOver: boolean} | undefined)}.`,
				cause: `The server ended the connection or restarted, or the network between was interrupted${code === undefined ? '' : ` (${show(code)})`}.${isDryRun === true ? ' A dry run writes nothing.' : (isDoubtful === true ? ' It broke while a step was committed: whether that step is in the database is not known.' : ' What was committed before stays; the server takes back the step that was not.')}`,
				fix: 'When baco doctor --connect reaches the server, run the job again to go on. When it happens again, look at the SQL Server error log and at firewalls that end idle connections.',
			};
		},
	},
	'JOB-STOPPED': {
		exitCode: exitCodes.cancelled,
		explain({reason, by}) {
			if (reason === 'timeout') {
				return {
					summary: 'Stopped at a safe point: its time was over.',
					cause: 'The run took longer than the time that it was given.',
					fix: 'What it did so far is complete. Run it again to go on, with more time.',
				};
			}

			const isOperator = reason !== 'signal' || by === 'SIGINT';
			const who = reason === 'signal' ? {SIGINT: 'with Ctrl-C'}[String(by)] ?? 'when the system or another program ended it' : (by === undefined ? 'by an operator' : `by ${show(by)}`);
			return {
				summary: `Stopped at a safe point ${who}.`,
				cause: isOperator ? 'Somebody asked the job to stop.' : `The job was told to end (${show(by)}), as at a shutdown of the machine.`,
				fix: 'What it did so far is complete. Run it again to go on.',
			};
		},
	},
	'JOB-NO-BACK-OFFICE': {
		exitCode: exitCodes.failed,
		explain: ({division, reason}) => ({
			summary: `Division ${show(division)} has no back office to work with: ${show(reason)}.`,
			cause: 'The division card says so.',
			fix: 'Correct the back office details of the division (HRM > Setup > Organization > Divisions), or leave the division out.',
		}),
	},
	'JOB-COLUMNS': {
		exitCode: exitCodes.failed,
		explain: ({table, columns, database}) => ({
			summary: Array.isArray(columns) && columns.length > 0 ? `${show(table)} in ${show(database)} has no ${list(columns)}.` : `There is no table ${show(table)} in ${show(database)}, or the login may not see it.`,
			cause: 'The product version of this database is another one, or the right to read the table is missing.',
			fix: 'Check the database and the rights of the login (SELECT on the tables of the job).',
		}),
	},
} as const satisfies Record<string, Entry>;

/** How far the job had come, as far as it told. */
const brokenWhere = (progress: Progress | undefined, division: {readonly code: string; readonly isOver: boolean} | undefined): string => {
	if (progress === undefined) {
		return division === undefined ? 'before the job told of any progress' : (division.isOver ? `after the work on division ${show(division.code)}` : `in the middle of the work on division ${show(division.code)}, before that told of any progress`);
	}

	const {done, total, unit, phase} = progress;
	const left = total === undefined ? 0 : total - done;
	return `in the middle of the work${progress.division === undefined ? '' : ` on division ${show(progress.division)}`} (${show(phase)}): ${done}${total === undefined ? '' : ` of ${total}`} ${show(unit)} done${left > 0 ? `, ${left} left` : ''}`;
};

/** What to do about the run that holds the lock, where it is one of this machine. */
const waitText = ({id, lostProcess}: Readonly<Record<string, unknown>>): string => {
	if (id === undefined) {
		return 'Wait until it has ended.';
	}

	return lostProcess === undefined
		? `Wait for the end of ${show(id)} (baco runs log ${show(id)} --follow), or stop it (baco runs cancel ${show(id)}).`
		: `The run ${show(id)} that is at it is lost, but its process ${show(lostProcess)} still lives and nobody watches it: baco runs cancel ${show(id)} ends it.`;
};
