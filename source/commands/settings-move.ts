import {countOf} from '../platform/count-of.js';
import {BacoError} from '../problems/baco-error.js';
import {sameReason} from '../problems/same-reason.js';
import type {MovePlan} from '../settings/move/plan-move.js';
import type {MoveEvent, MoveResult} from '../settings/move/run-move.js';
import {unreadOf} from '../settings/move/unread-of.js';
import type {MoveUndo} from '../settings/move/undo-move.js';
import type {Workspace} from '../workspace/contract.js';
import type {Invocation} from './command.js';
import {canAsk, confirm} from './confirm.js';
import {openCommandWorkspace} from './open-command-workspace.js';
import {writeOutput} from './write-output.js';

/** The old name of a moved server, replaced wherever it stands; `--undo` takes the last move back. */
export const moveCommand = async (invocation: Invocation): Promise<number> => {
	const {flags} = invocation;
	if (flags.undo !== true && (typeof flags.from !== 'string' || typeof flags.to !== 'string')) {
		throw new BacoError('USAGE-1', {detail: 'baco settings move needs --from OLD and --to NEW', cause: 'A move replaces the name of one server by another one.', command: 'settings'});
	}

	const workspace = await openCommandWorkspace(invocation);
	try {
		return await (flags.undo === true ? undo(invocation, workspace) : move(invocation, workspace));
	} finally {
		await workspace.close();
	}
};

const move = async (invocation: Invocation, workspace: Workspace): Promise<number> => {
	const {planMove} = await import('../settings/move/plan-move.js');
	const {runMove} = await import('../settings/move/run-move.js');
	const {flags, signal} = invocation;
	const tell = teller(invocation);
	const plan = await planMove(workspace, {from: String(flags.from), to: String(flags.to)}, {
		signal,
		onDatabase(name, count, of) {
			tell(`Reading BacoAccessServers ${count}/${of}: ${name}`);
		},
	});
	if (flags['dry-run'] === true) {
		await writeOutput(invocation, {json: () => ({plan: planDocument(plan)}), text: () => planText(plan)});
		return 0;
	}

	tell(planText(plan));
	await confirm(invocation, 'Move all of it? Each division is tested before it is saved.', 'settings move');
	let ended = 0;
	const result = await runMove(workspace, plan, {
		signal,
		acceptsWarnings: flags['accept-warnings'] === true,
		onEvent(event) {
			ended += event.kind === 'division' ? 1 : 0;
			tell(eventText(event, event.kind === 'division' ? `${ended}/${plan.divisions.length} ` : ''));
		},
	});
	await writeOutput(invocation, {
		json: () => ({
			id: result.id, resumed: result.isResumed, complete: result.isComplete, events: result.events, reported: plan.reported,
		}),
		text: () => resultText(result, plan, workspace.profile.name),
	});
	return result.isComplete ? 0 : 1;
};

const undo = async (invocation: Invocation, workspace: Workspace): Promise<number> => {
	const {findMove, undoMove} = await import('../settings/move/undo-move.js');
	const {signal} = invocation;
	const tell = teller(invocation);
	const found = await findMove(workspace, undefined, {signal});
	tell(undoText(found));
	await confirm(invocation, 'Take all of it back?', 'settings move --undo');
	const events = await undoMove(workspace, found, {
		signal,
		onEvent(event) {
			tell(eventText(event));
		},
	});
	const failed = events.filter(({outcome}) => outcome !== 'saved');
	await writeOutput(invocation, {
		json: () => ({
			id: found.journal.id, complete: failed.length === 0, events, earlier: found.earlier,
		}),
		text: () => [`${events.length - failed.length} of ${countOf(events.length, 'change')} ${events.length === 1 ? 'was' : 'were'} taken back.`, ...failed.map(event => `  ${eventText(event)}`), ...(found.earlier === 0 ? [] : [`${countOf(found.earlier, 'change')} of earlier moves ${found.earlier === 1 ? 'is' : 'are'} left; the same command takes back the next move.`])].join('\n'),
	});
	return failed.length === 0 ? 0 : 1;
};

/** With --json only where somebody is asked: a program reads nothing but JSON. */
const teller = (invocation: Invocation) => (text: string) => {
	if (invocation.flags.json !== true || canAsk(invocation)) {
		invocation.streams.stderr.write(`${printable(text)}\n`);
	}
};

const planDocument = ({divisions, databases, ...plan}: MovePlan) => ({
	...plan,
	refused: plan.refused.map(({code, problem}) => ({code, error: problem.message})),
	divisions: divisions.map(({code, typed}) => ({code, changes: typed})),
	databases: databases.map(({server, database, rows, isMoved, problem}) => ({
		server, database, rows, moved: isMoved, error: problem?.message ?? null,
	})),
});

const planText = ({from, to, divisions, refused, databases, portals, reported}: MovePlan) => printable([
	`From ${from} to ${to}`,
	`  ${divisions.length === 0 ? 'no division names it' : `${countOf(divisions.length, 'division')}: ${divisions.map(({code}) => code).join(' ')}`}`,
	...summaryOf(divisions.map(({stored, typed}) => `${String(stored.values.serverPath ?? '').trimEnd()} becomes ${typed.serverPath ?? '(stays)'}${typed.webServer === undefined ? '' : `, web server becomes ${typed.webServer}`}`)),
	...refused.map(({code, problem}) => `  left out: ${code}, ${problem.message}`),
	...databases.flatMap(({server, database, rows, problem}) => problem === undefined
		? rows.map(({rowId, before, after}) => `  BacoAccessServers of ${database} on ${server}, row ${rowId}: ${before} becomes ${after}`)
		: []),
	...unreadText(unreadOf(databases)),
	...portals.flatMap(({name, changes}) => changes.map(({column, before, after}) => `  SCPPortals ${name}, ${column}: ${before.trimEnd()} becomes ${after}`)),
	...reported.map(({place, value, advice}) => `  told only: ${place} has ${value}. ${advice}`),
].join('\n'));

/** Two hundred lines of the same say no more than one with their number. */
const summaryOf = (lines: readonly string[]) => Object.entries(Object.groupBy(lines, line => line)).map(([line, same]) => `    ${same!.length} times: ${line}`);

const eventText = ({kind, name, outcome, detail}: MoveEvent, count = '') => `${count}${kind} ${name}: ${outcome === 'saved' ? '' : `${outcome}, `}${detail}`;

/** Databases whose rows are not known: none of the changes, but perhaps one that is missing. */
const unreadText = (databases: ReadonlyArray<{readonly name: string; readonly reason: string}>): string[] => databases.length === 0
	? []
	: [`  BacoAccessServers of ${countOf(databases.length, 'database')} could not be read; whether ${databases.length === 1 ? 'it names' : 'they name'} the old server is not known:`, ...sameReason(databases).map(line => `    ${line}`)];

const resultText = ({id, isResumed, events, isComplete}: MoveResult, {reported}: MovePlan, profile: string) => {
	const changes = events.filter(({kind}) => kind !== 'database');
	const saved = changes.filter(({outcome}) => outcome === 'saved').length;
	return printable([
		`${isResumed ? 'The move went on and is' : 'The move is'} ${isComplete ? 'complete' : 'made as far as it can be'}: ${saved} of ${countOf(changes.length, 'change')} (${id}).`,
		...changes.filter(({outcome}) => outcome !== 'saved').map(event => `  ${eventText(event)}`),
		...unreadText(events.filter(({kind}) => kind === 'database').map(({name, detail}) => ({name, reason: detail}))),
		...reported.map(({place, value}) => `  Still to do by hand: ${place} has ${value}.`),
		...(saved === 0 ? [] : [`Undo with: baco settings move --undo --profile ${profile}`]),
	].join('\n'));
};

const undoText = ({journal, records}: MoveUndo) => `Move ${journal.id}, from ${journal.from} to ${journal.to}: ${countOf(records.length, 'change')} to take back.`;

const printable = (text: string) => text.replaceAll(/[^\P{Control}\n]+/gv, ' ');
