import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';

type Message = {readonly id?: number; readonly sessionId?: string; readonly result?: {readonly result?: {readonly value?: unknown}; readonly sessionId?: string; readonly targetId?: string}; readonly error?: {readonly message: string}};

export type Browser = {
	readonly go: (url: string) => Promise<void>;
	/** What an expression is in the page. */
	readonly evaluate: (expression: string) => Promise<unknown>;
	/** Resolves when an expression is true in the page. */
	readonly until: (expression: string) => Promise<void>;
	readonly close: () => Promise<void>;
};

/** A real browser without a window, spoken to over its own protocol. */
export const openChromium = async (): Promise<Browser> => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'baco-chromium-'));
	const program = spawn('chromium', [
		'--headless',
		'--no-sandbox',
		'--disable-gpu',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
		'--disable-dev-shm-usage',
		`--user-data-dir=${folder}`,
		'--remote-debugging-port=0',
		'about:blank',
	], {stdio: ['ignore', 'ignore', 'pipe']});
	const socket = new WebSocket(await endpointOf(program.stderr));
	await new Promise((resolve, reject) => {
		socket.addEventListener('open', resolve, {once: true});
		socket.addEventListener('error', reject, {once: true});
	});
	const waiting = new Map<number, (message: Message) => void>();
	socket.addEventListener('message', ({data}) => {
		const message = JSON.parse(String(data)) as Message;
		waiting.get(message.id ?? 0)?.(message);
	});
	const state: {last: number; session?: string} = {last: 0};
	const send = async (method: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<NonNullable<Message['result']>> => {
		state.last++;
		const id = state.last;
		const answer = new Promise<Message>(resolve => {
			waiting.set(id, resolve);
		});
		socket.send(JSON.stringify({
			id, method, params: parameters, ...(state.session !== undefined && {sessionId: state.session}),
		}));
		const {result, error} = await answer;
		waiting.delete(id);
		if (result === undefined) {
			throw new Error(`${method}: ${error?.message}`);
		}

		return result;
	};

	const {targetId} = await send('Target.createTarget', {url: 'about:blank'});
	const {sessionId} = await send('Target.attachToTarget', {targetId, flatten: true});
	state.session = sessionId;
	const evaluate = async (expression: string) => {
		const {result} = await send('Runtime.evaluate', {expression});
		return result?.value;
	};

	return {
		async go(url) {
			await send('Page.navigate', {url});
		},
		evaluate,
		async until(expression) {
			const deadline = performance.now() + 60_000;
			/* eslint-disable no-await-in-loop -- waits for one thing to happen */
			while (await evaluate(expression).catch(() => false) !== true) {
				if (performance.now() > deadline) {
					throw new Error(`The page never came to: ${expression}\n${String(await evaluate('document.documentElement.outerHTML').catch(() => ''))}`);
				}

				await delay(100);
			}
			/* eslint-enable no-await-in-loop */
		},
		async close() {
			socket.close();
			program.kill('SIGKILL');
			await once(program, 'exit');
			await rm(folder, {
				recursive: true, force: true, maxRetries: 10, retryDelay: 100,
			});
		},
	};
};

const endpointOf = async (stderr: AsyncIterable<Uint8Array>): Promise<string> => {
	let text = '';
	for await (const chunk of stderr) {
		text += new TextDecoder().decode(chunk);
		const endpoint = /DevTools listening on (?<url>ws:\S+)/v.exec(text)?.groups?.url;
		if (endpoint !== undefined) {
			return endpoint;
		}
	}

	throw new Error(`The browser ended: ${text}`);
};
