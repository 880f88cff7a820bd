import fc from 'fast-check';
import test from 'ava';
import {keepSecret, hasKeptSecretsOf, redact} from '../../source/platform/redact.js';

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

test('a short secret is replaced where it stands by itself, and words stay whole', t => {
	keepSecret('old');
	t.is(redact('The oldest gold is folded: old, "old" (old) old=old -Pold /Pold oldold x_old'), 'The oldest gold is folded: ***, "***" (***) ***=*** -P*** /P*** *** x_***');
	t.is(redact(JSON.stringify({text: 'a\nold\told'})), JSON.stringify({text: 'a\n***\t***'}));
	t.is(redact('\u{1B}[31mold\u{1B}[39m %20old'), '\u{1B}[31m***\u{1B}[39m %20***');
});

// What is left after a secret was taken out must not look like it: no stars, no blanks.
const letter = /[\p{Letter}\p{Number}]/v;
const secretsOf = (minLength: number, maxLength: number) => fc.string({unit: 'grapheme', minLength, maxLength}).filter(text => letter.test(text) && !/[\s*]/v.test(text));

const isHidden = (text: string, secret: string) => {
	const redacted = redact(text);
	return !redacted.includes(secret);
};

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

test('a secret of any kind never stands by itself in a text, also escaped', t => {
	const around = fc.constantFrom('', ' ', '\n', '\t', '"', '\'', ':', ';', '=', '@', '/', '_', '-P', '(', ')', ',', '.');
	const property = fc.property(secretsOf(3, 12), around, around, (secret, before, after) => {
		keepSecret(secret);
		const texts = [`${before}${secret}${after}`, `x ${before}${secret}${after} y`];
		return texts.every(text => isHidden(text, secret) && isHidden(inJson(text), inJson(secret)));
	});
	t.notThrows(() => {
		fc.assert(property, {numRuns: 300});
	});
});

test('a long secret is replaced also inside of a word', t => {
	const property = fc.property(secretsOf(8, 30), fc.string(), fc.string(), (secret, before, after) => {
		keepSecret(secret);
		return isHidden(before + secret + after, secret);
	});
	t.notThrows(() => {
		fc.assert(property, {numRuns: 300});
	});
});

test('a short secret of letters leaves every longer word as it is', t => {
	keepSecret('zqj');
	const letters = fc.string({unit: fc.constantFrom(...'abcdefghiklmnoprstuvwxy'), minLength: 1, maxLength: 5});
	const property = fc.property(letters, letters, (before, after) => redact(`${before}zqj`) === `${before}zqj` && redact(`zqj${after}`) === `zqj${after}`);
	t.notThrows(() => {
		fc.assert(property, {numRuns: 200});
	});
});

test('the code and the tokens of an address that somebody typed are secrets, and nothing else of it is', t => {
	t.true(hasKeptSecretsOf('http://127.0.0.1/callback?code=one%2Btime&state=kept#access_token=of-the-fragment'));
	t.is(redact('no "http://127.0.0.1/callback?code=one%2Btime&state=kept", of-the-fragment'), 'no "http://127.0.0.1/callback?code=***&state=kept", ***');
	t.false(hasKeptSecretsOf('BacoImporter /C:100 --code 12'));
});
