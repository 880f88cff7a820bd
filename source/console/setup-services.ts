import type {TestEvent} from '../connection/contract.js';
import type {SetupSession} from '../setup/session.js';
import type {Ask, Services} from './services.js';

/** First-time set-up, as the console needs it. */
export type SetupServices = {
	readonly isDryRun: boolean;
	/** Begins anew, or asks first whether one that was left goes on. */
	readonly begin: (ask: Ask, signal: AbortSignal) => Promise<SetupSession>;
	/** Saves the profile and tests its divisions; resolves with the page of what to do next. */
	readonly finish: (session: SetupSession, options: {readonly signal: AbortSignal; readonly onStart: (divisions: number) => void; readonly onEvent: (event: TestEvent) => void}) => Promise<readonly string[]>;
	/** The finished profile, with the passwords that were typed. */
	readonly open: (session: SetupSession) => Promise<Services>;
};

/** Nothing is loaded before it is asked for. */
export const liveSetup = ({isDryRun = false}: {readonly isDryRun?: boolean} = {}): SetupServices => ({
	isDryRun,
	async begin(ask, signal) {
		const [{openSession}, {readDraft}] = await Promise.all([import('../setup/session.js'), import('../setup/draft.js')]);
		return openSession({
			draft: await readDraft(), ask, signal, isDryRun,
		});
	},
	async finish(session, options) {
		const {finishSetup, finishedLines} = await import('../setup/finish.js');
		return finishedLines(await finishSetup(session, {isDryRun, ...options}));
	},
	async open(session) {
		const {servicesOf} = await import('./live-services.js');
		return servicesOf(session.open());
	},
});
