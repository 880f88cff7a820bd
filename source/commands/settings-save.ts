import type {PlannedSave, SavePlan, SaveRequest} from '../settings/plan-save.js';
import type {SavedDivision} from '../settings/save-settings.js';
import type {PlanTest} from '../settings/test-plan.js';
import type {TypedSettings} from '../settings/parse-typed.js';
import {BacoError} from '../problems/baco-error.js';
import {whyUnreadable} from '../problems/why-unreadable.js';
import {readText} from '../platform/read-text.js';
import {errorCode} from '../platform/write-file.js';
import {settingFields, type SettingName} from '../settings/fields.js';
import {columnTitle, showChange, showChanges} from '../settings/show-changes.js';
import type {Workspace} from '../workspace/contract.js';
import type {Invocation} from './command.js';
import {canAsk, confirm} from './confirm.js';
import {openCommandWorkspace} from './open-command-workspace.js';
import {testProgress} from './test-progress.js';
import {manyResultsText} from './test-text.js';
import {writeOutput} from './write-output.js';

/** Flags that name a new value, by the setting they are. */
export const valueFlags: Readonly<Record<string, SettingName | 'databasePath'>> = {
	'web-server': 'webServer', 'database-path': 'databasePath', server: 'serverPath', database: 'databaseName', type: 'type', 'fixed-user': 'fixedUser', 'sql-user': 'sqlUser',
};

/** Plans, shows, tests with the new values, asks, and saves. */
export const saveCommand = async (invocation: Invocation): Promise<number> => {
	const requests = await requestsOf(invocation);
	return withWorkspace(invocation, async workspace => {
		const codes = await knownCodes(workspace, requests, invocation.signal);
		const {planSave} = await import('../settings/plan-save.js');
		return carryOut(invocation, workspace, await planSave(workspace, codes, {signal: invocation.signal}));
	});
};

/** Switches connections off and clears them. */
export const removeCommand = async (invocation: Invocation): Promise<number> => withWorkspace(invocation, async workspace => {
	const {planSave, removeRequest} = await import('../settings/plan-save.js');
	const {settingColumns} = await import('../settings/read-settings.js');
	if (invocation.positionals.length === 0) {
		throw new BacoError('USAGE-1', {detail: 'baco settings remove needs DIVISION', cause: 'An argument is missing.', command: 'settings'});
	}

	const columns = await settingColumns(workspace, {signal: invocation.signal});
	const codes = await knownCodes(workspace, invocation.positionals.map(code => ({code, typed: {}})), invocation.signal);
	return carryOut(invocation, workspace, await planSave(workspace, codes.map(({code}) => removeRequest(code, columns)), {signal: invocation.signal, action: 'settings.remove'}));
});

const withWorkspace = async (invocation: Invocation, work: (workspace: Workspace) => Promise<number>): Promise<number> => {
	const workspace = await openCommandWorkspace(invocation);
	try {
		return await work(workspace);
	} finally {
		await workspace.close();
	}
};

/** `1` also means `001`. */
const knownCodes = async (workspace: Workspace, requests: readonly SaveRequest[], signal: AbortSignal): Promise<SaveRequest[]> => {
	const {refuseReadOnlyProfile} = await import('../settings/rights.js');
	refuseReadOnlyProfile(workspace);
	const {listDivisions} = await import('../divisions/list-divisions.js');
	const {chooseDivision} = await import('../divisions/choose-divisions.js');
	const divisions = await listDivisions(workspace, {signal});
	return requests.map(({code, typed}) => ({code: chooseDivision(divisions, code).code, typed}));
};

const carryOut = async (invocation: Invocation, workspace: Workspace, plan: SavePlan): Promise<number> => {
	const {testPlan} = await import('../settings/test-plan.js');
	const {saveSettings} = await import('../settings/save-settings.js');
	const {flags, signal} = invocation;
	const isHeard = flags.json !== true || canAsk(invocation);
	const tell = (text: string) => {
		if (isHeard) {
			invocation.streams.stderr.write(`${text}\n`);
		}
	};

	tell(planText(plan));
	const progress = testProgress(invocation, plan.divisions.length);
	const tests = await testPlan(workspace, plan, {signal, onEvent: progress.onEvent}).finally(progress.end);
	tell(testsText(tests, workspace.profile.name));
	const isWarned = tests.some(({verdict}) => verdict === 'warn');
	const isFailed = tests.some(({verdict}) => verdict === 'fail');
	const isAcceptsWarnings = flags['accept-warnings'] === true || (isWarned && !isFailed && canAsk(invocation));
	if (!isFailed && (!isWarned || isAcceptsWarnings)) {
		await confirm(invocation, isWarned ? 'Save these settings in spite of the warnings?' : 'Save these settings?', plan.action === 'settings.remove' ? 'settings remove' : 'settings save');
	}

	const saved = await saveSettings(workspace, plan, {tests, acceptsWarnings: isAcceptsWarnings, isEach: flags.each === true});
	await writeOutput(invocation, {
		json: () => ({divisions: saved.map(one => documentOf(one, plan, tests))}),
		text: () => saved.map(one => savedText(one, workspace.profile.name)).join('\n'),
	});
	return exitCodeOf(invocation, saved);
};

/** With one division its refusal is the command's own error; of several each has its verdict. */
const exitCodeOf = ({flags}: Invocation, saved: readonly SavedDivision[]): number => {
	const refused = saved.filter(({outcome}) => outcome !== 'saved');
	const problem = refused[0]?.problem;
	if (problem !== undefined && saved.length === 1 && flags.json !== true) {
		throw problem;
	}

	return refused.find(({problem: one}) => one?.id !== 'SET-OTHERS')?.problem?.exitCode ?? problem?.exitCode ?? 0;
};

const documentOf = ({code, outcome, record, problem}: SavedDivision, plan: SavePlan, tests: readonly PlanTest[]) => {
	const planned = plan.divisions.find(({division}) => division.code === code);
	const test = tests.find(one => one.code === code);
	return {
		division: code,
		outcome,
		changes: planned?.changes ?? [],
		statement: planned?.statement,
		warnings: planned?.warnings ?? [],
		test: test === undefined
			? null
			: {
				verdict: test.verdict, step: test.step ?? null, detail: test.detail, result: test.result ?? null,
			},
		audit: record ?? null,
		error: problem === undefined ? null : {id: problem.id, message: problem.message, ...problem.explanation},
	};
};

const planText = ({divisions}: SavePlan) => divisions.map(planned => plannedText(planned)).join('\n');

const plannedText = ({division, changes, statement, warnings}: PlannedSave) => printable([
	`Division ${division.code} ${division.name}`,
	...changes.flatMap(change => [`  ${columnTitle(change.column)}`, `    before  ${showChange(change, 'before')}`, `    after   ${showChange(change, 'after')}`]),
	`  ${statement}`,
	...warnings.map(warning => `  Note: ${warning}`),
]);

const testsText = (tests: readonly PlanTest[], profile: string) => printable(
	tests.map(({code, verdict, step, detail}) => `Test of ${code} with the new values: ${verdict}${step === undefined ? '' : ` ${step}`}, ${detail}`),
) + (tests.some(({verdict}) => verdict === 'fail') ? `\n${manyResultsText(tests.filter(({verdict}) => verdict === 'fail').map(({result}) => result).filter(result => result !== undefined), profile)}` : '');

const savedText = ({code, outcome, record, problem}: SavedDivision, profile: string) => outcome === 'saved'
	? `Division ${code}: saved. Now ${printable([showChanges(record!.changes ?? [], 'after')])}. Undo with: baco settings undo ${code} --profile ${profile}${problem === undefined ? '' : `\n  ${record!.reason ?? ''} ${problem.message}`}`
	: `Division ${code}: ${outcome}. ${problem?.message ?? ''}`;

const requestsOf = async ({flags, positionals}: Invocation): Promise<SaveRequest[]> => {
	const typed = typedOf(flags);
	const file = typeof flags.file === 'string' ? await readRequests(flags.file) : [];
	if (file.length > 0 && (positionals.length > 0 || Object.keys(typed).length > 0)) {
		throw new BacoError('USAGE-1', {detail: 'baco settings save takes --file FILE, or divisions and values, not both', cause: 'The file names divisions and values itself.', command: 'settings'});
	}

	if (file.length === 0 && positionals.length === 0) {
		throw new BacoError('USAGE-1', {detail: 'baco settings save needs DIVISION, or --file FILE', cause: 'Which division to save was not said.', command: 'settings'});
	}

	if (file.length === 0 && Object.keys(typed).length === 0) {
		throw new BacoError('SET-NOTHING', {});
	}

	return file.length > 0 ? file : positionals.map(code => ({code, typed}));
};

const typedOf = (flags: Invocation['flags']): TypedSettings => {
	for (const [one, other] of [['enable', 'disable'], ['fixed-credentials', 'no-fixed-credentials'], ['database-path', 'server'], ['database-path', 'database']] as const) {
		if (flags[one] !== undefined && flags[other] !== undefined) {
			throw new BacoError('USAGE-1', {detail: `--${one} and --${other} exclude each other`, cause: 'Both say what the same setting is to be.', command: 'settings'});
		}
	}

	return {
		...Object.fromEntries(Object.entries(valueFlags).filter(([flag]) => typeof flags[flag] === 'string').map(([flag, name]) => [name, flags[flag] as string])),
		...(flags.enable === true && {enabled: 'yes'}),
		...(flags.disable === true && {enabled: 'no'}),
		...(flags['fixed-credentials'] === true && {fixedCredentials: 'yes'}),
		...(flags['no-fixed-credentials'] === true && {fixedCredentials: 'no'}),
	};
};

/** `{"100": {"webServer": "HOST:PORT", "databasePath": "..."}}`: several divisions with values of their own. */
const readRequests = async (file: string): Promise<SaveRequest[]> => {
	const refuse = (detail: string) => new BacoError('USAGE-1', {detail: `${file} cannot be used: ${detail}`, cause: 'The file must be a JSON object: {"DIVISION": {"webServer": "HOST:PORT", ...}}.', command: 'settings'});
	const text = await readText(file).catch((error: unknown) => {
		throw refuse(whyUnreadable(errorCode(error)));
	});
	let content: unknown;
	try {
		content = JSON.parse(text);
	} catch {
		throw refuse('it is no JSON');
	}

	if (!isRecord(content) || Object.keys(content).length === 0) {
		throw refuse('it names no division');
	}

	const names = new Set<string>([...settingFields.map(({name}) => name), 'databasePath']);
	return Object.entries(content).map(([code, values]) => {
		if (!isRecord(values)) {
			throw refuse(`the values of ${code} are no object`);
		}

		const unknown = Object.keys(values).find(name => !names.has(name));
		if (unknown !== undefined) {
			throw /password|pwd|token/iv.test(unknown) ? new BacoError('SET-SECRET', {field: unknown}) : refuse(`${code} has no setting ${unknown}; there are ${[...names].join(', ')}`);
		}

		return {code, typed: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'boolean' ? (value ? 'yes' : 'no') : (value === null ? '' : String(value as string | number))]))};
	});
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const printable = (lines: readonly string[]) => lines.map(line => line.replaceAll(/\p{Control}+/gv, ' ')).join('\n');
