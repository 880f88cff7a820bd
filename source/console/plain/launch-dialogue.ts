import {agree} from '../../platform/count-of.js';
import type {Division} from '../../divisions/contract.js';
import type {Job, JobParameter} from '../../runs/catalogue/job.js';
import type {RunnerName, RunRecord} from '../../runs/contract.js';
import {codesOf, valueFault} from '../../runs/runners/values.js';
import type {RunRequest, RunServices} from '../run-services.js';
import {choose} from './choose.js';
import type {Dialogue} from './dialogue.js';

export type Launch = {
	readonly dialogue: Dialogue;
	readonly runs: RunServices;
	readonly divisions: readonly Division[];
	readonly job: Job;
};

/** Asks for everything that a run needs, then checks and starts it. Undefined when it was not started. */
export const launchByNumbers = async (launch: Launch): Promise<RunRecord | undefined> => {
	const {dialogue, job} = launch;
	const runner = await chooseRunner(dialogue, job);
	if (runner === undefined) {
		return undefined;
	}

	const values: Record<string, string> = {};
	const asked = job.parameters.filter(({isBuiltInOnly}) => isBuiltInOnly !== true || runner === 'built-in');
	for (const parameter of asked) {
		// eslint-disable-next-line no-await-in-loop -- question after question
		const value = await askValue(launch, parameter);
		if (value === undefined) {
			return undefined;
		}

		if (value !== '') {
			// A switch that is on has no text.
			values[parameter.name] = parameter.type === 'switch' ? '' : value;
		}
	}

	const dryRun = runner === 'built-in' ? await askDryRun(dialogue, job) : false;
	return dryRun === undefined
		? undefined
		: startAloud(launch, {
			job, runner, values, dryRun, timeoutMs: undefined,
		});
};

/** Says the command line and what the checks saw, and starts after an explicit y. */
export const startAloud = async ({dialogue, runs, job}: Omit<Launch, 'divisions'>, request: RunRequest): Promise<RunRecord | undefined> => {
	const {say, ask, signal} = dialogue;
	const {commandLine, checks} = await runs.check(request, {signal});
	say(`Command: ${commandLine}`, ...checks.map(({title, status, detail, fix}) => `${title}: ${status}, ${detail}.${fix === '' ? '' : ` ${fix}`}`));
	if (checks.some(({status}) => status === 'fail')) {
		say('It is not started: a check fails.');
		return undefined;
	}

	if (job.danger !== undefined && !request.dryRun) {
		say(`Careful: it ${job.danger.kind}. ${job.danger.reason}`);
	}

	if (await ask(`Type y to start ${job.name}${request.dryRun ? ' as a dry run, which writes nothing' : ''}:`) !== 'y') {
		say('Nothing was started.');
		return undefined;
	}

	const record = await runs.start(request);
	say(`Started: run ${record.id}. It goes on when this console ends.`);
	return record;
};

const chooseRunner = async (dialogue: Dialogue, {builtIn, classic, enterprise}: Job): Promise<RunnerName | undefined> => {
	const runners: ReadonlyArray<{readonly text: string; readonly value: RunnerName}> = [
		...(builtIn === undefined ? [] : [{text: 'the job built into baco', value: 'built-in'} as const]),
		...(classic === undefined ? [] : [{text: `the vendor's ${classic.program}`, value: 'classic'} as const]),
		...(enterprise === undefined ? [] : [{text: 'the vendor\'s Exact.Process.exe', value: 'enterprise'} as const]),
	];
	return choose(dialogue, 'Program:', runners);
};

/** A value that is taken; empty for none, undefined when nobody answers or the question is left. */
const askValue = async ({dialogue, divisions}: Launch, parameter: JobParameter): Promise<string | undefined> => {
	const {name, title, type, choices = [], help, isMandatory, default: fallback} = parameter;
	dialogue.say(`/${name}: ${title}${isMandatory ? ', mandatory' : ''}. ${help}`);
	if (type === 'switch') {
		return choose(dialogue, `/${name}:`, [{text: 'off', value: ''}, {text: 'on', value: 'on'}], 'leave');
	}

	if (type === 'choice') {
		return choose(dialogue, `/${name}:`, [...(isMandatory ? [] : [{text: 'none', value: ''}]), ...choices.map(({value, meaning}) => ({text: `${value}, ${meaning}`, value}))], 'leave');
	}

	for (;;) {
		// eslint-disable-next-line no-await-in-loop -- a wrong answer is asked again
		const answer = await dialogue.ask(`/${name}:, ${fallback === undefined ? (isMandatory ? 'or leave' : 'empty for none, or leave') : `empty for ${fallback}, or leave`}:`);
		if (answer === undefined || answer === 'leave') {
			return undefined;
		}

		const value = answer === '' ? fallback ?? '' : answer;
		const isOfDivisions = type === 'divisions' || type === 'division';
		const unknown = isOfDivisions && divisions.length > 0 ? codesOf(value).filter(code => divisions.every(division => division.code !== code)) : [];
		const fault = valueFault(parameter, value === '' ? undefined : value) ?? (unknown.length === 0 ? undefined : `${unknown.join(', ')} ${agree(unknown.length, 'is', 'are')} not in the list of divisions`);
		if (fault === undefined) {
			return value;
		}

		dialogue.say(`/${name}: ${fault}.`);
	}
};

const askDryRun = async (dialogue: Dialogue, {danger}: Job): Promise<boolean | undefined> => {
	const [dry, real] = [{text: 'dry run: shows what would change, writes nothing', value: true}, {text: 'for real', value: false}];
	if (danger !== undefined) {
		dialogue.say(`It ${danger.kind}: ${danger.reason} Run it dry first.`);
	}

	return choose(dialogue, 'How:', danger === undefined ? [real, dry] : [dry, real], 'leave');
};
