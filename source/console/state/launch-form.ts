import {agree} from '../../platform/count-of.js';
import type {JobParameter} from '../../runs/catalogue/job.js';
import type {RunnerName} from '../../runs/contract.js';
import {codesOf, valueFault} from '../../runs/runners/values.js';
import type {AppState} from './app-state.js';
import type {LaunchScreen} from './run-screens.js';
import {textInput} from './text-input.js';

/** One line of the form. */
export type Field =
	| {readonly kind: 'runner' | 'dry-run' | 'timeout'; readonly title: string; readonly help: string}
	| {readonly kind: 'parameter'; readonly title: string; readonly help: string; readonly parameter: JobParameter};

/** The fields of a form, from top to bottom. */
export const fieldsOf = ({job, runner}: Pick<LaunchScreen, 'job' | 'runner'>): Field[] => [
	{kind: 'runner', title: 'runner', help: 'Which program does the job: the one built into baco, or one of the vendor\'s in the Synergy folder.'},
	...job.parameters.filter(({isBuiltInOnly}) => isBuiltInOnly !== true || runner === 'built-in').map((parameter): Field => ({
		kind: 'parameter', title: `/${parameter.name}: ${parameter.title.toLowerCase()}`, help: parameter.help, parameter,
	})),
	{kind: 'dry-run', title: 'dry run', help: runner === 'built-in' ? 'Shows what would change, with counts, and writes nothing.' : 'The vendor\'s programs have no dry run.'},
	{kind: 'timeout', title: 'timeout', help: 'Seconds after which the job is stopped; empty for none.'},
];

/** Whether a field takes typed text; the others change with Space. */
export const isTyped = (field: Field): boolean => field.kind === 'timeout' || (field.kind === 'parameter' && field.parameter.type !== 'choice' && field.parameter.type !== 'switch');

export const isOfDivisions = (field: Field | undefined): boolean => field?.kind === 'parameter' && (field.parameter.type === 'divisions' || field.parameter.type === 'division');

export const fieldValue = ({runner, values, dryRun, timeout}: LaunchScreen, field: Field): string => {
	switch (field.kind) {
		case 'runner': {
			return runner;
		}

		case 'dry-run': {
			return dryRun ? 'yes' : 'no';
		}

		case 'timeout': {
			return timeout;
		}

		case 'parameter': {
			const value = values[field.parameter.name];
			return field.parameter.type === 'switch' ? (value === undefined ? 'no' : 'yes') : value ?? '';
		}
	}
};

/** What is wrong with a field now, as a clause; undefined when nothing is. */
export const fieldFault = (state: AppState, screen: LaunchScreen, field: Field): string | undefined => {
	if (field.kind === 'timeout') {
		return screen.timeout === '' || /^[1-9]\d{0,6}$/v.test(screen.timeout) ? undefined : 'must be a number of seconds';
	}

	if (field.kind === 'dry-run') {
		return screen.dryRun && screen.runner !== 'built-in' ? 'the vendor\'s programs have none' : undefined;
	}

	if (field.kind !== 'parameter') {
		return undefined;
	}

	const {parameter} = field;
	const value = screen.values[parameter.name];
	const fault = valueFault(parameter, value === '' && parameter.type !== 'switch' && !parameter.isMandatory ? undefined : value);
	if (fault !== undefined || !isOfDivisions(field) || state.divisions.length === 0) {
		return fault;
	}

	const unknown = codesOf(value ?? '').filter(code => state.divisions.every(division => division.code !== code));
	return unknown.length === 0 ? undefined : `${unknown.join(', ')} ${agree(unknown.length, 'is', 'are')} not in the list of divisions`;
};

/** Puts the cursor on a field. */
export const focusField = (screen: LaunchScreen, index: number): LaunchScreen => {
	const fields = fieldsOf(screen);
	const field = (index + fields.length) % fields.length;
	const at = fields[field]!;
	return {...screen, field, input: isTyped(at) ? textInput(fieldValue(screen, at)) : undefined};
};

/** Takes a changed text into the values. */
export const withText = (screen: LaunchScreen, input: LaunchScreen['input']): LaunchScreen => {
	const field = fieldsOf(screen)[screen.field]!;
	const value = input?.value ?? '';
	return {
		...screen,
		input,
		stage: {name: 'typing'},
		...(field.kind === 'timeout' && {timeout: value.trim()}),
		...(field.kind === 'parameter' && {values: {...screen.values, [field.parameter.name]: value}}),
	};
};

/** The next value of a field that is chosen, not typed. */
export const nextChoice = (screen: LaunchScreen): LaunchScreen => {
	const field = fieldsOf(screen)[screen.field]!;
	const changed: LaunchScreen = {...screen, stage: {name: 'typing'}};
	if (field.kind === 'runner') {
		const runner = runners[(runners.indexOf(screen.runner) + 1) % runners.length]!;
		return {...changed, runner, dryRun: runner === 'built-in' && (screen.dryRun || screen.job.danger !== undefined)};
	}

	if (field.kind === 'dry-run') {
		return {...changed, dryRun: !screen.dryRun};
	}

	if (field.kind !== 'parameter') {
		return screen;
	}

	const {name, type, choices = [], isMandatory, default: fallback} = field.parameter;
	const value = screen.values[name];
	if (type === 'switch') {
		const {[name]: _, ...others} = screen.values;
		return {...changed, values: value === undefined ? {...others, [name]: ''} : others};
	}

	// Nothing and the default are the same: one of them is enough.
	const offered = [...(isMandatory || fallback !== undefined ? [] : ['']), ...choices.map(choice => choice.value)];
	return {...changed, values: {...screen.values, [name]: offered[(offered.indexOf(value ?? fallback ?? '') + 1) % offered.length] ?? ''}};
};

export const runners: readonly RunnerName[] = ['built-in', 'classic', 'enterprise'];

/** The values without the fields that were left empty. */
export const givenValues = ({job, values, runner}: Pick<LaunchScreen, 'job' | 'values' | 'runner'>): Record<string, string> => Object.fromEntries(Object.entries(values).filter(([name, value]) => {
	const parameter = job.parameters.find(one => one.name === name);
	return parameter !== undefined && (value.trim() !== '' || parameter.type === 'switch') && (parameter.isBuiltInOnly !== true || runner === 'built-in');
}).map(([name, value]) => [name, value.trim()]));
