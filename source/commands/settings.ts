import type {AuditRecord} from '../audit/contract.js';
import {countOf} from '../platform/count-of.js';
import {BacoError} from '../problems/baco-error.js';
import {columnTitle, showChange, showChanges} from '../settings/show-changes.js';
import type {Command, Invocation} from './command.js';
import {canAsk, confirm} from './confirm.js';
import {openCommandWorkspace} from './open-command-workspace.js';
import {moveCommand} from './settings-move.js';
import {removeCommand, saveCommand, valueFlags} from './settings-save.js';
import {showSettings} from './settings-show.js';
import {runSubcommand, type Subcommand} from './subcommands.js';
import {testProgress} from './test-progress.js';
import {resultText} from './test-text.js';
import {writeOutput} from './write-output.js';

const settings: Command = {
	name: 'settings',
	summary: 'back office connection settings: show, save, remove, mac, undo, move; saved only when the test passes',
	usage: [
		'settings show [DIVISION...]   the page: MAC address and every division, or divisions in full',
		String.raw`settings save DIVISION... [--web-server HOST:PORT] [--database-path SERVER\INSTANCE\DATABASE] [--enable, --disable]`,
		'    [--server SERVER] [--database NAME] [--type NUMBER] [--fixed-credentials, --no-fixed-credentials] [--fixed-user USER] [--sql-user LOGIN]',
		'    [--accept-warnings] [--each] [--yes]   tests with the new values first; several divisions are saved all or none, or --each for itself',
		'settings save --file FILE   several divisions with values of their own: {"100": {"webServer": "HOST:PORT"}, ...}',
		'settings remove DIVISION... [--yes]   switches the connection off and clears it; users and their passwords stay',
		'settings mac ADDRESS [DIVISION...] [--yes]   chooses the MAC address, tested with these divisions, else with all that are on',
		'settings mac --undo [--yes]   takes the last choice back',
		'settings undo DIVISION [--yes]   takes the last save of a division back; that of the MAC address: settings mac --undo',
		'settings move --from OLD --to NEW [--dry-run] [--accept-warnings] [--yes]   a moved SQL server, wherever it is named; run again, it goes on',
		'settings move --undo [--yes]   takes the last move back',
	],
	options: {
		...Object.fromEntries(Object.keys(valueFlags).map(flag => [flag, {type: 'string' as const}])),
		file: {type: 'string'},
		enable: {type: 'boolean'},
		disable: {type: 'boolean'},
		'fixed-credentials': {type: 'boolean'},
		'no-fixed-credentials': {type: 'boolean'},
		'accept-warnings': {type: 'boolean'},
		each: {type: 'boolean'},
		from: {type: 'string'},
		to: {type: 'string'},
		'dry-run': {type: 'boolean'},
		undo: {type: 'boolean'},
		yes: {type: 'boolean', short: 'y'},
	},
	run: async invocation => runSubcommand('settings', subcommands, invocation, 'show'),
};

const undo = async (invocation: Invocation): Promise<number> => {
	const {findSave, undoSave} = await import('../settings/undo-save.js');
	const {refuseReadOnlyProfile} = await import('../settings/rights.js');
	const {testDivision} = await import('../connection/test-division.js');
	const {listDivisions} = await import('../divisions/list-divisions.js');
	const {chooseDivision} = await import('../divisions/choose-divisions.js');
	const {signal} = invocation;
	const workspace = await openCommandWorkspace(invocation);
	try {
		refuseReadOnlyProfile(workspace);
		const divisions = await listDivisions(workspace, {signal});
		refuseMac(divisions, invocation.positionals[0]!);
		const division = chooseDivision(divisions, invocation.positionals[0]!);
		const saved = await findSave(workspace, {division: division.code}, {signal});
		if (invocation.flags.json !== true || canAsk(invocation)) {
			invocation.streams.stderr.write(`${undoText(saved)}\n`);
		}

		await confirm(invocation, 'Take it back?', 'settings undo');
		const record = await undoSave(workspace, {auditId: saved.id}, {signal});
		const progress = testProgress(invocation, 1);
		const test = await testDivision(workspace, division, {signal, onEvent: progress.onEvent}).finally(progress.end);
		await writeOutput(invocation, {
			json: () => ({audit: record, test}),
			text: () => `Done, put back in division ${division.code}: ${showChanges(record.changes ?? [], 'after').replaceAll(/\p{Control}+/gv, ' ')}.\n\n${resultText(test, workspace.profile.name)}`,
		});
		return 0;
	} finally {
		await workspace.close();
	}
};

/** The MAC address is one for all divisions: its change has an undo of its own. */
const refuseMac = (divisions: ReadonlyArray<{readonly code: string}>, given: string) => {
	if (given.toLowerCase() === 'mac' && divisions.every(({code}) => code.toLowerCase() !== 'mac')) {
		throw new BacoError('USAGE-1', {
			detail: 'settings undo takes a division, and mac is none', cause: 'The MAC address is one for all divisions.', fix: 'Take the last choice of it back: baco settings mac --undo.',
		});
	}
};

const undoText = ({at, division, changes = []}: AuditRecord) => [`Save of ${at}, division ${division}`, ...changes.map(change => `  ${columnTitle(change.column)}  now ${showChange(change, 'after')}, back to ${showChange(change, 'before')}`)].join('\n').replaceAll(/[^\P{Control}\n]+/gv, ' ');

const mac = async (invocation: Invocation): Promise<number> => {
	const [address] = invocation.positionals;
	if ((address === undefined) === (invocation.flags.undo !== true)) {
		throw new BacoError('USAGE-1', {detail: 'settings mac takes an ADDRESS, or --undo', cause: 'Either an address is chosen, or the last choice is taken back.', command: 'settings'});
	}

	return address === undefined ? takeMacBack(invocation) : chooseMac(invocation, address);
};

const takeMacBack = async (invocation: Invocation): Promise<number> => {
	const {findMac, undoMac} = await import('../settings/choose-mac.js');
	const workspace = await openCommandWorkspace(invocation);
	try {
		const chosen = await findMac(workspace);
		if (invocation.flags.json !== true || canAsk(invocation)) {
			invocation.streams.stderr.write(`Choice of ${chosen.at}\n  now      ${chosen.after}\n  back to  ${chosen.before === '' ? '(none)' : chosen.before}\n`);
		}

		await confirm(invocation, 'Take it back?', 'settings mac --undo');
		const record = await undoMac(workspace, chosen);
		await writeOutput(invocation, {json: () => ({audit: record}), text: () => `Done: the MAC address is ${record.after === '' ? '(none)' : record.after} again.`});
		return 0;
	} finally {
		await workspace.close();
	}
};

const chooseMac = async (invocation: Invocation, address: string): Promise<number> => {
	const {divisionsOfMac, planMac, saveMac, testMac} = await import('../settings/choose-mac.js');
	const {listDivisions} = await import('../divisions/list-divisions.js');
	const {chooseDivisions} = await import('../divisions/choose-divisions.js');
	const {signal, positionals} = invocation;
	const [, ...codes] = positionals;
	const workspace = await openCommandWorkspace(invocation);
	try {
		const plan = await planMac(workspace, address, {signal});
		const all = await listDivisions(workspace, {signal});
		const tested = codes.length > 0 ? chooseDivisions(all, codes) : divisionsOfMac(all);
		if (tested.length === 0) {
			throw new BacoError('USAGE-1', {detail: 'There is no division to test the MAC address with', cause: 'No division of yours has its connection switched on.', command: 'settings'});
		}

		const progress = testProgress(invocation, tested.length);
		const test = await testMac(workspace, plan, tested, {signal, onEvent: progress.onEvent}).finally(progress.end);
		if (invocation.flags.json !== true || canAsk(invocation)) {
			invocation.streams.stderr.write(`MAC address (kept in ${plan.place})\n  before  ${plan.before ?? '(none)'}\n  after   ${plan.after}\n  ${plan.statement}\nTested ${countOf(test.results.length, 'division')} with it: ${test.failing.length} fail${test.failing.length === 0 ? '' : ` (${test.failing.join(', ')})`}, ${test.misfits.length} have another address registered.\n`);
		}

		if (test.misfits.length === 0 && test.failing.length < test.results.length) {
			await confirm(invocation, 'Keep this MAC address?', 'settings mac');
		}

		const record = await saveMac(workspace, plan, test);
		await writeOutput(invocation, {
			json: () => ({
				audit: record, tested: test.results.map(({division, verdict}) => ({division, verdict})), misfits: test.misfits,
			}),
			text: () => `Done: the MAC address is ${plan.after}, kept in ${plan.place}.`,
		});
		return 0;
	} finally {
		await workspace.close();
	}
};

const saveFlags = [...Object.keys(valueFlags), 'file', 'enable', 'disable', 'fixed-credentials', 'no-fixed-credentials', 'accept-warnings', 'each', 'yes'];

const subcommands: Readonly<Record<string, Subcommand>> = {
	show: {takes: ['[DIVISION...]'], flags: [], run: showSettings},
	save: {takes: ['[DIVISION...]'], flags: saveFlags, run: saveCommand},
	remove: {takes: ['[DIVISION...]'], flags: ['each', 'yes'], run: removeCommand},
	mac: {takes: ['[ADDRESS...]'], flags: ['undo', 'yes'], run: mac},
	undo: {takes: ['DIVISION'], flags: ['yes'], run: undo},
	move: {takes: [], flags: ['from', 'to', 'dry-run', 'undo', 'accept-warnings', 'yes'], run: moveCommand},
};

export default settings;
