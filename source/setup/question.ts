import {BacoError} from '../problems/baco-error.js';
import type {Credentials} from '../credentials/contract.js';
import type {Profile} from '../profiles/profile.js';
import type {Workspace} from '../workspace/contract.js';
import type {AnswerName, SetupAnswers} from './answers.js';
import type {GlobeSeen} from './globe-seen.js';

export type Choice = {readonly value: string; readonly text: string};

/** What a set-up works with: the answers so far, secrets in memory, and a workspace on the profile that they make. */
export type SetupContext = {
	readonly answers: SetupAnswers;
	readonly server: Profile['server'] | undefined;
	readonly credentials: Credentials;
	readonly signal: AbortSignal;
	/** Asks the local network segment for SQL servers. */
	readonly findServers: (options: {readonly signal: AbortSignal}) => Promise<readonly string[]>;
	/** Keeps a certificate (PEM) as a file that the profile can name. */
	readonly keepCertificate: (file: string, pem: string) => Promise<void>;
	/** The same answer was refused just before. */
	readonly isRepeated: boolean;
	/** Nobody is there who could give another answer. */
	readonly isUnattended: boolean;
	/** What was seen of the Globe servers. */
	readonly seen: GlobeSeen;
	/** Nothing is to be written. */
	readonly isDryRun: boolean;
	/** The profile as it is by now. */
	readonly profile: () => Profile;
	/** Opens it, with the secrets that were typed; closed when the question ends. */
	readonly workspace: () => Workspace;
};

export type Accepted = {
	/** The question is asked again, with these to choose from. */
	readonly offers?: readonly Choice[];
	/** What was seen, in lines. */
	readonly says: readonly string[];
	/** Undefined: the answer is taken back. */
	readonly answers?: Readonly<Partial<Record<AnswerName, string | undefined>>>;
	/** A secret to keep in memory, and to store when the set-up stores secrets. */
	readonly secret?: {readonly name: string; readonly value: string};
};

export type SetupQuestion = {
	readonly id: AnswerName | 'resume' | 'password' | 'baco' | 'servicePassword';
	readonly title: string;
	readonly kind: 'text' | 'choice' | 'secret';
	/** One or two sentences before the question. */
	readonly explain: string;
	/** Questions that take its place, one for each of several things; asked for when it is its turn. */
	readonly parts?: (context: SetupContext) => Promise<readonly SetupQuestion[]>;
	/** Kinds of the credentials that answer it, the one that it is kept as first; the question's own unless told. */
	readonly credentials?: readonly string[];
	/** Of a secret that may be kept for more than this question: whether this very one was answered in a set-up that was left. */
	readonly wasAnswered?: (answers: SetupAnswers) => boolean;
	/** Left out when it does not apply. */
	readonly applies?: (context: SetupContext) => boolean | Promise<boolean>;
	readonly choices?: (context: SetupContext) => Promise<readonly Choice[]>;
	/** What may be typed instead of a choice; absent when only the choices can be right. */
	readonly other?: string;
	/** What Enter alone means. */
	readonly fallback?: (context: SetupContext) => string | undefined | Promise<string | undefined>;
	/** What Enter alone does where no secret was given yet. */
	readonly empty?: string;
	/** Tests the answer at once. Throws a BacoError when it cannot be used. */
	readonly check: (answer: string, context: SetupContext) => Promise<Accepted>;
};

/** An answer that cannot be used, with the reason in words. */
export const refuse = (reason: string): BacoError => new BacoError('SETUP-ANSWER', {reason});
