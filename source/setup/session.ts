import type {Ask, Credentials} from '../credentials/contract.js';
import {openCredentials} from '../credentials/open-credentials.js';
import {BacoError, toBacoError} from '../problems/baco-error.js';
import {saveProfile, useProfile} from '../profiles/profile-store.js';
import {parseServer} from '../profiles/server-address.js';
import type {Profile} from '../profiles/profile.js';
import {findServersNearby} from '../sql/find-servers-nearby.js';
import type {Workspace} from '../workspace/contract.js';
import {workspaceOf} from '../workspace/open-workspace.js';
import {profileOf, type SetupAnswers} from './answers.js';
import {removeDraft, writeDraft, type SetupDraft} from './draft.js';
import {keepCertificate} from './keep-certificate.js';
import {globeSeen} from './globe-seen.js';
import type {Choice, SetupContext, SetupQuestion} from './question.js';
import {setupQuestions} from './questions.js';
import {resumeQuestion} from './resume-question.js';

/** The question that is open now, with what the front end needs to ask it. */
export type OpenQuestion = {
	readonly question: SetupQuestion;
	/** From 1 up; 0 for a question about the set-up itself. */
	readonly number: number;
	readonly of: number;
	readonly choices: readonly Choice[];
	/** What Enter alone means. */
	readonly fallback: string | undefined;
	/** The fallback is what was answered before. */
	readonly isAnswered: boolean;
	/** A secret that was given already: an empty answer keeps it. */
	readonly isKept: boolean;
};

/** A set-up under way: one question after another, forward and back, every answer tested at once. The front ends ask and show; they know no question by name. */
export type SetupSession = {
	readonly answers: () => SetupAnswers;
	/** The next question; undefined when all are answered. Rejects when what it depends on cannot be seen. */
	readonly current: (options?: Cancellable) => Promise<OpenQuestion | undefined>;
	/** Tests an answer and goes on; an empty one keeps a secret that was given. Resolves with what was seen; rejects with the reason, and the question stays. */
	readonly answer: (text: string, options?: Cancellable) => Promise<readonly string[]>;
	/** The question before, also one that a set-up which was left had answered; the answer stays as its default. False before the first. */
	readonly back: () => boolean;
	/** Saves the profile, once, and makes it the one in use. */
	readonly finish: () => Promise<Profile>;
	/** What would be saved. */
	readonly profile: () => Profile;
	/** Names of the passwords that were given. */
	readonly secretNames: () => readonly string[];
	/** On the finished profile, with the typed secrets; asks for others unless told. The caller closes it. */
	readonly open: (options?: {readonly asks?: boolean}) => Workspace;
};

type Cancellable = {readonly signal?: AbortSignal};

export type SessionOptions = {
	/** A set-up that was left: whether it goes on is the first question. */
	readonly draft?: SetupDraft | undefined;
	readonly ask?: Ask;
	readonly signal: AbortSignal;
	/** Instead of a broadcast on the local network segment. */
	readonly findServers?: SetupContext['findServers'];
	/** Nobody is there who could answer again. */
	readonly isUnattended?: boolean;
	/** Nothing is written: no draft, no secret, no profile. */
	readonly isDryRun?: boolean;
};

export const openSession = ({draft, ask, signal, findServers = findServersNearby, isUnattended = false, isDryRun = false}: SessionOptions): SetupSession => {
	const questions = draft === undefined ? setupQuestions : [resumeQuestion(draft), ...setupQuestions];
	const first = questions.length - setupQuestions.length;
	let answers: SetupAnswers = {};
	let at = 0;
	/** Which of the questions that take the place of one. */
	let part = 0;
	/** The question that was asked last; it has been looked at. */
	let asked: {readonly at: number; readonly part: number; readonly question: SetupQuestion} | undefined;
	let seen = globeSeen();
	/** Goes on at the first question that the draft has no answer to. */
	let isResuming = false;
	let isSaved = false;
	/** Where a certificate is read from that only the end of the set-up keeps. */
	const standIns = new Map<string, string>();
	let offered: {readonly at: number; readonly choices: readonly Choice[]} | undefined;
	/** The answer that was refused last. */
	let refused: {readonly at: number; readonly part: number; readonly text: string} | undefined;
	const visited: Array<{readonly at: number; readonly part: number}> = [];
	const secrets = new Map<string, string>();
	const credentials = withoutWriting(openCredentials({ask}), isDryRun);

	const profile = () => profileOf(answers, serverOf(answers) ?? {host: 'localhost'});
	const open: SetupSession['open'] = ({asks = true} = {}) => {
		const workspace = workspaceOf(readable(profile(), standIns), asks ? {ask} : {});
		for (const [name, secret] of secrets) {
			workspace.credentials.remember(name, secret);
		}

		return workspace;
	};

	const inContext = async <T>(work: (context: SetupContext) => Promise<T>, own: AbortSignal | undefined, isRepeated = false): Promise<T> => {
		const opened: Workspace[] = [];
		try {
			return await work({
				answers, server: serverOf(answers), credentials, signal: own === undefined ? signal : AbortSignal.any([signal, own]), findServers, isRepeated, isUnattended, isDryRun, seen, profile,
				async keepCertificate(file, pem) {
					standIns.set(file, await keepCertificate(file, pem, {isDryRun}));
				},
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
		if (!isResuming) {
			return false;
		}

		if (question.kind !== 'secret') {
			return answers[question.id as keyof SetupAnswers] !== undefined;
		}

		if (question.wasAnswered?.(answers) === false) {
			return false;
		}

		for (const name of secretNames(question, answers)) {
			// eslint-disable-next-line no-await-in-loop -- the second is asked for only when the first has nothing
			const secret = await context.credentials.read(name);
			if (secret !== undefined) {
				// The vault is opened once, not for every workspace.
				secrets.set(name, secret);
				return true;
			}
		}

		return false;
	};

	/** A secret that was given before: typed in this set-up, or put into the store that it chose. */
	const keptSecret = async (question: SetupQuestion, context: SetupContext): Promise<string | undefined> => {
		if (question.kind !== 'secret') {
			return undefined;
		}

		const [name = ''] = secretNames(question, answers);
		return secrets.get(name) ?? (isStored(answers.store) ? context.credentials.read(name) : undefined);
	};

	/** A password goes to no other login and no other server than it was typed for. */
	const forgetPassword = (before: SetupAnswers) => {
		if (before.user === undefined || (before.user === answers.user && before.server === answers.server && before.browser === answers.browser)) {
			return;
		}

		const name = `${before.name ?? ''}/${secretKinds.password}`;
		secrets.delete(name);
		credentials.forget(name);
	};

	/** The question at the place, or the one of those that take its place; undefined behind the last of them. */
	const questionAt = async (context: SetupContext): Promise<SetupQuestion | undefined> => {
		const question = questions[at]!;
		const parts = question.parts === undefined ? [question] : await question.parts(context);
		return parts[part];
	};

	/** The question as it is asked, `known` when it is answered already, undefined when it does not apply. */
	const look = async (context: SetupContext): Promise<OpenQuestion | 'known' | undefined> => {
		const question = await questionAt(context);
		if (question === undefined || (question.applies !== undefined && !await question.applies(context))) {
			return undefined;
		}

		asked = {at, part, question};
		if (await isKnown(question, context)) {
			return 'known';
		}

		const known = question.kind === 'secret' ? undefined : answers[question.id as keyof SetupAnswers];
		return {
			question, isAnswered: known !== undefined, isKept: await keptSecret(question, context) !== undefined, number: at + 1 - first, of: setupQuestions.length, choices: offered?.at === at ? offered.choices : await question.choices?.(context) ?? [], fallback: known ?? await question.fallback?.(context),
		};
	};

	const current = async ({signal: own}: Cancellable = {}): Promise<OpenQuestion | undefined> => {
		while (at < questions.length) {
			// eslint-disable-next-line no-await-in-loop -- the first that applies; each is awaited before the next
			const found = await inContext(async context => look(context), own);
			if (found === 'known') {
				visited.push({at, part});
				part += 1;
			} else if (found === undefined) {
				at += 1;
				part = 0;
			} else {
				return found;
			}
		}

		return undefined;
	};

	const resume = (answer: string) => {
		isResuming = answer === 'yes';
		answers = isResuming ? draft!.answers : {};
		at = first;
		part = 0;
	};

	/** The Globe servers were seen through a login, a database and tunnels: others lead to others. */
	const forgetSeen = (before: SetupAnswers) => {
		if ((['addresses', 'server', 'browser', 'trust', 'user', 'database'] as const).every(name => before[name] === answers[name])) {
			return;
		}

		seen = globeSeen();
		const {bacoServers: _, ...others} = answers;
		answers = others;
	};

	return {
		answers: () => answers,
		current,
		async answer(text, {signal: own} = {}) {
			const question = asked?.at === at && asked.part === part ? asked.question : questions[at]!;
			const isRepeated = refused?.at === at && refused.part === part && refused.text === text;
			const accepted = await inContext(async context => question.check(text === '' ? await keptSecret(question, context) ?? '' : text, context), own, isRepeated).catch((error: unknown) => {
				refused = toBacoError(error).id === 'CANCELLED' ? undefined : {at, part, text};
				throw error;
			});
			refused = undefined;
			if (question.id === 'resume') {
				resume(text);
				return accepted.says;
			}

			offered = accepted.offers && {at, choices: accepted.offers};
			if (offered !== undefined) {
				return accepted.says;
			}

			const before = answers;
			answers = Object.fromEntries(Object.entries({...answers, ...accepted.answers}).filter(([, value]) => value !== undefined));
			forgetPassword(before);
			forgetSeen(before);
			if (accepted.secret !== undefined) {
				secrets.set(accepted.secret.name, accepted.secret.value);
				credentials.remember(accepted.secret.name, accepted.secret.value);
				await keep(credentials, accepted.secret, answers.store);
			}

			visited.push({at, part});
			part += 1;
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

			isResuming = false;
			({at, part} = before);
			return true;
		},
		profile,
		secretNames: () => secrets.keys().toArray(),
		open,
		async finish() {
			if (serverOf(answers) === undefined) {
				throw new BacoError('SETUP-ANSWER', {reason: 'no server was named'});
			}

			const made = profile();
			if (!isDryRun && !isSaved) {
				await saveProfile(made, {isNew: true});
				isSaved = true;
				await useProfile(made.name);
				await removeDraft();
			}

			return made;
		},
	};
};

const readable = (profile: Profile, standIns: ReadonlyMap<string, string>): Profile => {
	const caFile = standIns.get(profile.caFile ?? '');
	return caFile === undefined ? profile : {...profile, caFile};
};

const secretKinds = {password: 'operator', baco: 'baco', servicePassword: 'service'} as const;

const secretNames = ({id, credentials = [secretKinds[id as keyof typeof secretKinds]]}: SetupQuestion, {name = ''}: SetupAnswers) => credentials.map(kind => `${name}/${kind}`);

const isStored = (store: string | undefined): store is 'keychain' | 'vault' => store === 'keychain' || store === 'vault';

const serverOf = ({server}: SetupAnswers) => {
	const parsed = server === undefined ? undefined : parseServer(server);
	return typeof parsed === 'string' ? undefined : parsed;
};

/** Secrets after the store was chosen go there at once; the first one was written with the choice. */
const keep = async (credentials: Credentials, {name, value}: {readonly name: string; readonly value: string}, store: string | undefined) => {
	if (isStored(store)) {
		await credentials.write(name, value, {store});
	}
};

const withoutWriting = (credentials: Credentials, isDryRun: boolean): Credentials => isDryRun
	? {
		...credentials,
		write: async (name, _secret, {store = 'vault'} = {}) => ({name, store, detail: `not stored: this is a dry run (it would go to the ${store})`}),
	}
	: credentials;
