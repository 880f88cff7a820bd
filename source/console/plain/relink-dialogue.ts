import os from 'node:os';
import process from 'node:process';
import {systemUser} from '../../platform/system-user.js';
import {keepSecret} from '../../platform/redact.js';
import {BacoError} from '../../problems/baco-error.js';
import {explainIn} from '../../problems/explain-in.js';
import {languageOf, word} from '../../sync-user/labels.js';
import type {ConnectionStatus} from '../../sync-user/contract.js';
import type {Authorisation} from '../../sync-user/oauth/authorisation.js';
import {forwardHint, isRemote, type Flow} from '../../sync-user/oauth/choose-flow.js';
import {
	endsTooEarly,
	isIncomplete,
	readRedirectAddress,
	withLine,
} from '../../sync-user/oauth/redirect-address.js';
import {signInText} from '../../sync-user/oauth/sign-in-text.js';
import type {Proposal, Relink} from '../../sync-user/relink/contract.js';
import type {SyncServices} from '../sync-services.js';
import {askReason} from './ask-reason.js';
import {choose} from './choose.js';
import type {Dialogue} from './dialogue.js';
import {coverageText, sidesText, stepsText} from './say-coverage.js';

/** A new link by questions and answers; until the last y the old one is untouched. Says whether it was replaced. */
export const relinkByPrompts = async (dialogue: Dialogue, sync: SyncServices, {id, description}: ConnectionStatus): Promise<'changed' | 'unchanged'> => {
	const {say, ask, signal} = dialogue;
	const relink = await sync.relink(id, {signal});
	try {
		const flow = relink.flows.length === 1 ? relink.flows[0] : await choose(dialogue, `Ways to relink ${description}, the best one first:`, relink.flows.map(value => ({text: words[value], value})));
		const proposal = flow === undefined ? undefined : await ways[flow](dialogue, relink);
		if (proposal === undefined) {
			say(nothingChanged);
			return 'unchanged';
		}

		say(...proposalText(proposal));
		const overrideReason = proposal.isComplete ? undefined : await askReason(dialogue, 'Companies are out of its reach.');
		if ((!proposal.isComplete && (overrideReason ?? '') === '') || await ask('Type y to replace the link by this one:') !== 'y') {
			say(nothingChanged);
			return 'unchanged';
		}

		const record = await relink.commit(proposal, {overrideReason});
		say(`Relinked: ${record.after}. Audit record ${record.id}.`, ...(relink.connection.isInOffice === true ? stepsLeft(sync, description, proposal) : []));
		return 'changed';
	} finally {
		await relink.abandon();
	}
};

const nothingChanged = 'Nothing was changed: the link is the one from before.';

const words: Readonly<Record<Flow, string>> = {
	loopback: 'browser, which comes back to baco by itself', device: 'device code, typed in any browser', paste: 'browser anywhere, and its address pasted here', credentials: 'user and password',
};

type Way = (dialogue: Dialogue, relink: Relink) => Promise<Proposal | undefined>;

const ways: Readonly<Record<Flow, Way>> = {
	async paste(dialogue, relink) {
		const authorisation = await relink.authorise();
		dialogue.say(
			`Open this address in the browser, ${signInText(relink.account)}, and consent:`,
			authorisation.url.href,
			`The browser then goes to ${authorisation.redirectUri}; the page may be empty or an error. Copy its whole address.`,
			...(relink.codeSeconds === undefined ? [] : [`The code in it is good for ${relink.codeSeconds / 60} minutes from the consent on.`]),
		);
		const redirected = await askAddress(dialogue, authorisation);
		return redirected && relink.propose(await authorisation.exchange(redirected, dialogue.signal), dialogue.signal);
	},
	async device(dialogue, relink) {
		return whileWaiting(dialogue, async signal => {
			const question = await relink.askDevice(signal);
			dialogue.say(
				`For application ${relink.connection.settings?.clientId ?? 'baco'} at ${relink.connection.description}.`,
				`Open this page in any browser: ${question.verificationUri}`,
				`Type this code there: ${question.userCode}`,
				`Then ${signInText(relink.account)}.`,
				`It is good for ${Math.round(question.expiresInSeconds / 60)} minutes. Give it to nobody.`,
			);
			return question;
		}, async (question, signal) => relink.propose(await question.wait(signal), signal));
	},
	async loopback(dialogue, relink) {
		const {openLoopback} = await import('../../sync-user/oauth/loopback.js');
		const loopback = await openLoopback(relink.redirectUri!);
		try {
			return await whileWaiting(dialogue, async () => {
				const authorisation = await relink.authorise(loopback.redirectUri);
				dialogue.say(
					...(isRemote(process.env) ? [`First let the browser of your own machine reach this one, from there: ${forwardHint(loopback.port, process.env, os.hostname(), systemUser())}`] : []),
					`Open this address in the browser, ${signInText(relink.account)}, and consent:`,
					authorisation.url.href,
				);
				return authorisation;
			}, async (authorisation, signal) => relink.propose(await authorisation.exchange(await loopback.wait(authorisation.state, signal), signal), signal));
		} finally {
			await loopback.close();
		}
	},
	async credentials(dialogue, relink) {
		const user = relink.connection.system === 'globe' ? 'Baco' : await dialogue.ask('User at the accounting system, empty to leave:');
		const password = user === undefined || user === '' ? undefined : await dialogue.askSecret(`Password of ${user}, tried once`);
		if (user === undefined || password === undefined || password === '') {
			return undefined;
		}

		keepSecret(password);
		return relink.proposeCredentials({user, password}, dialogue.signal);
	},
};

/** Waits for what happens in a browser; Enter cancels. Where nobody answers any more the wait goes on. */
const whileWaiting = async <Question>({ask, signal}: Dialogue, begin: (signal: AbortSignal) => Promise<Question>, wait: (question: Question, signal: AbortSignal) => Promise<Proposal>): Promise<Proposal | undefined> => {
	const ending = new AbortController();
	const either = AbortSignal.any([signal, ending.signal]);
	const question = await begin(either);
	const cancel = async () => {
		if (await ask('Waiting for the consent. Enter cancels:') !== undefined) {
			ending.abort();
		}
	};

	const waiting = wait(question, either);
	void cancel();
	try {
		return await waiting;
	} catch (error) {
		if (ending.signal.aborted) {
			return undefined;
		}

		throw error;
	}
};

/** The address, unseen and in as many lines as it comes in; a wrong one is explained and asked again. Undefined when nothing is given. */
const askAddress = async (dialogue: Dialogue, authorisation: Authorisation): Promise<URL | undefined> => {
	let pasted = '';
	for (;;) {
		const line = await dialogue.askSecret(pasted === '' ? 'Address of the page, not shown, empty to leave' : 'The rest of it'); // eslint-disable-line no-await-in-loop -- the lines come one after the other
		if (line === undefined || (pasted === '' && line.trim() === '')) {
			return undefined;
		}

		const isFirst = pasted === '';
		pasted = withLine(pasted, line);
		if (line.trim() !== '' && isIncomplete(pasted, authorisation)) {
			if (isFirst) {
				dialogue.say(endsTooEarly);
			}

			continue;
		}

		try {
			return readRedirectAddress(pasted, authorisation);
		} catch (error) {
			if (!(error instanceof BacoError) || error.id === 'SYNC-DENIED') {
				throw error;
			}

			dialogue.sayProblem(error);
			pasted = '';
		}
	}
};

const proposalText = ({
	from, to, office, coverage, findings, isOtherAccount,
}: Proposal): string[] => [
	`From: ${from.account === undefined ? 'no link' : [from.madeFor, from.account.name].filter(name => name !== undefined).join(', linked to ')}.`,
	`To: ${[from.syncUser, to?.name].filter(name => name !== undefined).join(', linked to ')}.`,
	...(isOtherAccount ? ['This is another user of the accounting system than before.'] : []),
	...(from.syncUser === undefined
		? (coverage === undefined ? ['Which companies it covers is not known.'] : coverageText(coverage, language()))
		: sidesText({office, accounting: coverage, accountingUnknown: word('notKnown', language())}, language())),
	...findings.filter(({severity}) => severity !== 'info').map(found => explainIn(found, language()).summary),
];

const stepsLeft = (sync: SyncServices, description: string, {from}: Proposal): string[] => {
	const user = from.syncUser ?? word('theSyncUser', language());
	return stepsText(sync.steps(description, user), language());
};

const language = () => languageOf(undefined, process.env);
