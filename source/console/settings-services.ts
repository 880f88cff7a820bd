import type {AuditRecord} from '../audit/contract.js';
import type {TestEvent} from '../connection/contract.js';
import {BacoError} from '../problems/baco-error.js';
import {readMac, withKeptMac} from '../settings/choose-mac.js';
import type {StoredSettings} from '../settings/contract.js';
import {secretFields, settingFields, type SettingName} from '../settings/fields.js';
import {parseTyped, type TypedSettings} from '../settings/parse-typed.js';
import {emptyMandatory, planSave, type SavePlan} from '../settings/plan-save.js';
import {readSettings, settingColumns} from '../settings/read-settings.js';
import {saveSettings} from '../settings/save-settings.js';
import {showSetting} from '../settings/show-setting.js';
import {testPlan, type PlanTest} from '../settings/test-plan.js';
import type {Workspace} from '../workspace/contract.js';
import {macServicesOf, type MacServices} from './mac-services.js';
import {reviewServicesOf, type ReviewServices} from './review-services.js';
import {refusalOf} from './settings-refusal.js';

/** One line of the back office page of a division. */
export type SettingsField = {
	/** Undefined for what is only shown. */
	readonly name: SettingName | undefined;
	/** Has a page of its own. */
	readonly opens?: 'mac';
	readonly title: string;
	readonly isMandatory: boolean;
	readonly value: string;
	readonly kind: 'switch' | 'number' | 'text';
	readonly maxLength: number | undefined;
	/** What is understood, or why it cannot be changed here. */
	readonly hint: string;
};

export type SettingsPage = {
	readonly fields: readonly SettingsField[];
	/** What the values were read from. */
	readonly stored: StoredSettings;
	readonly modified: string;
	/** What is wrong with each typed value; at once, without asking a server. */
	readonly judge: (typed: TypedSettings) => Readonly<Partial<Record<string, string>>>;
	/** Why nothing can be saved; undefined when it can. */
	readonly refusal: string | undefined;
};

export type SettingsPreview = {
	readonly changes: ReadonlyArray<{readonly title: string; readonly before: string; readonly after: string}>;
	readonly statement: string;
	readonly warnings: readonly string[];
	readonly verdict: PlanTest['verdict'];
	readonly step: string | undefined;
	readonly detail: string;
	/** What `save` needs; the console does not look into it. */
	readonly plan: unknown;
};

/** What the settings page of the console asks. */
export type SettingsServices = {
	readonly page: (code: string, options: {readonly signal: AbortSignal}) => Promise<SettingsPage>;
	/** Plans a save and tests it with the new values; nothing is written. */
	readonly preview: (code: string, typed: TypedSettings, options: {readonly signal: AbortSignal; readonly onEvent: (event: TestEvent) => void}) => Promise<SettingsPreview>;
	/** Saves what was previewed; the operator has seen its warnings. */
	readonly save: (preview: SettingsPreview) => Promise<AuditRecord>;
	readonly mac: MacServices;
	/** Several divisions in one save. */
	readonly review: ReviewServices;
};

export const settingsServicesOf = (workspace: Workspace): SettingsServices => ({
	async page(code, {signal}) {
		const [stored] = await readSettings(workspace, [code], {signal});
		if (stored === undefined) {
			throw new BacoError('CFG-9', {division: code});
		}

		const columns = await settingColumns(workspace, {signal});
		const mac = await readMac(await withKeptMac(workspace), {signal});
		return {
			fields: [
				{...shownOnly('MAC address', mac.value ?? '(none is chosen)', `One for all divisions, kept in ${mac.place}. Enter shows the addresses to choose from.`, true), opens: 'mac' as const},
				...settingFields.map(({name, column, title, isMandatory, kind, form}) => ({
					name: columns.has(column.toLowerCase()) ? name : undefined,
					title,
					isMandatory,
					kind,
					value: showSetting(name, stored.values[name]),
					maxLength: lengthOf(columns.get(column.toLowerCase())?.maxLength),
					hint: columns.has(column.toLowerCase()) ? `Takes ${form}.` : 'This database has no such column: its release is older.',
				})),
				...secretFields.map(({name, title}) => shownOnly(title, {set: 'kept by Synergy', empty: 'none', unknown: 'not permitted to see'}[stored.secrets[name]], 'It is typed in Synergy: in which form it is kept is not known.')),
			],
			stored,
			modified: `${stored.modified.at ?? 'unknown'}${stored.modified.by === undefined ? '' : ` by ${stored.modified.by}`}`,
			judge(typed) {
				const {values, faults} = parseTyped(typed, columns);
				return Object.fromEntries([
					...emptyMandatory(stored, values).filter(({name}) => typed[name] !== undefined).map(({name}) => [name, 'it is mandatory as long as the connection is switched on']),
					...faults.map(({field, reason}) => [field, reason]),
				]) as Partial<Record<string, string>>;
			},
			refusal: await refusalOf(workspace, [code], signal),
		};
	},
	async preview(code, typed, {signal, onEvent}) {
		const plan = await planSave(workspace, [{code, typed}], {signal});
		const tests = await testPlan(await withKeptMac(workspace), plan, {signal, onEvent});
		const [planned, test] = [plan.divisions[0]!, tests[0]!];
		return {
			changes: planned.changes.map(({name, before, after}) => ({title: settingFields.find(field => field.name === name)!.title, before: showSetting(name, before), after: showSetting(name, after)})),
			statement: planned.statement,
			warnings: planned.warnings,
			verdict: test.verdict,
			step: test.step,
			detail: test.detail,
			plan: {plan, tests},
		};
	},
	async save({plan: made}) {
		const {plan, tests} = made as {readonly plan: SavePlan; readonly tests: readonly PlanTest[]};
		const [saved] = await saveSettings(workspace, plan, {tests, acceptsWarnings: true});
		if (saved?.outcome !== 'saved' || saved.record === undefined) {
			throw saved?.problem ?? new BacoError('SET-UNTESTED', {});
		}

		return saved.record;
	},
	mac: macServicesOf(workspace),
	review: reviewServicesOf(workspace),
});

const shownOnly = (title: string, value: string, hint: string, isMandatory = false): SettingsField => ({
	name: undefined, title, isMandatory, value, kind: 'text', maxLength: undefined, hint,
});

const lengthOf = (length: number | null | undefined) => typeof length === 'number' && length > 0 ? length : undefined;
