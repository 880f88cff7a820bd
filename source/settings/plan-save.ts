import type {Division} from '../divisions/contract.js';
import type {Columns} from '../divisions/known-columns.js';
import {readDivision} from '../divisions/list-divisions.js';
import {BacoError} from '../problems/baco-error.js';
import type {Workspace} from '../workspace/contract.js';
import type {SettingChange, SettingValues, StoredSettings} from './contract.js';
import {
	fieldOf,
	pagePath,
	secretFields,
	settingFields,
	type SettingField,
	type SettingName,
	type SettingValue,
} from './fields.js';
import {parseTyped, type TypedSettings} from './parse-typed.js';
import {readSettings, settingColumns} from './read-settings.js';
import {
	readRights,
	refuseReadOnlyProfile,
	refuseWithoutRights,
	type Rights,
} from './rights.js';
import {isOn, textOf} from './show-setting.js';
import {showSettingsStatement} from './update-statement.js';

/** What is wanted of one division. */
export type SaveRequest = {readonly code: string; readonly typed: TypedSettings};

/** A save of one division that was looked at but not made. */
export type PlannedSave = {
	/** As it would be afterwards: this is what is tested. */
	readonly division: Division;
	readonly stored: StoredSettings;
	readonly changes: readonly SettingChange[];
	/** The statement as it will be run, with its values. */
	readonly statement: string;
	readonly warnings: readonly string[];
	/** False when the connection is switched off afterwards: there is nothing to test then. */
	readonly isTested: boolean;
};

export type SavePlan = {
	readonly divisions: readonly PlannedSave[];
	readonly columns: Columns;
	/** `humres.res_id` of the operator. */
	readonly modifier: number | undefined;
	readonly action: 'settings.save' | 'settings.remove';
};

export type PlanOptions = {
	readonly signal?: AbortSignal | undefined;
	/** Another user of Synergy than the profile's operator, as for a web service. */
	readonly operator?: string;
	readonly action?: SavePlan['action'];
};

/**
Looks at the divisions and says what a save would do; nothing is written and nothing tested.
Throws SET-VALUE with every fault of every division, SET-NOTHING, CFG-9, or the refusal for want of a right.
*/
export const planSave = async (workspace: Workspace, requests: readonly SaveRequest[], {signal, operator, action = 'settings.save'}: PlanOptions = {}): Promise<SavePlan> => {
	refuseReadOnlyProfile(workspace);
	const codes = requests.map(({code}) => code);
	const columns = await settingColumns(workspace, {signal});
	const rows = await readSettings(workspace, codes, {signal});
	const stored = new Map(rows.map(one => [one.code, one]));
	const unknown = codes.find(code => !stored.has(code));
	if (unknown !== undefined) {
		throw new BacoError('CFG-9', {division: unknown});
	}

	const rights = await readRights(workspace, {signal, ...(operator !== undefined && {operator})});
	refuseWithoutRights(rights, codes);
	const planned: PlannedSave[] = [];
	const faults: string[] = [];
	for (const {code, typed} of requests) {
		const before = stored.get(code)!;
		const {values, faults: found, notes} = parseTyped(typed, columns);
		const missing = action === 'settings.remove' ? [] : emptyMandatory(before, values).map(({title}) => `${title} is empty, and the page marks it as mandatory`);
		faults.push(...[...found.map(({field, value, reason}) => `${titleOf(field)} ${JSON.stringify(value)}: ${reason}`), ...missing].map(fault => requests.length === 1 ? fault : `${code}: ${fault}`));
		if (found.length > 0) {
			continue;
		}

		// eslint-disable-next-line no-await-in-loop -- one connection answers one question after another
		planned.push(await plannedSave(workspace, {
			before, values, notes, columns, rights, isRemoved: action === 'settings.remove',
		}, signal));
	}

	if (faults.length > 0) {
		throw new BacoError('SET-VALUE', {faults});
	}

	const divisions = planned.filter(({changes}) => changes.length > 0);
	if (divisions.length === 0) {
		throw new BacoError('SET-NOTHING', {division: codes.length === 1 ? codes[0] : codes.join(', ')});
	}

	return {
		divisions, columns, modifier: rights.person?.number, action,
	};
};

/** Switches a connection off and clears what it was set up with. Passwords and tokens stay as they are, as their stored form is not known; so do the users that they belong to. */
export const removeRequest = (code: string, columns: Columns): SaveRequest => ({
	code,
	typed: Object.fromEntries(Object.entries({
		enabled: 'no', webServer: '', serverPath: '', databaseName: '',
	}).filter(([name]) => columns.has(fieldOf(name as SettingName).column.toLowerCase()))),
});

const titleOf = (field: SettingName | 'databasePath'): string => field === 'databasePath' ? 'Database path' : fieldOf(field).title;

/** The settings that the page marks as mandatory and that would be empty: none of a connection that is switched off. */
export const emptyMandatory = ({values: before}: Pick<StoredSettings, 'values'>, values: SettingValues): readonly SettingField[] => {
	const after = {...before, ...values};
	return after.enabled === undefined || isOn(after.enabled)
		? settingFields.filter(({name, isMandatory}) => isMandatory && after[name] !== undefined && String(after[name] ?? '').trim() === '')
		: [];
};

type Parts = {readonly before: StoredSettings; readonly values: SettingValues; readonly notes: readonly string[]; readonly columns: Columns; readonly rights: Rights; readonly isRemoved: boolean};

const plannedSave = async (workspace: Workspace, {before, values, notes, columns, rights, isRemoved}: Parts, signal: AbortSignal | undefined): Promise<PlannedSave> => {
	const known = await readDivision(workspace, before.code, {signal});
	if (known === undefined) {
		throw new BacoError('CFG-9', {division: before.code});
	}

	const changes = changesOf(before, values);
	const after = {...before, values: {...before.values, ...Object.fromEntries(changes.map(change => [change.name, change.after]))}};
	const isTested = !isRemoved && (after.values.enabled === undefined || isOn(after.values.enabled));
	return {
		division: {...known, ...proposedDivision(after)},
		stored: before,
		changes,
		statement: changes.length === 0
			? ''
			: showSettingsStatement({
				code: before.code, changes, rowVersion: before.rowVersion, modifier: rights.person?.number,
			}, columns),
		warnings: [...notes, ...isRemoved ? [...remains(after), switchedOff] : doubts(after, {known, rights, isTested})],
		isTested,
	};
};

/** A text that differs only in the blanks that its column pads with is the same. */
const changesOf = ({values: before}: StoredSettings, values: SettingValues): SettingChange[] =>
	settingFields.filter(({name, kind}) => values[name] !== undefined && !isSame(before[name] ?? null, values[name], kind)).map(({name, column}) => ({
		name, column, before: before[name] ?? null, after: values[name]!,
	}));

const isSame = (before: SettingValue, after: SettingValue, kind: 'switch' | 'number' | 'text') => {
	if (kind === 'switch') {
		return before !== null && isOn(before) === isOn(after);
	}

	return kind === 'text' ? String(before ?? '').trimEnd() === String(after ?? '') : before === after;
};

/** What the test reads of a division, with the values that are wanted. */
export const proposedDivision = (after: Pick<StoredSettings, 'values'>): Partial<Division> => ({
	...(after.values.enabled !== undefined && {enabled: isOn(after.values.enabled)}),
	webService: textOf(after, 'webServer'),
	serverPath: textOf(after, 'serverPath'),
	databaseName: textOf(after, 'databaseName'),
	fixedCredentials: isOn(after.values.fixedCredentials),
	fixedUser: textOf(after, 'fixedUser'),
	sqlUser: textOf(after, 'sqlUser'),
});

/** What a removal leaves: a user is not parted from a password that only Synergy can clear. */
const remains = (after: StoredSettings): string[] => {
	const users = [textOf(after, 'fixedUser') !== '' && `the fixed user ${textOf(after, 'fixedUser')}`, textOf(after, 'sqlUser') !== '' && `the SQL user ${textOf(after, 'sqlUser')}`].filter(user => user !== false);
	const secrets = secretFields.filter(({name}) => after.secrets[name] === 'set').map(({title}) => title.toLowerCase());
	const kept = [...users, ...secrets];
	return kept.length === 0 ? [] : [`These stay: ${kept.join(', ')}. Passwords and tokens can be cleared in Synergy alone, and a user stays with its password: ${pagePath}.`];
};

const switchedOff = 'The connection is switched off afterwards, so nothing is tested.';

const doubts = (after: StoredSettings, {known, rights, isTested}: {readonly known: Division; readonly rights: Rights; readonly isTested: boolean}): string[] => [
	!isTested && switchedOff,
	isOn(after.values.fixedCredentials) && textOf(after, 'fixedUser') === '' && 'Fixed credentials are on without a fixed user: Synergy then cannot refresh an expired token.',
	isOn(after.values.fixedCredentials) && after.secrets.fixedPassword === 'empty' && 'No password of the fixed user is kept. It is typed in Synergy: its stored form is not known.',
	textOf(after, 'sqlUser') !== '' && after.secrets.sqlPassword === 'empty' && 'No password of the SQL user is kept. It is typed in Synergy: its stored form is not known.',
	rights.role.held === undefined && 'Whether you have the Administrator role cannot be told: this database has no table HRRoles.',
	known.member === undefined && 'Whether you belong to the division cannot be told: this database has no table DivisionPeople.',
].filter(doubt => doubt !== false);
