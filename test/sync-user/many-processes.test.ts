import {spawn, type ChildProcess} from 'node:child_process';
import {createHash} from 'node:crypto';
import {once} from 'node:events';
import path from 'node:path';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import test from 'ava';
import {build} from 'esbuild';
import {connector, openSyncHome} from './sync-home.js';

const howMany = 200;

test('200 processes need a fresh token of one chain at once: one refresh, 200 good answers', async t => {
	t.timeout(300_000);
	const home = await openSyncHome(t, {exact: {guardSeconds: 570}});
	const before = await home.linkUser(connector.login, {accessExpiresAt: 0});
	const program = path.join(home.home, 'refresh-process.mjs');
	await build({
		entryPoints: ['test/sync-user/refresh-process.ts'], bundle: true, outfile: program, format: 'esm', platform: 'node', external: ['keytar'], minify: true, logLevel: 'error', banner: {js: 'import {createRequire} from "node:module"; const require = createRequire(import.meta.url);'},
	});
	const children: ChildProcess[] = [];
	t.teardown(() => {
		for (const child of children) {
			child.kill('SIGKILL');
		}
	});
	// They start a few at a time and wait: what is tested is the moment after.
	const waiting = Array.from({length: howMany}, (_, index) => index).values();
	const answers: Array<Promise<string>> = [];
	const lane = async () => {
		for (const index of waiting) {
			const child = spawn(process.execPath, [program, home.vault.file, home.name], {stdio: ['pipe', 'pipe', 'inherit'], env: {...process.env, UV_THREADPOOL_SIZE: '1', NODE_COMPILE_CACHE: path.join(home.home, 'compiled')}});
			children[index] = child;
			await once(child.stdout, 'readable'); // eslint-disable-line no-await-in-loop -- a lane goes one by one
			answers[index] = text(child.stdout);
		}
	};

	await Promise.all(Array.from({length: 4}, lane));
	for (const child of children) {
		child.stdin?.write('go\n');
	}

	const outputs = await Promise.all(answers);
	const after = await home.stored();
	t.not(after?.accessToken, before.accessToken);
	const good = createHash('sha256').update(after!.accessToken).digest('hex');
	t.deepEqual(outputs.filter(output => !output.trimEnd().endsWith(good)), []);
	t.is(outputs.filter(output => output.includes('refreshed')).length, 1);
	t.is(home.system.requests.filter(({grantType}) => grantType === 'refresh_token').length, 1);
});
