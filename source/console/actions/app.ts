import type {Key} from '../keys/key.js';
import type {AppState, Message} from '../state/app-state.js';
import type {Problem} from '../state/problem.js';
import type {Store} from '../state/store.js';
import type {Profiles, Question, Services} from '../services.js';
import type {SetupServices} from '../setup-services.js';

export type PendingQuestion = {
	readonly question: Question;
	readonly answer: (secret: string | undefined) => void;
};

/** What actions work on: the state to be shown, and what goes on behind it. */
export type App = {
	readonly store: Store;
	readonly profiles: Profiles;
	/** First-time set-up; absent where there is nothing to set up. */
	readonly setup: SetupServices | undefined;
	/** Milliseconds since any fixed point. */
	readonly now: () => number;
	readonly repaint: () => void;
	/** Hands a text to the clipboard of the operator's terminal. */
	readonly copy: (text: string) => void;
	/** First line that a text may be scrolled to: the view alone knows how many lines it has. */
	readonly scrollLimit: (state: AppState) => number;
	readonly exit: (code: number) => void;
	/** Of the open profile. Answers that come for a former one are dropped. */
	services: Services | undefined;
	connecting: AbortController | undefined;
	/** The profile that is being opened: what that has started is ended before the console ends. */
	opening: Promise<unknown> | undefined;
	batch: AbortController | undefined;
	readonly tests: Map<string, AbortController>;
	readonly questions: PendingQuestion[];
	/** Keys that were typed ahead of what they are meant for. */
	readonly heldKeys: Key[];
	/** Changes that are being written. */
	readonly writes: Set<Promise<unknown>>;
	/** Goes on in the background; an error that nobody expected becomes a message. */
	readonly run: (work: () => Promise<void>) => void;
};

export const say = (app: App, kind: Message['kind'], text: string): void => {
	app.store.update(state => ({...state, message: {kind, text}}));
};

/** Shows an error in the message line; `e` shows the rest of it. */
export const sayProblem = (app: App, problem: Problem): void => {
	app.store.update(state => ({...state, lastProblem: problem, message: {kind: 'error', text: problem.summary, problem}}));
};
