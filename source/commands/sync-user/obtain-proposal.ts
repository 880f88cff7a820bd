import os from 'node:os';
import process from 'node:process';
import {systemUser} from '../../platform/system-user.js';
import {hyperlink} from '../../platform/hyperlink.js';
import {BacoError} from '../../problems/baco-error.js';
import {forwardHint, isRemote} from '../../sync-user/oauth/choose-flow.js';
import {signInText} from '../../sync-user/oauth/sign-in-text.js';
import type {Proposal, Relink} from '../../sync-user/relink/contract.js';
import type {Invocation} from '../command.js';
import {askLine} from '../ask-line.js';
import {readSecret} from '../read-secret.js';
import {longestMinutes, readAddress} from './read-address.js';

/** Goes the chosen way to a new link and proves it. */
export const obtainProposal = async (invocation: Invocation, relink: Relink): Promise<Proposal> => {
	const [flow = 'paste'] = relink.flows;
	switch (flow) {
		case 'device': {
			return byDevice(invocation, relink);
		}

		case 'loopback': {
			return byLoopback(invocation, relink);
		}

		case 'credentials': {
			return byCredentials(invocation, relink);
		}

		case 'paste': {
			return byPaste(invocation, relink);
		}
	}
};

const say = ({streams}: Invocation, lines: readonly string[]) => {
	streams.stderr.write(`${lines.join('\n')}\n`);
};

/** On a line of its own, to be clicked where the terminal knows links. */
const linked = ({streams: {stderr}, flags}: Invocation, address: string) => hyperlink(address, address, {isTerminal: stderr.isTTY && flags.plain !== true, environment: process.env});

const byDevice = async (invocation: Invocation, relink: Relink): Promise<Proposal> => {
	const question = await relink.askDevice(invocation.signal);
	say(invocation, [
		`Open this page in any browser, for ${relink.connection.settings?.clientId ?? 'baco'} at ${relink.connection.description}:`,
		linked(invocation, question.verificationUri),
		`and type this code:  ${question.userCode}`,
		`Then ${signInText(relink.account)}.`,
		`It is good for ${Math.round(question.expiresInSeconds / 60)} minutes. Give it to nobody; Ctrl-C cancels.`,
	]);
	return relink.propose(await question.wait(invocation.signal), invocation.signal);
};

const byLoopback = async (invocation: Invocation, relink: Relink): Promise<Proposal> => {
	const {openLoopback} = await import('../../sync-user/oauth/loopback.js');
	const loopback = await openLoopback(relink.redirectUri!);
	try {
		const authorisation = await relink.authorise(loopback.redirectUri);
		say(invocation, [
			...(isRemote(process.env) ? ['First let the browser of your own machine reach this one, from there:', forwardHint(loopback.port, process.env, os.hostname(), systemUser()), ''] : []),
			`Open this address in the browser, ${signInText(relink.account)}, and consent:`,
			'',
			linked(invocation, authorisation.url.href),
			'',
			'baco goes on by itself then. Ctrl-C cancels.',
		]);
		const ending = AbortSignal.any([invocation.signal, AbortSignal.timeout(longestMinutes * 60_000)]);
		const redirected = await waitFor(async () => loopback.wait(authorisation.state, ending), invocation.signal);
		return await relink.propose(await authorisation.exchange(redirected, invocation.signal), invocation.signal);
	} finally {
		await loopback.close();
	}
};

const waitFor = async <T>(wait: () => Promise<T>, signal: AbortSignal): Promise<T> => {
	try {
		return await wait();
	} catch (error) {
		if (error instanceof BacoError) {
			throw error;
		}

		throw signal.aborted ? new BacoError('CANCELLED') : new BacoError('SYNC-LATE', {minutes: longestMinutes});
	}
};

const byPaste = async (invocation: Invocation, relink: Relink): Promise<Proposal> => {
	const authorisation = await relink.authorise();
	say(invocation, [
		`Open this address in the browser, ${signInText(relink.account)}, and consent:`,
		'',
		linked(invocation, authorisation.url.href),
		'',
		`The browser then goes to ${authorisation.redirectUri}; the page may well be empty or an error. Copy its whole address from the address bar. Enter on nothing cancels.`,
		...(relink.codeSeconds === undefined ? [] : [`The code in it is good for ${relink.codeSeconds / 60} minutes from your consent on.`]),
	]);
	const redirected = await readAddress(invocation, authorisation, relink.codeSeconds);
	return relink.propose(await authorisation.exchange(redirected, invocation.signal), invocation.signal);
};

const byCredentials = async (invocation: Invocation, relink: Relink): Promise<Proposal> => {
	const user = await userFor(invocation, relink);
	const password = await readSecret(invocation, relink.connection.description, `Password of ${user} for ${relink.connection.description}`);
	return relink.proposeCredentials({user, password}, invocation.signal);
};

const userFor = async (invocation: Invocation, {connection}: Relink): Promise<string> => {
	const {streams, flags: {user}} = invocation;
	if (typeof user === 'string') {
		return user;
	}

	if (connection.system === 'globe') {
		return 'Baco';
	}

	if (!streams.stdin.isTTY) {
		throw new BacoError('USAGE-1', {detail: 'baco sync-user relink needs --user here', cause: 'There is no terminal to ask in.', command: 'sync-user'});
	}

	const answer = await askLine(invocation, `User of ${connection.description} (Enter cancels):`);
	if (answer === '') {
		throw new BacoError('CANCELLED');
	}

	return answer;
};
