import {BacoError} from '../../problems/baco-error.js';
import {explainIn} from '../../problems/explain-in.js';
import type {ConnectionStatus} from '../../sync-user/contract.js';
import {reasonOf} from '../../sync-user/override-reason.js';
import {shownUsers} from '../../sync-user/relink/shown-users.js';
import {word} from '../../sync-user/labels.js';
import type {Proposal, Relink} from '../../sync-user/relink/contract.js';
import type {Flow} from '../../sync-user/oauth/choose-flow.js';
import {canAsk, confirm, refuseUnasked} from '../confirm.js';
import type {Invocation} from '../command.js';
import type {Subcommand} from '../subcommands.js';
import {untilHangup} from '../until-hangup.js';
import {writeOutput} from '../write-output.js';
import {askReason, reasonGiven} from './ask-reason.js';
import {coverageLines, sidesLines} from './lists.js';
import {obtainProposal} from './obtain-proposal.js';
import {
	chosenLanguage,
	stateText,
	statusDocument,
} from './status.js';
import {stepsLines} from './steps-lines.js';
import {withConnection, type Chosen} from './with-connection.js';

export const relinkSubcommand: Subcommand = {
	takes: ['CONNECTION'],
	flags: ['flow', 'user', 'password-stdin', 'override-reason', 'yes', 'language'],
	run: async invocation => untilHangup(invocation, async ended => withConnection(ended, async chosen => relink(ended, chosen))),
};

const relink = async (invocation: Invocation, {workspace, view, connection}: Chosen): Promise<number> => {
	const {startRelink} = await import('../../sync-user/relink/start-relink.js');
	const {manualSteps} = await import('../../sync-user/manual-steps.js');
	const language = chosenLanguage(invocation);
	// Before a person goes through the pages of a consent for nothing.
	refuseUnasked(invocation, 'sync-user relink');
	reasonOf(reasonGiven(invocation));
	const started = await startRelink(workspace, view, connection, {signal: invocation.signal, flow: flowOf(invocation)});
	try {
		const proposal = await obtainProposal(invocation, started);
		invocation.streams.stderr.write(`${proposalLines(started, proposal, language).join('\n')}\n`);
		const overrideReason = await reasonFor(invocation, proposal);
		await confirm(invocation, `Replace the link of ${connection.description} by this one?`, 'sync-user relink');
		const record = await started.commit(proposal, {overrideReason});
		const status = await stateNow(invocation, {workspace, connection});
		const user = proposal.from.syncUser ?? word('theSyncUser', language);
		const steps = connection.isInOffice === true ? manualSteps({description: connection.description, user, language}) : undefined;
		await writeOutput(invocation, {
			json: () => ({
				connection: connection.id, from: proposal.from, to: proposal.to ?? null, coverage: proposal.coverage ?? null, audit: record.id, status: status === undefined ? null : statusDocument(status, language), manualSteps: steps ?? null,
			}),
			text: () => [
				`Relinked: ${record.after} (audit ${record.id}). State now: ${status === undefined ? word('notKnown', language) : stateText(status, language)}.`,
				...(status?.findings ?? []).filter(({severity}) => severity !== 'info').map(found => explainIn(found, language)).flatMap(({summary, fix}) => [`  ${summary}`, `    ${fix}`]),
				...(steps === undefined ? [] : stepsLines(steps, language)),
			].join('\n'),
		});
		// The link was replaced; how well it is now is what status tells.
		return 0;
	} finally {
		await started.abandon();
	}
};

/** A look that fails does not hide that the link was replaced. */
const stateNow = async ({signal}: Invocation, {workspace, connection}: Omit<Chosen, 'view'>): Promise<ConnectionStatus | undefined> => {
	const {probeAll} = await import('../../sync-user/statuses.js');
	const {readOfficeView} = await import('../../sync-user/office-view.js');
	try {
		const [status] = await probeAll(workspace, await readOfficeView(workspace, signal), [connection], {signal});
		return status;
	} catch {
		return undefined;
	}
};

const flows: ReadonlySet<string> = new Set<Flow>(['loopback', 'device', 'paste', 'credentials']);

const flowOf = ({flags: {flow}}: Invocation): Flow | undefined => {
	if (flow !== undefined && !flows.has(flow as string)) {
		throw new BacoError('USAGE-1', {detail: `There is no flow ${JSON.stringify(flow)}; it is ${[...flows].join(', ')}`, command: 'sync-user'});
	}

	return flow as Flow | undefined;
};

const proposalLines = ({connection}: Relink, {
	from, to, office, coverage, findings, isOtherAccount,
}: Proposal, language: Parameters<typeof coverageLines>[1]): string[] => [
	'',
	connection.description,
	`  from  ${from.account === undefined ? 'no link' : shownUsers(from.madeFor, from.account)}`,
	`  to    ${shownUsers(from.syncUser, to)}${to?.fullName === undefined || to.fullName === to.name ? '' : ` (${to.fullName})`}`,
	...(isOtherAccount ? ['  This is another user of the accounting system than before.'] : []),
	...(from.syncUser === undefined
		? (coverage === undefined ? ['  Which companies it covers is not known.'] : coverageLines(coverage, language).map(line => `  ${line}`))
		: sidesLines({office, accounting: coverage, accountingUnknown: word('notKnown', language)}, language).map(line => `  ${line}`)),
	...findings.filter(({severity}) => severity !== 'info').map(found => explainIn(found, language)).flatMap(({summary, fix}) => [`  ${summary}`, `    ${fix}`]),
];

/** Companies that the new link does not reach want a reason, which the audit keeps. */
const reasonFor = async (invocation: Invocation, {isComplete}: Proposal): Promise<string | undefined> => {
	const given = reasonGiven(invocation);
	return isComplete || given !== undefined || !canAsk(invocation) ? given : askReason(invocation, 'Companies are out of its reach.');
};
