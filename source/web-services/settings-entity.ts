import {BacoError} from '../problems/baco-error.js';
import {withKeptMac} from '../settings/choose-mac.js';
import type {SettingValues, StoredSettings} from '../settings/contract.js';
import {
	planSave,
	removeRequest,
	type SavePlan,
	type SaveRequest,
} from '../settings/plan-save.js';
import {readSettings, settingColumns} from '../settings/read-settings.js';
import {readRights, refuseWithoutRights} from '../settings/rights.js';
import {saveSettings} from '../settings/save-settings.js';
import {isOn} from '../settings/show-setting.js';
import {testPlan} from '../settings/test-plan.js';
import type {Workspace} from '../workspace/contract.js';
import type {
	Call,
	Caller,
	SettingsEntity,
} from './contract.js';
import {entityOf} from './entity-of.js';
import {currentMac, keepMac, testedMac} from './mac-address.js';
import {typedSettings} from './typed-settings.js';

export type EntityOptions = {
	/** Saves although the test warns. */
	readonly acceptsWarnings: boolean;
};

/** The settings as the web services see them, over the same services as the commands: the rights of the caller, the test before the save, the audit. */
export const settingsEntity = (workspace: Workspace, {acceptsWarnings}: EntityOptions): SettingsEntity => {
	const retrieve: SettingsEntity['retrieve'] = async (code, call) => {
		await refuseStranger(workspace, call, []);
		return entityOf(await storedOf(workspace, code, call), await currentMac(workspace, call));
	};

	/** Plans, tests and saves as one; a change of nothing is done at once, because the caller has what was wanted. */
	const change = async (request: SaveRequest, call: Call, {action, version}: {readonly action: SavePlan['action']; readonly version?: string | undefined}) => {
		const own = recordedAs(await withKeptMac(workspace), call.caller);
		const plan = await planSave(own, [request], {signal: call.signal, operator: call.caller.user, action}).catch((error: unknown) => {
			if (error instanceof BacoError && error.id === 'SET-NOTHING') {
				return undefined;
			}

			throw error;
		});
		if (plan === undefined) {
			return;
		}

		requireVersion(plan.divisions[0]!.stored, version);
		const tests = await testPlan(own, plan, {signal: call.signal});
		const [saved] = await saveSettings(own, plan, {tests, acceptsWarnings});
		if (saved?.outcome !== 'saved') {
			throw saved?.problem ?? new BacoError('SET-UNTESTED', {division: request.code});
		}
	};

	/** Everything is tested before anything is written. */
	const changeBoth = async (request: SaveRequest, macAddress: string | undefined, call: Call & {readonly version?: string | undefined}) => {
		const mac = macAddress === undefined ? undefined : await testedMac(workspace, macAddress, {...call, code: request.code});
		await change(request, call, {action: 'settings.save', version: call.version});
		if (mac !== undefined) {
			await keepMac(recordedAs(workspace, call.caller), mac);
		}
	};

	return {
		retrieve,
		async list(call) {
			await refuseStranger(workspace, call, []);
			const macAddress = await currentMac(workspace, call);
			const all = await readSettings(workspace, undefined, call);
			return all.map(stored => entityOf(stored, macAddress));
		},
		async create(values, call) {
			const {code, typed, macAddress} = typedSettings(values);
			if (code === undefined || code === '') {
				throw new BacoError('SERVE-PROPERTY', {faults: ['Code, the division, is missing']});
			}

			const stored = await storedOf(workspace, code, call);
			if (isSetUp(stored.values)) {
				throw new BacoError('SERVE-EXISTS', {division: code});
			}

			await changeBoth({code, typed: {enabled: 'yes', ...typed}}, macAddress, call);
			return retrieve(code, call);
		},
		async update(code, values, call) {
			const wanted = typedSettings(values);
			if (wanted.code !== undefined && wanted.code.trim() !== code) {
				throw new BacoError('SERVE-PROPERTY', {faults: [`Code is the key: ${code} cannot become ${wanted.code}`]});
			}

			requireVersion(await storedOf(workspace, code, call), call.version);
			await changeBoth({code, typed: wanted.typed}, wanted.macAddress, call);
			return retrieve(code, call);
		},
		async remove(code, call) {
			await change(removeRequest(code, await settingColumns(workspace, call)), call, {action: 'settings.remove', version: call.version});
		},
	};
};

/** Only administrators may see the page; for a change the division counts as well. */
const refuseStranger = async (workspace: Workspace, {caller, signal}: Call, codes: readonly string[]) => {
	refuseWithoutRights(await readRights(workspace, {operator: caller.user, signal}), codes);
};

const storedOf = async (workspace: Workspace, code: string, {signal}: Call): Promise<StoredSettings> => {
	const [stored] = await readSettings(workspace, [code], {signal});
	if (stored === undefined) {
		throw new BacoError('CFG-9', {division: code});
	}

	return stored;
};

/** A division is set up when it is switched on or names a database. */
const isSetUp = ({enabled, databaseName}: SettingValues) => isOn(enabled) || String(databaseName ?? '').trim() !== '';

const requireVersion = ({code, rowVersion, modified}: StoredSettings, version: string | undefined) => {
	if (version !== undefined && rowVersion !== undefined && version !== rowVersion) {
		throw new BacoError('SET-CHANGED', {
			division: code, changes: [], by: modified.by, at: modified.at, isTag: true,
		});
	}
};

/** The audit names the caller, not whoever started the service. */
const recordedAs = (workspace: Workspace, {user}: Caller): Workspace => ({
	...workspace,
	audit: {
		...workspace.audit,
		append: async record => workspace.audit.append({...record, operator: {...record.operator, system: `${user} (web service)`}}),
	},
});

