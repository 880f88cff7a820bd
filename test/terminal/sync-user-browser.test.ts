import path from 'node:path';
import process from 'node:process';
import {variableName} from '../../source/credentials/environment.js';
import {requireTool} from '../requirements.js';
import {openSampleHome} from '../sample-home.js';
import {openChromium} from '../sync-user/chromium.js';
import {openTerminal} from './terminal.js';

requireTool('chromium')('a real browser comes back to the loopback by itself', async t => {
	t.timeout(240_000);
	const home = await openSampleHome({troubles: ['healthy'], internet: {grants: undefined}});
	t.teardown(home.close);
	const {name} = home.environment.profile;
	const terminal = openTerminal(process.execPath, [path.resolve('dist/cli.js'), 'sync-user', 'relink', 'exact-nl', '--flow', 'loopback', '--yes'], {
		columns: 100,
		rows: 40,
		env: {
			...home.env,
			BACO_VAULT_PASSPHRASE: 'of the test',
			SSH_CONNECTION: undefined,
			...Object.fromEntries(['office', 'sync-client@EXACT-NL'].map(secret => [variableName(`${name}/${secret}`), home.environment.readSecret(`${name}/${secret}`) ?? ''])),
		},
	});
	t.teardown(() => {
		terminal.kill('SIGKILL');
	});
	const screen = await terminal.shows('baco goes on by itself', 60_000);
	const lines = screen.split('\n');
	const first = lines.findIndex(line => line.startsWith('http://'));
	const address = lines.slice(first, lines.findIndex((line, index) => index > first && line === '')).join('');
	const browser = await openChromium();
	t.teardown(browser.close);
	await browser.go(address);
	await browser.until('document.querySelector("input[name=login]") !== null');
	await browser.evaluate('document.querySelector("input[name=login]").value = "CX_Basecone"; document.querySelector("input[name=password]").value = "x"; document.querySelector("form").submit()');
	await browser.until('document.querySelector("input[name=prompt][value=consent]") !== null');
	await browser.evaluate('document.querySelector("form").submit()');
	await browser.until('document.body.textContent.includes("return to the terminal")');
	await terminal.shows('Relinked: CX_Basecone', 60_000);
	t.is(await terminal.exit, 0);
});
