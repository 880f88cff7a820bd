import {EventEmitter} from 'node:events';
import process from 'node:process';
import {PassThrough} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import type {Streams} from '../../source/commands/command.js';
import {syncServicesOf} from '../../source/console/live-sync-services.js';
import {runConsole} from '../../source/console/run-console.js';
import {
	connector,
	openSyncHome,
	registered,
	type SyncHome,
	type SyncHomeOptions,
} from '../sync-user/sync-home.js';
import {confirmDevice, signIn} from '../sync-user/web-agent.js';
import {sampleProfiles} from './sample-services.js';

process.env.LC_ALL = 'en_GB.UTF-8';

/** The console by lines over a real accounting system and office: answers are given when they are asked for. */
const open = async (t: ExecutionContext, options: SyncHomeOptions = {}) => {
	const home = await openSyncHome(t, options);
	await home.linkUser();
	const {profiles} = sampleProfiles({profile: home.workspace.profile});
	const stdin = new PassThrough();
	let output = '';
	let read = 0;
	// eslint-disable-next-line unicorn/prefer-event-target -- stands for a stream of Node
	const stdout = Object.assign(new EventEmitter(), {
		write(text: string) {
			output += text;
			return true;
		},
	});
	const ended = runConsole({
		profile: home.name,
		profiles: {
			...profiles,
			async open(name, ask, more) {
				const services = await profiles.open(name, ask, more);
				return {...services, sync: syncServicesOf(home.workspace)};
			},
		},
		plain: true,
		streams: {stdin, stdout, stderr: stdout} as unknown as Streams,
		signal: new AbortController().signal,
	});
	return {
		home,
		ended,
		output: () => output,
		/** Waits for a text that was not waited for before, then answers. Resolves with what was said up to it. */
		async answer(question: RegExp, text?: string) {
			for (;;) {
				const match = question.exec(output.slice(read));
				if (match !== null) {
					const said = output.slice(read, read + match.index + match[0].length);
					read += said.length;
					if (text !== undefined) {
						stdin.write(`${text}\n`);
					}

					return said;
				}

				await delay(10); // eslint-disable-line no-await-in-loop -- waits for one thing to happen
			}
		},
	};
};

const numberOf = (choices: string, what: string) => new RegExp(String.raw`(?<number>\d)\. ${what}`, 'v').exec(choices)!.groups!.number!;

const wordAfter = (text: string, before: string) => text.split(before)[1]!.split(/\s/v, 1)[0]!;

const grantOf = async (home: SyncHome) => {
	const stored = await home.stored();
	return stored?.grantId;
};

const toConnection = async ({answer}: Awaited<ReturnType<typeof open>>) => {
	await answer(/quit: $/v, 'connections');
	const list = await answer(/Number: $/v, '1');
	const detail = await answer(/Number: $/v);
	return {list, detail, number: (what: string) => numberOf(detail, what)};
};

test('the list, the evidence, and a relink by paste that begins with a wrong one', async t => {
	const talk = await open(t, {exact: {users: [{...connector, lacks: {101: ['GET vat/VATCodes']}}]}});
	const {home, answer} = talk;
	const {list, detail, number} = await toConnection(talk);
	t.regex(list, /1\. Exact \(delta\), Exact: Login success, connected; not chosen linked to CX_Basecone; 3\/3 companies; 30 days left\./v);
	t.regex(detail, /Seen .*current\/Me[\s\S]*Covered: 3\. Extra: 0\./v);
	await answer(/^/v, number('ask what'));
	t.regex(await answer(/Number: $/v, number('relink')), /warn, SYNC-RIGHTS[\s\S]*read VAT codes[\s\S]*Rights: complete in 2 of 3\./v);
	const ways = await answer(/Number: $/v);
	await answer(/^/v, numberOf(ways, 'browser anywhere'));
	const asked = await answer(/empty to leave: $/v, 'https://elsewhere.example/');
	t.regex(await answer(/empty to leave: $/v), /Error SYNC-PASTE-HOST/v);
	const address = await signIn(/^http\S+auth\S+$/mv.exec(asked)![0], connector.login, registered);
	await answer(/^/v, address);
	const proposal = await answer(/by this one: $/v, 'n');
	t.regex(proposal, /From: Monica, linked to CX_Basecone\.\nTo: CX_Basecone\.\nCovered: 3/v);
	await answer(/Nothing was changed[\s\S]*Number: $/v, '0');
	t.is(await grantOf(home), 'first');
	t.deepEqual(await home.candidates(), []);
	await answer(/Number: $/v, 'quit');
	t.is(await talk.ended, 0);
	t.false(talk.output().includes('\u{1B}'));
	t.false(talk.output().includes(new URL(address).searchParams.get('code')!));
});

test('a relink by device code, with the steps that are left', async t => {
	const talk = await open(t, {kind: 'twinfield', exact: {hasDeviceFlow: true}});
	const {home, answer} = talk;
	const {number} = await toConnection(talk);
	await answer(/^/v, number('relink'));
	await answer(/^/v, numberOf(await answer(/Number: $/v), 'device code'));
	const asked = await answer(/Enter cancels: $/v);
	await confirmDevice(wordAfter(asked, 'browser: '), wordAfter(asked, 'code there: '), connector.login);
	await answer(/by this one: $/v, 'y');
	t.regex(await answer(/Number: $/v, '0'), /Relinked: CX_Basecone\. Audit record[\s\S]*Older interface, step 1: Settings > Office/v);
	t.not(await grantOf(home), 'first');
	await answer(/Number: $/v, 'quit');
	t.is(await talk.ended, 0);
});

test('Enter ends the wait for a consent, and another user is chosen by numbers', async t => {
	const talk = await open(t);
	const {home, answer} = talk;
	const {number} = await toConnection(talk);
	await answer(/^/v, number('relink'));
	await answer(/^/v, numberOf(await answer(/Number: $/v), 'browser, which comes back'));
	const asked = await answer(/Enter cancels: $/v, '');
	const redirect = new URL(new URL(/^http\S+auth\S+$/mv.exec(asked)![0]).searchParams.get('redirect_uri')!);
	await answer(/Nothing was changed[\s\S]*Number: $/v, number('choose another'));
	await t.throwsAsync(fetch(redirect));
	t.is(await grantOf(home), 'first');
	const users = await answer(/Number: $/v);
	await answer(/^/v, numberOf(users, 'Pieter'));
	t.regex(await answer(/empty to leave it: $/v, 'g'), /Missing: 2\.[\s\S]*Delta Parts, Pieter has no access in the office/v);
	await answer(/synchronisation user instead of nobody: $/v, 'y');
	t.regex(await answer(/Number: $/v, 'quit'), /Pieter is the synchronisation user in baco now/v);
	t.is(await talk.ended, 0);
});

test('a read-only profile is offered no change', async t => {
	const talk = await open(t, {profile: {readOnly: true}});
	const {detail} = await toConnection(talk);
	t.notRegex(detail, /relink|choose another/v);
	await talk.answer(/^/v, 'quit');
	t.is(await talk.ended, 0);
});
