import {mkdir, readdir} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {inspectClock} from '../../source/doctor/inspect-clock.js';
import {inspectTemporaryFolder} from '../../source/doctor/inspect-connection.js';
import {inspectFolders} from '../../source/doctor/inspect-folders.js';
import {inspectTerminal} from '../../source/doctor/inspect-terminal.js';
import {inspectWindows} from '../../source/doctor/inspect-windows.js';
import {temporaryFolder, temporaryHome} from '../home.js';

const inside = {BACO_HOME: String.raw`C:\Users\u\baco`, USERPROFILE: String.raw`C:\Users\U`};

test('a folder of baco outside the user profile, and a session of SSH, are warned of on Windows only', t => {
	const outside = {...inside, BACO_HOME: String.raw`D:\baco`, SSH_CONNECTION: '10.0.0.1 5 10.0.0.2 22'};
	t.deepEqual(inspectWindows({platform: 'linux', environment: outside}), []);
	t.deepEqual(inspectWindows({platform: 'win32', environment: inside}), []);
	t.deepEqual(inspectWindows({platform: 'win32', environment: {}}), []);
	const [rights, session] = inspectWindows({platform: 'win32', environment: outside});
	t.like(rights, {id: 'privacy', status: 'warn'});
	t.true(rights!.fix!.includes(String.raw`icacls "D:\baco" /inheritance:r /grant:r "%USERDOMAIN%\%USERNAME%:(OI)(CI)F"`));
	t.like(session, {id: 'session', status: 'warn'});
});

test('Windows sets no TERM, and has its own word for the clock', t => {
	t.like(inspectTerminal({environment: {}, platform: 'win32', stdout: {isTTY: true, columns: 80, rows: 24}})[0], {status: 'pass', detail: 'the console of Windows'});
	t.like(inspectTerminal({environment: {TERM: 'dumb'}, platform: 'win32', stdout: {isTTY: true, columns: 80, rows: 24}})[0], {status: 'warn'});
	t.regex(inspectClock(0, Date.UTC(2026, 1), 'win32')[0]!.fix!, /w32tm \/resync/v);
	t.regex(inspectClock(0, Date.UTC(2026, 1), 'linux')[0]!.fix!, /timedatectl/v);
});

test('each folder of .NET that is there is written to, and left as it was', async t => {
	const root = await temporaryFolder(t);
	const folders = ['one', 'two', 'missing'].map(name => path.join(root, name));
	await mkdir(folders[0]!);
	await mkdir(folders[1]!);
	const checks = await inspectTemporaryFolder({platform: 'win32', folders});
	t.deepEqual(checks.map(({status, detail}) => [status, detail.split(':', 1)[0]]), [['pass', folders[0]!], ['pass', folders[1]!]]);
	t.deepEqual(await readdir(folders[0]!), []);
	t.deepEqual(await inspectTemporaryFolder({platform: 'linux', folders}), []);
	const [missing] = await inspectTemporaryFolder({platform: 'win32', folders: [folders[2]!]});
	t.regex(missing!.detail, /is not on this machine/v);
});

test('a folder that a file cannot be made in cannot be used', async t => {
	const [refused] = await inspectTemporaryFolder({platform: 'win32', folders: ['/proc/self']});
	t.is(refused!.status, process.platform === 'linux' ? 'fail' : 'pass');
});

test.serial('on Windows the folders of baco are tried by a file, which goes again', async t => {
	const home = await temporaryHome(t);
	const checks = await inspectFolders('win32');
	t.deepEqual(checks.filter(({id}) => ['configuration', 'state', 'logs'].includes(id)).map(({status}) => status), ['pass', 'pass', 'pass']);
	t.deepEqual(await readdir(home), []);
});
