import {variableName} from '../credentials/environment.js';
import {readText} from '../platform/read-text.js';
import {errorCode} from '../platform/write-file.js';
import {BacoError} from '../problems/baco-error.js';
import {whyUnreadable} from '../problems/why-unreadable.js';
import type {SetupAnswers} from '../setup/answers.js';
import {openSession} from '../setup/session.js';
import type {SetupQuestion} from '../setup/question.js';
import {setupQuestions} from '../setup/questions.js';
import {openCredentials} from '../credentials/open-credentials.js';
import type {Invocation} from './command.js';
import {askInTerminal} from './open-command-workspace.js';
import {finishInLines} from './finish-setup.js';

/** Answers every question from a file, tested as if a person had typed them; what the file leaves out has its default. */
export const setupFromFile = async (invocation: Invocation, file: string): Promise<number> => {
	const given = await readAnswers(file);
	const {streams, signal, flags} = invocation;
	const session = openSession({
		ask: askInTerminal(invocation), signal, isUnattended: true, isDryRun: flags['dry-run'] === true,
	});
	const credentials = openCredentials({ask: askInTerminal(invocation)});
	for (;;) {
		// eslint-disable-next-line no-await-in-loop -- one question after another
		const open = await session.current();
		if (open === undefined) {
			break;
		}

		const {question, fallback} = open;
		// eslint-disable-next-line no-await-in-loop
		const answer = question.kind === 'secret' ? await secretOf(credentials, given.name ?? 'production', question) : given[question.id as keyof SetupAnswers] ?? (question.id === 'store' ? 'none' : fallback ?? '');
		// eslint-disable-next-line no-await-in-loop
		const says = await session.answer(answer).catch((error: unknown) => {
			throw inFile(error, {
				file, question: question.id, profile: given.name ?? 'production', isGiven: given[question.id as keyof SetupAnswers] !== undefined,
			});
		});
		if (flags.json !== true) {
			streams.stderr.write([`${question.title}: ${question.kind === 'secret' ? (answer === '' ? '(none)' : '***') : answer}${question.kind !== 'secret' && given[question.id as keyof SetupAnswers] === undefined ? ' (not in the file)' : ''}`, ...says.map(one => `  ${one}`)].map(line => `${line.replaceAll(/\p{Control}+/gv, ' ')}\n`).join(''));
		}
	}

	return finishInLines(invocation, session);
};

/** An answer that cannot be used is mended in the file: nobody is asked again. */
const inFile = (error: unknown, {file, question, profile, isGiven}: {readonly file: string; readonly question: string; readonly profile: string; readonly isGiven: boolean}): unknown => {
	if (!(error instanceof BacoError)) {
		return error;
	}

	if (error.id === 'SETUP-ANSWER') {
		return isGiven ? new BacoError('SETUP-FILE', {file, reason: `${question}: ${String(error.facts.reason)}`}, {cause: error}) : error;
	}

	return new BacoError(error.id, {...error.facts, setUpFile: file, variable: variableName(`${profile}/operator`)}, {cause: error});
};

const kinds: Readonly<Record<string, string>> = {password: 'operator', servicePassword: 'service'};

/** Of a server that has none of its own, the one for all. */
const secretOf = async (credentials: ReturnType<typeof openCredentials>, profile: string, {id, credentials: given = [kinds[id]!]}: SetupQuestion): Promise<string> => {
	for (const kind of given) {
		// eslint-disable-next-line no-await-in-loop -- the second is asked for only when the first has nothing
		const secret = await credentials.read(`${profile}/${kind}`);
		if (secret !== undefined) {
			return secret;
		}
	}

	const name = `${profile}/${given[0]!}`;
	if (id === 'password') {
		throw new BacoError('SECRET-MISSING', {name, variable: variableName(name)});
	}

	return '';
};

const readAnswers = async (file: string): Promise<SetupAnswers> => {
	const refuse = (reason: string) => new BacoError('SETUP-FILE', {file, reason});
	const text = await readText(file).catch((error: unknown) => {
		throw refuse(whyUnreadable(errorCode(error)));
	});
	let content: unknown;
	try {
		content = JSON.parse(text);
	} catch {
		throw refuse('it is no JSON');
	}

	if (typeof content !== 'object' || content === null || Array.isArray(content)) {
		throw refuse('it is no object');
	}

	const names = new Set<string>([...setupQuestions.filter(({kind}) => kind !== 'secret').map(({id}) => id), 'caFile']);
	const unknown = Object.keys(content).find(name => !names.has(name));
	if (unknown !== undefined) {
		throw refuse(/password|baco|secret/iv.test(unknown) ? `${unknown} is a secret, and secrets do not belong in a file` : `it has an answer ${unknown}; there are ${[...names].join(', ')}`);
	}

	const answers = Object.fromEntries(Object.entries(content).map(([name, value]) => [name, textOf(name, value)]));
	return {...answers, ...(answers.caFile !== undefined && {trust: answers.caFile})};
};

const textOf = (name: string, value: unknown): string => {
	if (typeof value === 'boolean') {
		return value ? 'yes' : 'no';
	}

	// Tunnels may be written as an object of names and addresses.
	if (name === 'addresses' && typeof value === 'object' && value !== null) {
		return Object.entries(value).map(([host, address]) => `${host}=${String(address)}`).join(' ');
	}

	return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
};
