import test from 'ava';
import {hyperlink, canHaveLinks} from '../../source/platform/hyperlink.js';
import {openerOf} from '../../source/platform/open-address.js';

test('a link where the terminal may know it, the plain text elsewhere', t => {
	const address = 'https://start.exactonline.nl/api/oauth2/auth?state=1';
	t.is(hyperlink('here', address, {isTerminal: true, environment: {TERM: 'xterm-256color'}}), `\u{1B}]8;;${address}\u{1B}\\here\u{1B}]8;;\u{1B}\\`);
	for (const environment of [{}, {TERM: 'dumb'}, {TERM: 'linux'}, {TERM: 'xterm', NO_HYPERLINKS: '1'}]) {
		t.false(canHaveLinks(environment));
	}

	t.is(hyperlink('here', address, {isTerminal: false, environment: {TERM: 'xterm'}}), 'here');
});

test('an address cannot end the sequence', t => {
	t.is(hyperlink('x', 'https://a/\u{1B}\\\u{7}é', {isTerminal: true, environment: {TERM: 'xterm'}}), '\u{1B}]8;;https://a/%1B\\%07%C3%A9\u{1B}\\x\u{1B}]8;;\u{1B}\\');
});

test('each desktop has its program for addresses, and none is a shell', t => {
	t.deepEqual((['linux', 'darwin', 'win32'] as const).map(platform => openerOf(platform)[0]), ['xdg-open', 'open', 'rundll32']);
});
