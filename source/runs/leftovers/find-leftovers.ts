import {toBacoError} from '../../problems/baco-error.js';
import {sqlProblem} from '../../problems/sql-problem.js';
import {refuseAborted} from '../../sql/or-aborted.js';
import {readSchedules} from '../../schedules/read-schedules.js';
import type {Workspace} from '../../workspace/contract.js';
import type {Job} from '../catalogue/job.js';
import {findProgram} from '../runners/command-of.js';
import type {Leftover, Leftovers, NotLooked} from './contract.js';
import {leftInLog, leftInSettings, leftRights} from './left-rows.js';

type Options = {readonly signal?: AbortSignal | undefined};

/** What a job that is not used any more has left: what still starts it, its program, its settings and rights, what it wrote. Nothing is changed; what cannot be looked into says why. */
export const findLeftovers = async (workspace: Workspace, job: Job, {signal}: Options = {}): Promise<Leftovers> => {
	const found: Leftover[] = [];
	const looked: string[] = [];
	const notLooked: NotLooked[] = [];
	const program = programOf(workspace, job);
	const look = async (place: string, work: () => Promise<readonly Leftover[] | string>) => {
		try {
			const outcome = await work();
			if (typeof outcome === 'string') {
				notLooked.push({place, reason: outcome});
			} else {
				looked.push(place);
				found.push(...outcome);
			}
		} catch (error) {
			refuseAborted(signal);
			notLooked.push({place, reason: toBacoError(sqlProblem(error)).explanation.summary});
		}
	};

	try {
		const schedules = await readSchedules(workspace, {signal, among: [job]});
		looked.push(...schedules.sources.filter(({status}) => status === 'read').map(({name}) => name));
		notLooked.push(...schedules.sources.filter(({status}) => status !== 'read').map(({name, detail}) => ({place: name, reason: detail})));
		found.push(...schedules.found.map(({source, name, commandLine, isEnabled}): Leftover => ({
			kind: 'schedule',
			place: `${source === 'agent' ? 'SQL Server Agent' : 'BackgroundJobSettings'}: ${name}`,
			detail: `${isEnabled ? 'starts' : 'is disabled, and would start'} ${commandLine}`,
			fix: 'Remove it: the job is not used any more.',
		})));
	} catch (error) {
		refuseAborted(signal);
		const reason = toBacoError(sqlProblem(error)).explanation.summary;
		return {...program, notLooked: [{place: 'the Synergy database and its server', reason}, ...program.notLooked]};
	}

	const connection = await workspace.synergy({signal});
	await look('BacoSettings', async () => leftInSettings(connection, job, {signal}));
	await look('BacoFunctionRoles', async () => leftRights(connection, job, {signal}));
	await look('BacoProcessLog', async () => leftInLog(connection, job, {signal}));
	return {found: [...found, ...program.found], looked: [...looked, ...program.looked], notLooked: [...notLooked, ...program.notLooked, {place: 'Windows Task Scheduler of the job server', reason: 'it is not read: look there for the name of the program'}]};
};

const programOf = ({profile: {synergyFolder}}: Workspace, {classic, name}: Job): Leftovers => {
	if (synergyFolder === undefined) {
		const place = 'the Synergy folder';
		return {found: [], looked: [], notLooked: [{place, reason: 'the profile names none (baco profile set NAME --synergy-folder FOLDER)'}]};
	}

	const file = findProgram(synergyFolder, classic?.program ?? `${name}.exe`);
	return {
		found: file === undefined
			? []
			: [{
				kind: 'program', place: file, detail: 'the vendor\'s program', fix: 'Leave it: it belongs to the installation. Only see that nothing starts it.',
			}],
		looked: [synergyFolder],
		notLooked: [],
	};
};
