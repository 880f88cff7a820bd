import {setTimeout as delay} from 'node:timers/promises';
import type {JobContext} from '../../../jobs/runtime/contract.js';
import {runJob} from '../../../jobs/runtime/run-job.js';
import type {Job, JobParameter} from '../../../source/runs/catalogue/job.js';
import {int, sql} from '../../../source/sql/statement.js';

const parameter = (name: string, type: JobParameter['type'], more: Partial<JobParameter> = {}): JobParameter => ({
	name, title: name.toLowerCase(), type, isMandatory: false, help: 'for the tests', mark: 'open', ...more,
});

const description: Job = {
	id: 'trivial',
	name: 'Trivial',
	document: '00.000.000',
	group: 'system',
	purpose: 'counts steps',
	functions: [],
	classic: undefined,
	enterprise: undefined,
	parameters: [
		parameter('C', 'divisions'),
		parameter('N', 'number', {default: '3'}),
		parameter('MODE', 'choice', {choices: [{value: 'count', meaning: 'counts', mark: 'open'}, {value: 'fail', meaning: 'fails', mark: 'open'}, {value: 'begin', meaning: 'tells no progress of the second division', mark: 'open'}], default: 'count'}),
		parameter('GLOBE', 'switch'),
	],
	right: undefined,
	tables: [],
	changes: 'none',
	recommendedTime: {text: 'never', mark: 'open'},
	openPoints: [],
};

/** One committed row of BacoSettings for each step, so that the tests see what is there after a stop or a kill. */
const work = async (context: JobContext) => {
	const {parameters, isDryRun, stopping, divisions} = context;
	const steps = Number(parameters.N);
	const done = await context.checkpoint.read<number>() ?? 0;
	context.print(`From step ${done} on ${divisions.map(({code}) => code).join(', ')} by ${context.person?.fullName ?? 'nobody'}`);
	if (parameters.GLOBE === true) {
		const globe = await context.globe(divisions[0]!.code);
		const {rows} = await globe.query<{name: string}>(sql`SELECT DB_NAME() AS name`);
		context.print(`Globe database ${rows[0]!.name}`);
	}

	if (parameters.MODE === 'begin') {
		const [first, second] = divisions.map(({code}) => code);
		context.division(first!, 'started');
		context.progress({
			done: 0, total: 0, unit: 'lines', division: first, phase: 'copying',
		});
		context.division(first!, 'done');
		if (second !== undefined) {
			context.division(second, 'started');
		}

		for (;;) {
			stopping.throwIfAborted();
			await context.synergy().query(sql`SELECT 1 AS one`); // eslint-disable-line no-await-in-loop
			await delay(20); // eslint-disable-line no-await-in-loop
		}
	}

	for (let step = done; step < steps; step++) {
		stopping.throwIfAborted();
		context.progress({
			done: step, total: steps, unit: 'steps', phase: 'counting',
		});
		if (!isDryRun) {
			await context.synergy().query(sql`INSERT INTO dbo.BacoSettings (SettingType, SettingGroup, SettingName, ValueType, Division) VALUES (9, N'Trivial', CAST(${int(step)} AS nvarchar(10)), 0, 0)`); // eslint-disable-line no-await-in-loop
			await context.checkpoint.write(step + 1); // eslint-disable-line no-await-in-loop
		}

		context.count({read: 1, written: 1});
		context.print(`Step ${step}`);
		await delay(steps > 10 ? 20 : 1); // eslint-disable-line no-await-in-loop
	}

	await context.checkpoint.clear();
	if (parameters.MODE === 'fail') {
		context.reject({division: divisions[0]?.code, reference: 'entry 1', reason: 'it is for the tests'});
		return {message: 'Some were rejected.', isFailed: true};
	}

	return {message: `${steps} steps.`};
};

await runJob(description, work);
