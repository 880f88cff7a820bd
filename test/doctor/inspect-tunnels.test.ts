import test from 'ava';
import {startBrowser} from '../../fixtures/sql-server/browser/browser.js';
import {inspectTunnels} from '../../source/doctor/inspect-tunnels.js';

test('an address of SQL Server Browser is asked over UDP, any other over TCP', async t => {
	const browser = await startBrowser({
		host: '127.0.0.1', port: 0, serverName: String.raw`GLOBESQL02\EXACT`, sqlPort: 1500, isSilent: () => false,
	});
	const {signal} = new AbortController();
	const [asked, port] = await inspectTunnels({name: 'acme', addresses: {'GLOBESQL02:1434': `127.0.0.1:${browser.port}`, 'GLOBESQL02:1500': '127.0.0.1:1'}}, signal);
	t.like(asked, {status: 'pass', detail: `GLOBESQL02:1434 is reached at 127.0.0.1:${browser.port}, where SQL Server Browser answers (UDP): EXACT`});
	t.like(port, {status: 'fail'});
	t.regex(port!.detail, /where nothing answers \(ECONNREFUSED\)/v);
	await browser.close();
	const [closed] = await inspectTunnels({name: 'acme', addresses: {'GLOBESQL02:1434': `127.0.0.1:${browser.port}`}}, signal);
	t.like(closed, {status: 'fail'});
	t.regex(closed!.detail, /where no SQL Server Browser answers over UDP/v);
});
