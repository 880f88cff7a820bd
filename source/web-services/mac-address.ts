import {readDivision} from '../divisions/list-divisions.js';
import {formatMacAddress, parseMacAddress} from '../divisions/mac-address.js';
import {BacoError} from '../problems/baco-error.js';
import {
	planMac,
	readMac,
	saveMac,
	testMac,
	withKeptMac,
	type MacPlan,
	type MacTest,
} from '../settings/choose-mac.js';
import type {Workspace} from '../workspace/contract.js';
import type {Call} from './contract.js';

/** The MAC address of the page, one for all divisions, as Windows shows it; undefined when none was chosen. */
export const currentMac = async (workspace: Workspace, {signal}: Pick<Call, 'signal'>): Promise<string | undefined> => {
	const {value} = await readMac(await withKeptMac(workspace), {signal});
	return value;
};

export type MacChange = {readonly plan: MacPlan; readonly test: MacTest};

/** Plans and tests another address with one division; nothing is written. Undefined when it is the one already. Throws SET-MAC, SET-TEST or the refusal for want of a right. */
export const testedMac = async (workspace: Workspace, wanted: string, {code, caller, signal}: Call & {readonly code: string}): Promise<MacChange | undefined> => {
	const digits = parseMacAddress(wanted);
	const current = await withKeptMac(workspace);
	if (digits !== undefined && formatMacAddress(digits) === await currentMac(workspace, {signal})) {
		return undefined;
	}

	const plan = await planMac(current, wanted, {operator: caller.user, signal});
	const division = await readDivision(workspace, code, {signal});
	if (division === undefined) {
		throw new BacoError('CFG-9', {division: code});
	}

	const test = await testMac(current, plan, [division], {signal});
	const [misfit] = test.misfits;
	if (misfit !== undefined) {
		throw new BacoError('SET-TEST', {division: misfit, step: 'BAS', detail: `another MAC address is registered for the application server than ${plan.after}.`});
	}

	return {plan, test};
};

/** Keeps a tested address. */
export const keepMac = async (workspace: Workspace, {plan, test}: MacChange): Promise<void> => {
	await saveMac(await withKeptMac(workspace), plan, test);
};
