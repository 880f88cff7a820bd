import test from 'ava';
import {keepSecret, redact} from '../../source/platform/redact.js';

test('a registered secret is replaced wherever it stands, also escaped', t => {
	keepSecret(String.raw`p"a\ss/wörd$&`);
	t.is(redact(String.raw`x p"a\ss/wörd$& y p"a\ss/wörd$&`), 'x *** y ***');
	t.is(redact(JSON.stringify({text: String.raw`p"a\ss/wörd$&`})), '{"text":"***"}');
	t.is(redact(`https://u:${encodeURIComponent(String.raw`p"a\ss/wörd$&`)}@h/`), 'https://u:***@h/');
});

test('the longer one of two secrets goes first', t => {
	keepSecret('correct horse');
	keepSecret('correct horse battery');
	t.is(redact('correct horse battery'), '***');
});

test('a secret too short to tell from a text is left alone', t => {
	keepSecret('a');
	keepSecret('');
	t.is(redact('a banana'), 'a banana');
});
