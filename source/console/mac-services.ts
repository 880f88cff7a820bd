import {readAccessServers} from '../access-servers/read-access-servers.js';
import type {AuditRecord} from '../audit/contract.js';
import type {TestEvent, Verdict} from '../connection/contract.js';
import {listDivisions, readDivision} from '../divisions/list-divisions.js';
import {parseMacAddress} from '../divisions/mac-address.js';
import {parseWebServer} from '../divisions/web-server.js';
import {BacoError} from '../problems/baco-error.js';
import {
	divisionsOfMac,
	planMac,
	readMac,
	saveMac,
	testMac,
	withKeptMac,
	type MacPlan,
	type MacTest,
} from '../settings/choose-mac.js';
import {isHere, macCandidates, macOriginText} from '../settings/mac-candidates.js';
import type {Workspace} from '../workspace/contract.js';
import {toProblem} from './to-problem.js';
import {refusalOf} from './settings-refusal.js';

export type MacLine = {readonly value: string; readonly source: string};

export type MacPage = {
	readonly value: string | undefined;
	readonly place: string;
	/** Addresses to choose from. */
	readonly lines: readonly MacLine[];
	/** Whose addresses they are. */
	readonly origin: string;
	/** Why the list may not be whole. */
	readonly note: string | undefined;
	/** Why none can be chosen; undefined when one can. */
	readonly refusal: string | undefined;
};

export type MacPreview = {
	readonly before: string | undefined;
	readonly after: string;
	readonly place: string;
	readonly statement: string;
	readonly results: ReadonlyArray<{readonly division: string; readonly name: string; readonly verdict: Verdict; readonly detail: string; readonly isMisfit: boolean}>;
	/** Why it is not kept; undefined when it may be. */
	readonly refusal: string | undefined;
	/** What `save` needs; the console does not look into it. */
	readonly plan: unknown;
};

/** What the console asks about the MAC address of the back office page. */
export type MacServices = {
	/** The address and those to choose from, with what the Globe database of a division has registered. */
	readonly page: (code: string, options: {readonly signal: AbortSignal}) => Promise<MacPage>;
	/** Why a typed text cannot be used; at once, without asking a server. */
	readonly judge: (typed: string) => string | undefined;
	/** Plans the change and tests every division of the operator whose connection is on. Nothing is written. */
	readonly preview: (typed: string, options: {readonly signal: AbortSignal; readonly onStart: (divisions: number) => void; readonly onEvent: (event: TestEvent) => void}) => Promise<MacPreview>;
	readonly save: (preview: MacPreview) => Promise<AuditRecord>;
};

export const macServicesOf = (workspace: Workspace): MacServices => ({
	async page(code, {signal}) {
		const {value, place} = await readMac(await withKeptMac(workspace), {signal});
		const registered = await registeredIn(workspace, code, signal);
		const {applicationServer, note, rows} = registered;
		const isOwn = isHere(applicationServer);
		const lines = macCandidates(rows, {isOwn});
		return {
			value, place, lines, note, refusal: await refusalOf(workspace, [], signal), origin: macOriginText({
				applicationServer, division: code, isOwn, count: lines.length,
			}),
		};
	},
	judge: typed => parseMacAddress(typed) === undefined ? 'Six pairs of hexadecimal digits are needed, as in 00-15-5D-01-02-03.' : undefined,
	async preview(typed, {signal, onStart, onEvent}) {
		const current = await withKeptMac(workspace);
		const plan = await planMac(current, typed, {signal});
		const divisions = divisionsOfMac(await listDivisions(workspace, {signal}));
		onStart(divisions.length);
		const test = await testMac(current, plan, divisions, {signal, onEvent});
		const {before, after, place, statement} = plan;
		return {
			before, after, place, statement, refusal: whyNotKept(test),
			results: test.results.map(({division, name, verdict, steps}) => ({
				division, name, verdict, isMisfit: test.misfits.includes(division), detail: steps.find(({status}) => status === 'fail' || status === 'warn')?.summary ?? 'every step passed',
			})),
			plan: {plan, test},
		};
	},
	async save({plan: made}) {
		const {plan, test} = made as {readonly plan: MacPlan; readonly test: MacTest};
		return saveMac(await withKeptMac(workspace), plan, test);
	},
});

const whyNotKept = ({results, misfits, failing}: MacTest): string | undefined => {
	if (misfits.length > 0) {
		return `Another MAC address is registered for the application server in ${misfits.slice(0, 8).join(', ')}${misfits.length > 8 ? ` and ${misfits.length - 8} more` : ''}, so it is not kept.`;
	}

	return failing.length === results.length ? 'No division that was tested works with it, so it is not kept.' : undefined;
};

/** What cannot be read leaves a list without it, and is told. */
const registeredIn = async (workspace: Workspace, code: string, signal: AbortSignal) => {
	let appServer: string | undefined;
	try {
		const division = await readDivision(workspace, code, {signal});
		if (division === undefined) {
			throw new BacoError('CFG-9', {division: code});
		}

		const webServer = parseWebServer(division.webService);
		appServer = 'value' in webServer ? webServer.value.host : undefined;
		const {rows} = await readAccessServers(workspace, division, {signal});
		return {applicationServer: appServer, rows, note: undefined};
	} catch (error) {
		signal.throwIfAborted();
		return {applicationServer: appServer, rows: [], note: `BacoAccessServers of division ${code} cannot be read: ${toProblem(error).summary}`};
	}
};
