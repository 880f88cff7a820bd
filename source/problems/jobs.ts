import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

/** The catalogue of background jobs, and what keeps one from being started. */
export const jobProblems = {
	'JOB-UNKNOWN': {
		exitCode: exitCodes.usage,
		explain: ({name, known}) => ({
			summary: `There is no job ${show(name)}.`,
			cause: `The jobs are ${Array.isArray(known) ? known.join(', ') : show(known)}.`,
			fix: 'Run baco jobs to see them.',
		}),
	},
	'JOB-PARAMETER': {
		exitCode: exitCodes.usage,
		explain: ({job, faults}) => ({
			summary: `The parameters of ${show(job)} are not right: ${Array.isArray(faults) ? faults.join('; ') : show(faults)}.`,
			cause: 'A parameter is missing, unknown, or has a value that the job does not take.',
			fix: `Run baco jobs show ${show(job)} to see its parameters.`,
		}),
	},
	'JOB-NOT-BUILT-IN': {
		exitCode: exitCodes.usage,
		explain: ({job, program}) => ({
			summary: `${show(job)} is not built into baco yet.`,
			cause: 'The catalogue describes the job; the program for it does not exist here.',
			fix: program === undefined ? 'It can only be run with the vendor\'s own tools.' : `Run the vendor's own program (${show(program)}): --runner classic or --runner enterprise, with the Synergy folder in the profile.`,
		}),
	},
	'JOB-OBSOLETE': {
		exitCode: exitCodes.usage,
		explain: ({job, since, reason}) => ({
			summary: `${show(job)} is not used any more since ${show(since)}: nothing is run.`,
			cause: show(reason),
			fix: `Remove what still starts it: baco jobs show ${show(job)} tells where to look.`,
		}),
	},
	'JOB-NO-FOLDER': {
		exitCode: exitCodes.configuration,
		explain: ({profile}) => ({
			summary: `The profile ${show(profile)} does not say where the vendor's programs are.`,
			cause: 'They lie in the bin folder of the Synergy installation, on the machine that runs the jobs.',
			fix: String.raw`Run baco profile set ${show(profile)} --synergy-folder "C:\Program Files\Exact Software\Exact Synergy\bin".`,
		}),
	},
	'JOB-NO-DB-CONFIG': {
		exitCode: exitCodes.configuration,
		explain: ({profile}) => ({
			summary: `The profile ${show(profile)} does not name the entry of db.config.`,
			cause: 'Exact.Process.exe finds its database by the name of the virtual directory, which is case-sensitive; a wrong one connects to another database.',
			fix: `Run baco profile set ${show(profile)} --db-config NAME.`,
		}),
	},
	'JOB-NO-PROGRAM': {
		exitCode: exitCodes.configuration,
		explain: ({job, program, folder}) => ({
			summary: `${show(job)} needs ${show(program)}, which is not in ${show(folder)} or its bin folder.`,
			cause: 'Synergy is installed elsewhere, or this release does not have the program.',
			fix: 'Correct the folder with baco profile set NAME --synergy-folder FOLDER, or use another runner (--runner).',
		}),
	},
	'JOB-NO-DRY-RUN': {
		exitCode: exitCodes.usage,
		explain: ({job, runner}) => ({
			summary: `${show(job)} has no dry run with the ${show(runner)} runner.`,
			cause: 'Only the built-in jobs can tell what they would change; the vendor\'s programs change it.',
			fix: 'Use --runner built-in for the dry run, or leave --dry-run out.',
		}),
	},
	'JOB-TARGET': {
		exitCode: exitCodes.configuration,
		explain: ({given, profile, expected}) => ({
			summary: `${show(given)} contradicts the profile ${show(profile)}, which has ${show(expected)}.`,
			cause: 'The job would run on another database than the one that the profile stands for.',
			fix: 'Leave /S: and /D: out, or choose the profile of that database with --profile.',
		}),
	},
	'JOB-CHECKS': {
		exitCode: exitCodes.rights,
		explain: ({job, faults}) => ({
			summary: `${show(job)} was not started: ${Array.isArray(faults) ? faults.join(' ') : show(faults)}`,
			cause: 'A check before the start says that the run would fail or must not be made.',
			fix: 'Mend what the checks name. --force starts it all the same, except while the same job is running.',
		}),
	},
	'JOB-UNREACHED': {
		exitCode: exitCodes.connection,
		explain: ({job, faults}) => ({
			summary: `${show(job)} was not started: ${Array.isArray(faults) ? faults.join(' ') : show(faults)}`,
			cause: 'The job works in the Synergy database, and its server does not answer.',
			fix: 'Run baco doctor --connect, which says what stands in the way. --force starts the job all the same.',
		}),
	},
	'JOB-NO-ROOM': {
		exitCode: exitCodes.failed,
		explain: ({job, faults}) => ({
			summary: `${show(job)} was not started: ${Array.isArray(faults) ? faults.join(' ') : show(faults)}`,
			cause: 'What the run does could not be kept: the disk is full, or nearly so.',
			fix: 'Make room on that file system, or set BACO_RUN_LOG_FILE_BYTES lower. --force starts the job all the same; what its log loses is counted then.',
		}),
	},
	'JOB-DIVISIONS': {
		exitCode: exitCodes.usage,
		explain: ({job, faults}) => ({
			summary: `${show(job)} was not started: ${Array.isArray(faults) ? faults.join(' ') : show(faults)}`,
			cause: 'A code of /C: is mistyped, or the profile points to another environment.',
			fix: 'Run baco divisions to see the codes; they are written with their leading noughts.',
		}),
	},
	'JOB-BUSY': {
		exitCode: exitCodes.alreadyRunning,
		explain: ({job, detail, fix}) => ({
			summary: `${show(job)} is already running${detail === undefined ? '' : `: ${show(detail)}`}.`,
			cause: 'The same job must not run twice on the same division at the same time.',
			fix: fix === undefined ? 'Wait for its end.' : show(fix),
		}),
	},
	'JOB-READONLY': {
		exitCode: exitCodes.rights,
		explain: ({profile, writes}) => ({
			summary: `The profile ${show(profile)} is read-only: only dry runs are started through it.`,
			cause: `The profile was made to look, not to change${writes === undefined ? '' : `, and ${show(writes)}`}.`,
			fix: 'Use --dry-run, which writes nothing, or another profile of this environment.',
		}),
	},
	'RUN-START': {
		exitCode: exitCodes.failed,
		explain: ({job, reason}) => ({
			summary: `${show(job)} was not started: ${show(reason)}.`,
			cause: 'The process that watches over a run could not be started, or ended at once.',
			fix: 'Run baco doctor, and look at the free memory and disk of this machine.',
		}),
	},
	'RUN-UNKNOWN': {
		exitCode: exitCodes.usage,
		explain: ({name, found, isEmpty}) => ({
			summary: Array.isArray(found) && found.length > 0 ? `${show(name)} may be ${found.join(', ')}.` : `There is no run ${show(name)}.`,
			cause: isEmpty === true ? 'No job was run through baco on this machine yet.' : 'Runs are named by their time; the start or the end of the name is enough while only one has it. Old runs are removed.',
			fix: 'Run baco runs to see them.',
		}),
	},
	'RUN-DAMAGED': {
		exitCode: exitCodes.configuration,
		explain: ({id, file, reason}) => ({
			summary: `The record of run ${show(id)} cannot be used: ${show(reason)} (${show(file)}).`,
			cause: 'A disk that failed or was full, a copy that broke off, or a hand in the folder. How the run went is not known from it.',
			fix: 'Its log lies beside it (log-*.txt), and baco process-log tells what the job wrote into the database. Remove the folder when it is of no use; baco never does.',
		}),
	},
	'RUN-OVER': {
		exitCode: exitCodes.usage,
		explain: ({id, state}) => ({
			summary: `The run ${show(id)} is over already: ${show(state)}.`,
			cause: 'There is nothing left to stop.',
			fix: `Run baco runs show ${show(id)} to see how it ended.`,
		}),
	},
} as const satisfies Record<string, Entry>;
