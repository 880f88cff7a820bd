import path from 'node:path';
import test from 'ava';
import {paths} from '../../source/platform/paths.js';

test('BACO_HOME moves everything to one folder', t => {
	const {configuration, state, logs, demo, cache} = paths({environment: {BACO_HOME: '/srv/baco', XDG_CONFIG_HOME: '/x'}, platform: 'linux', home: '/home/u'});
	for (const folder of [configuration, state, logs, demo, cache]) {
		t.is(path.dirname(folder), path.resolve('/srv/baco'));
	}
});

test('XDG folders on Linux, relative ones ignored', t => {
	t.like(paths({environment: {}, platform: 'linux', home: '/home/u'}), {
		configuration: '/home/u/.config/baco/configuration',
		state: '/home/u/.local/state/baco/state',
		cache: '/home/u/.cache/baco',
	});
	t.is(paths({environment: {XDG_CONFIG_HOME: '/etc/u'}, platform: 'linux', home: '/home/u'}).configuration, '/etc/u/baco/configuration');
	t.is(paths({environment: {XDG_CONFIG_HOME: 'etc'}, platform: 'linux', home: '/home/u'}).configuration, '/home/u/.config/baco/configuration');
});

test('the roaming and local folders on Windows', t => {
	const environment = {APPDATA: String.raw`C:\Users\u\AppData\Roaming`, LOCALAPPDATA: String.raw`C:\Users\u\AppData\Local`};
	const {configuration, state} = paths({environment, platform: 'win32', home: String.raw`C:\Users\u`});
	t.is(configuration, String.raw`C:\Users\u\AppData\Roaming\baco\configuration`);
	t.is(state, String.raw`C:\Users\u\AppData\Local\baco\state`);
	t.is(paths({environment: {LOCALAPPDATA: ''}, platform: 'win32', home: String.raw`C:\Users\u`}).state, state);
});

test('the Library on macOS', t => {
	t.is(paths({environment: {}, platform: 'darwin', home: '/Users/u'}).configuration, '/Users/u/Library/Application Support/baco/configuration');
});
