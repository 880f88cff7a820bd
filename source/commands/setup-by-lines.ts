import {columnsOf, hanging} from '../console/text/hanging.js';
import {BacoError, toBacoError} from '../problems/baco-error.js';
import {readDraft} from '../setup/draft.js';
import {fixInSetup} from '../setup/fix-in-setup.js';
import {openSession, type OpenQuestion, type SetupSession} from '../setup/session.js';
import {askLine} from './ask-line.js';
import type {Invocation} from './command.js';
import {askInTerminal} from './open-command-workspace.js';
import {finishInLines} from './finish-setup.js';

/** Asks one question after another in lines that stay. `<` goes back; Ctrl-C leaves, and the next set-up goes on there. */
export const setupByLines = async (invocation: Invocation): Promise<number> => {
	const {streams, signal, flags} = invocation;
	const say = (...lines: readonly string[]) => {
		for (const line of lines) {
			streams.stderr.write(`${hanging(line.replaceAll(/\p{Control}+/gv, ' '), columnsOf(streams.stderr)).join('\n')}\n`);
		}
	};

	const ask = askInTerminal(invocation);
	if (ask === undefined) {
		throw new BacoError('USAGE-1', {detail: 'baco setup asks its questions in a terminal, and there is none', cause: 'Standard input or standard error is a pipe or a file.', fix: 'Run it in a terminal, or with --from FILE.'});
	}

	const session = openSession({
		draft: await readDraft(), ask, signal, isDryRun: flags['dry-run'] === true,
	});
	say('Enter takes what stands in brackets, < goes back, Ctrl-C leaves; the next baco setup goes on there.', '');
	for (;;) {
		// eslint-disable-next-line no-await-in-loop -- one question after another
		const open = await currentOrBack(session, say);
		if (open === undefined) {
			break;
		}

		// eslint-disable-next-line no-await-in-loop
		await askOne({
			invocation, session, open, say,
		});
	}

	return finishInLines(invocation, session);
};

type Asking = {readonly invocation: Invocation; readonly session: SetupSession; readonly open: OpenQuestion; readonly say: (...lines: readonly string[]) => void};

/** What a question depends on may have gone meanwhile: it is said, and the question before comes back. */
const currentOrBack = async (session: SetupSession, say: Asking['say']): Promise<OpenQuestion | undefined> => {
	for (;;) {
		try {
			// eslint-disable-next-line no-await-in-loop -- until one can be asked
			return await session.current();
		} catch (error) {
			const problem = toBacoError(error);
			if (problem.id === 'CANCELLED' || !session.back()) {
				throw error;
			}

			say(...problemLines(problem));
		}
	}
};

const askOne = async ({invocation, session, open, say}: Asking): Promise<void> => {
	const {question, number, choices, fallback, isKept} = open;
	say(`${number === 0 ? '' : `${number}. `}${question.title}`, `   ${question.explain}`, ...choices.map(({text}, index) => `   ${index + 1}) ${text}`), ...(question.other === undefined || choices.length === 0 ? [] : [`   or ${question.other}`]), ...(isKept || question.empty === undefined ? [] : [`   ${question.empty}`]));
	const shown = fallback === undefined || fallback === '' ? '' : ` [${choices.some(({value}) => value === fallback) ? choices.findIndex(({value}) => value === fallback) + 1 : fallback}]`;
	const typed = question.kind === 'secret' ? await secret(invocation, isKept ? `${question.title} (already given; Enter keeps it)` : question.title) : await askLine(invocation, `${question.title}${shown}:`);
	if (typed === '<') {
		if (!session.back()) {
			say('   This is the first question.');
		}

		return;
	}

	if (/^\d+$/v.test(typed) && choices.length > 0 && question.kind !== 'secret' && choices[Number(typed) - 1] === undefined && choices.every(({value}) => value !== typed)) {
		say(`   There is no choice ${typed}: type a number from 1 to ${choices.length}${question.other === undefined ? '' : `, or ${question.other}`}.`, '');
		return;
	}

	const answer = typed === '' && question.kind !== 'secret' ? fallback ?? '' : choices[/^\d+$/v.test(typed) ? Number(typed) - 1 : -1]?.value ?? typed;
	try {
		const says = await session.answer(answer);
		say(...says.map(one => `   ${one}`), '');
	} catch (error) {
		const problem = toBacoError(error);
		if (problem.id === 'CANCELLED' || problem.id === 'BUG-1') {
			throw error;
		}

		say(...problemLines(problem).map(line => `   ${line}`), '');
	}
};

const problemLines = ({id, facts, explanation: {summary, cause, fix}}: BacoError): string[] => [summary, `Why: ${cause}`, `Fix: ${fixInSetup({id, fix, facts}, '<')}`];

const secret = async (invocation: Invocation, label: string): Promise<string> => {
	const answer = await askInTerminal(invocation)!({name: 'setup', label});
	if (answer === undefined) {
		throw new BacoError('CANCELLED');
	}

	return answer;
};
