import {readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {execa} from 'execa';
import {changesFinished, finishChange} from '../../source/platform/unfinished-changes.js';
import {temporaryFolder} from '../home.js';

const main = fileURLToPath(new URL('../../source/commands/main.js', import.meta.url));
const changes = fileURLToPath(new URL('../../source/platform/unfinished-changes.js', import.meta.url));

test('who ends the process waits for the outcome of a change, failed ones too', async t => {
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	const change = finishChange(async () => promise);
	const other = Promise.withResolvers<void>();
	const failing = finishChange(async () => other.promise);
	const order: string[] = [];
	const finished = (async () => {
		await changesFinished();
		order.push('finished');
	})();
	order.push('change');
	resolve();
	other.reject(new Error('no'));
	await t.throwsAsync(failing, {message: 'no'});
	await change;
	await finished;
	t.deepEqual(order, ['change', 'finished']);
	reject(new Error('late'));
});

test('a change that never ends is given up after the time', async t => {
	void finishChange(async () => new Promise(() => {
		// Never ends.
	}));
	await t.notThrowsAsync(changesFinished(50));
});

test('a closed standard output ends the program only when the change is written', async t => {
	const home = await temporaryFolder(t);
	const file = path.join(home, 'outcome');
	const script = `
		const {writeFile} = await import('node:fs/promises');
		const {finishChange} = await import(${JSON.stringify(changes)});
		const {main} = await import(${JSON.stringify(main)});
		void finishChange(async () => {
			await new Promise(resolve => setTimeout(resolve, 700));
			await writeFile(${JSON.stringify(file)}, 'done');
		});
		setTimeout(() => process.stdout.write('x'), 100);
		await main(['--help']).catch(() => undefined);
	`;
	const child = execa(process.execPath, ['--input-type=module', '-e', script], {reject: false, buffer: false, env: {BACO_HOME: home}});
	child.stdout.destroy();
	const {exitCode} = await child;
	t.is(exitCode, 141);
	t.is(await readFile(file, 'utf8'), 'done');
});
