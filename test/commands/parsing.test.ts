import test from 'ava';
import fc from 'fast-check';
import {parseCommandLine} from '../../source/commands/parse-command-line.js';
import {splitWords} from '../../source/commands/split-words.js';
import {suggestion} from '../../source/commands/suggestion.js';
import {BacoError} from '../../source/problems/baco-error.js';

const parse = async (...words: string[]) => parseCommandLine(words);

const refusal = async (t: {throwsAsync: (work: Promise<unknown>, expected: {instanceOf: typeof BacoError}) => Promise<BacoError>}, ...words: string[]) => {
	const error = await t.throwsAsync(parse(...words), {instanceOf: BacoError});
	return error.message;
};

test('common flags may stand before or after the command', async t => {
	for (const words of [['--profile', 'prod', 'profile', 'show', '--json'], ['profile', 'show', '--json', '--profile=prod']]) {
		// eslint-disable-next-line no-await-in-loop -- two cases
		const {command, flags, positionals} = await parse(...words);
		t.is(command?.name, 'profile');
		t.like(flags, {profile: 'prod', json: true});
		t.deepEqual(positionals, ['show']);
	}
});

test('without a command it is the console', async t => {
	const {command, isImplied} = await parse('--profile', 'x');
	t.is(command?.name, 'console');
	t.true(isImplied);
});

test('help in all its forms', async t => {
	const forms = [['help', 'doctor'], ['doctor', '--help'], ['doctor', '-h'], ['--help', 'doctor']];
	for (const words of forms) {
		// eslint-disable-next-line no-await-in-loop -- four cases
		const {command, flags} = await parse(...words);
		t.is(command?.name, 'doctor');
		t.true(flags.help);
	}

	const {command} = await parse('--help');
	t.is(command, undefined);
});

test('what is wrong is named, with what may have been meant', async t => {
	t.is(await refusal(t, 'doctr'), 'There is no command "doctr"; did you mean doctor.');
	t.is(await refusal(t, 'qqqqqq'), 'There is no command "qqqqqq".');
	t.is(await refusal(t, 'profile', 'list', '--jsno'), 'There is no flag --jsno; did you mean --json.');
	t.is(await refusal(t, '--jsno', 'profile', 'list'), 'There is no flag --jsno; did you mean --json.');
	t.is(await refusal(t, 'profile', '-x'), 'There is no flag -x.');
	t.regex(await refusal(t, 'profile', 'show', '--profile'), /The flag --profile needs a value/v);
	t.is(await refusal(t, 'profile', 'show', '--json=yes'), 'The flag --json takes no value.');
	t.regex(await refusal(t, 'profile', 'add', 'x', '--server', '--json'), /The flag --server needs a value/v);
});

test('--demo is no other profile', async t => {
	t.is(await refusal(t, 'divisions', '--demo', '--profile', 'acme'), '--demo and --profile "acme" exclude each other.');
	const {flags} = await parse('divisions', '--demo', '--profile', 'demo');
	t.true(flags.demo);
});

test('no command line breaks the parser: it parses, or it is a usage error', async t => {
	const word = fc.oneof(fc.string(), fc.constantFrom('profile', 'add', '--json', '--profile', '-h', '--', '-', '--=', '--server', 'help', '__proto__', '--__proto__', '--constructor'));
	const words = fc.array(word, {maxLength: 6});
	await fc.assert(fc.asyncProperty(words, async given => {
		const outcome = await parse(...given).then(() => 0).catch((error: unknown) => error instanceof BacoError ? error.exitCode : error);
		t.true(outcome === 0 || outcome === 2, JSON.stringify(given));
	}));
});

test('suggestions are near, never far', t => {
	t.is(suggestion('credentail', ['profile', 'credential']), '; did you mean credential');
	t.is(suggestion('x', ['profile', 'credential']), '');
	t.is(suggestion('PROFILE', ['profile']), '; did you mean profile');
});

test('a password command is split as people write it', t => {
	t.deepEqual(splitWords('pass show baco/{name}'), ['pass', 'show', 'baco/{name}']);
	t.deepEqual(splitWords(String.raw`"C:\Program Files\x.exe" 'a "b"' c\ d ""`), [String.raw`C:\Program Files\x.exe`, 'a "b"', 'c d', '']);
	t.deepEqual(splitWords('  '), []);
	const share = String.raw`\\files\tools\x.exe "C:\Program Files\y.exe"`;
	t.deepEqual(splitWords(share, 'win32'), [String.raw`\\files\tools\x.exe`, String.raw`C:\Program Files\y.exe`]);
	t.is(splitWords(share, 'linux')[0], String.raw`\files\tools\x.exe`);
	const word = fc.string({unit: fc.constantFrom('a', 'é', '-', '/', '{', '}', '$', ';'), minLength: 1});
	const someWords = fc.array(word);
	fc.assert(fc.property(someWords, words => {
		t.deepEqual(splitWords(words.join('  ')), words);
	}));
});
