import type {Ask, Credentials} from '../credentials/contract.js';
import {openCredentials} from '../credentials/open-credentials.js';
import {BacoError} from '../problems/baco-error.js';
import {saveProfile, useProfile} from '../profiles/profile-store.js';
import {parseServer} from '../profiles/server-address.js';
import type {Profile} from '../profiles/profile.js';
import type {Workspace} from '../workspace/contract.js';
import {workspaceOf} from '../workspace/open-workspace.js';
import {profileOf, type SetupAnswers} from './answers.js';
import {removeDraft, writeDraft} from './draft.js';
import type {Choice, SetupContext, SetupQuestion} from './question.js';
import {setupQuestions} from './questions.js';

/** The question that is open now, with what the front end needs to ask it. */
export type OpenQuestion = {
	readonly question: SetupQuestion;
	readonly number: number;
	readonly choices: readonly Choice[];
	readonly fallback: string | undefined;
};

/** A set-up under way: one question after another, forward and back, every answer tested at once. The front ends ask and show; they know no question by name. */
export type SetupSession = {
	readonly answers: () => SetupAnswers;
	/** The next question; undefined when all are answered. Rejects when what it depends on cannot be seen. */
	readonly current: () => Promise<OpenQuestion | undefined>;
	/** Tests an answer and goes on. Resolves with what was seen; rejects with the reason, and the question stays. */
	readonly answer: (text: string) => Promise<readonly string[]>;
	/** The question before; what was answered stays as its default. */
	readonly back: () => boolean;
	/** Saves the profile and makes it the one in use. */
	readonly finish: () => Promise<Profile>;
	/** What would be saved. */
	readonly profile: () => Profile;
	/** On the finished profile, with the typed secrets. The caller closes it. */
	readonly open: () => Workspace;
};

export type SessionOptions = {
	readonly answers?: SetupAnswers;
	readonly ask?: Ask;
	readonly signal: AbortSignal;
	/** Nothing is written: no draft, no secret, no profile. */
	readonly isDryRun?: boolean;
};

export const openSession = ({answers: given = {}, ask, signal, isDryRun = false}: SessionOptions): SetupSession => {
	let answers: SetupAnswers = given;
	let at = 0;
	const visited: number[] = [];
	const secrets = new Map<string, string>();
	const credentials = withoutWriting(openCredentials({ask}), isDryRun);

	const profile = () => profileOf(answers, serverOf(answers) ?? {host: 'localhost'});
	const open = (): Workspace => {
		const workspace = workspaceOf(profile(), {ask});
		for (const [name, secret] of secrets) {
			workspace.credentials.remember(name, secret);
		}

		return workspace;
	};

	const inContext = async <T>(work: (context: SetupContext) => Promise<T>): Promise<T> => {
		const opened: Workspace[] = [];
		try {
			return await work({
				answers, server: serverOf(answers), credentials, signal, isDryRun, profile,
				workspace() {
					const workspace = open();
					opened.push(workspace);
					return workspace;
				},
			});
		} finally {
			await Promise.all(opened.map(async workspace => workspace.close()));
		}
	};

	const isKnown = async (question: SetupQuestion, context: SetupContext): Promise<boolean> => {
		if (question.kind === 'secret') {
			const kinds = {password: 'operator', baco: 'baco', servicePassword: 'service'} as const;
			return visited.length === 0 && await context.credentials.read(`${answers.name ?? ''}/${kinds[question.id as keyof typeof kinds]}`) !== undefined;
		}

		return visited.length === 0 && given[question.id as keyof SetupAnswers] !== undefined;
	};

	const current = async (): Promise<OpenQuestion | undefined> => {
		for (; at < setupQuestions.length; at++) {
			const question = setupQuestions[at]!;
			// eslint-disable-next-line no-await-in-loop, @typescript-eslint/no-loop-func -- the first that applies; each is awaited before the next
			const found = await inContext(async context => {
				if (question.applies !== undefined && !await question.applies(context)) {
					return undefined;
				}

				// A draft goes on at the first question without an answer.
				if (await isKnown(question, context)) {
					return undefined;
				}

				const known = question.kind === 'secret' ? undefined : answers[question.id as keyof SetupAnswers];
				return {
					question, number: at + 1, choices: await question.choices?.(context) ?? [], fallback: known ?? await question.fallback?.(context),
				};
			});
			if (found !== undefined) {
				return found;
			}
		}

		return undefined;
	};

	return {
		answers: () => answers,
		current,
		async answer(text) {
			const question = setupQuestions[at]!;
			const accepted = await inContext(async context => question.check(text, context));
			answers = {...answers, ...accepted.answers};
			if (accepted.secret !== undefined) {
				secrets.set(accepted.secret.name, accepted.secret.value);
				credentials.remember(accepted.secret.name, accepted.secret.value);
				await keep(credentials, accepted.secret, answers.store);
			}

			visited.push(at);
			at += 1;
			if (!isDryRun) {
				await writeDraft(answers);
			}

			return accepted.says;
		},
		back() {
			const before = visited.pop();
			if (before === undefined) {
				return false;
			}

			at = before;
			return true;
		},
		profile,
		open,
		async finish() {
			if (serverOf(answers) === undefined) {
				throw new BacoError('SETUP-ANSWER', {reason: 'no server was named'});
			}

			const made = profile();
			if (!isDryRun) {
				await saveProfile(made, {isNew: true});
				await useProfile(made.name);
				await removeDraft();
			}

			return made;
		},
	};
};

const serverOf = ({server}: SetupAnswers) => {
	const parsed = server === undefined ? undefined : parseServer(server);
	return typeof parsed === 'string' ? undefined : parsed;
};

/** Secrets after the store was chosen go there at once; the first one was written with the choice. */
const keep = async (credentials: Credentials, {name, value}: {readonly name: string; readonly value: string}, store: string | undefined) => {
	if (store === 'keychain' || store === 'vault') {
		await credentials.write(name, value, {store});
	}
};

const withoutWriting = (credentials: Credentials, isDryRun: boolean): Credentials => isDryRun
	? {
		...credentials,
		write: async (name, _secret, {store = 'vault'} = {}) => ({name, store, detail: `not stored: this is a dry run (it would go to the ${store})`}),
	}
	: credentials;
