import type {ActionName} from '../keymap.js';
import type {AppState} from '../state/app-state.js';
import {isUnderWay, runningCodes} from '../state/live-test.js';
import {isBacoUnfit, repairOffer} from '../state/repair-offer.js';
import {topScreen} from '../state/screens.js';
import {isSyncScreen} from '../state/sync-context.js';
import {whyNotUndo} from '../state/undoable.js';
import {isWithoutProfile} from '../state/without-profile.js';
import {visibleStatements} from '../state/visible-statements.js';
import {visibleAudit} from '../state/visible-audit.js';
import {visibleDivisions} from '../state/visible-divisions.js';
import {currentCode} from './open.js';
import {resultsOf} from './report.js';
import {whyNotOpenProfile} from './why-not-open-profile.js';
import {syncRefusals} from './sync-actions.js';
import {whyNotAcceptMac, whyNotTakeMac} from './why-not-mac.js';
import {
	whyNotAcceptReview,
	whyNotAcceptWarnings,
	whyNotReview,
	whyNotTurnReview,
} from './why-not-review.js';
import {
	whyNotAcceptSettings,
	whyNotDiscardSettings,
	whyNotEditSetting,
	whyNotSaveSettings,
} from './why-not-settings.js';
import {runsReasons} from './runs/why-not-runs.js';

/** Why an action cannot be done now, as the message line says it; undefined when it can. The footer leaves out what cannot be done. */
export const whyNot = (state: AppState, action: ActionName): string | undefined => {
	const own = action === 'connections' || isSyncScreen(topScreen(state)) ? syncRefusals[action as keyof typeof syncRefusals]?.(state) : undefined;
	return own ?? reasons[action]?.(state);
};

const reasons: Partial<Record<ActionName, (state: AppState) => string | undefined>> = {
	...runsReasons,
	open: whyNotOpen,
	test: state => notConnected(state) ?? whyNotTest(state),
	'test-all'(state) {
		return notConnected(state) ?? (state.batch?.status === 'running' ? 'Tests are running already; x cancels them.' : whyNotOpen(state));
	},
	cancel: state => runningCodes(state).length > 0 ? undefined : 'No test is running.',
	'access-servers': notConnected,
	repair: whyNotRepair,
	settings: state => notConnected(state) ?? (currentCode(state) === undefined ? 'There is no division in the list.' : undefined),
	'settings-save': whyNotSaveSettings,
	'settings-discard': whyNotDiscardSettings,
	'next-division': notConnected,
	'previous-division': notConnected,
	review: state => notConnected(state) ?? whyNotReview(state),
	'review-way': whyNotTurnReview,
	'review-warnings': whyNotAcceptWarnings,
	report(state) {
		const codes = topScreen(state).name === 'divisions' ? visibleDivisions(state).map(({code}) => code) : [currentCode(state) ?? ''];
		return resultsOf(state, codes).length > 0 ? undefined : 'There is no result of this session to report: test first (t).';
	},
	undo(state) {
		const screen = topScreen(state);
		const record = screen.name === 'audit' ? visibleAudit(state)?.[screen.list.index] : undefined;
		return record ? readOnly(state) ?? notConnected(state) ?? whyNotUndo(record, state.audit!) : 'There is no change to undo.';
	},
	accept: state => whyNotAcceptMac(state) ?? whyNotAcceptReview(state) ?? (topScreen(state).name === 'settings' ? whyNotAcceptSettings(state) : (topScreen(state).name === 'repair' ? whyNotAccept(state) : undefined)),
	'other-login': whyNotOtherLogin,
	'expand-error': state => state.lastProblem ? undefined : 'There was no error.',
	audit: state => whyNotOpenProfile(state, 'the audit'),
	retry: state => state.connection.status === 'connecting' ? 'Connecting already.' : undefined,
	back(state) {
		const screen = topScreen(state);
		if ((screen.name === 'repair' && screen.stage.name === 'applying') || ('stage' in screen && screen.stage.name === 'saving')) {
			return 'The change is being written: wait for its end.';
		}

		return screen.name === 'divisions' && !screen.input && screen.filter === '' ? 'This is the first screen; q quits.' : undefined;
	},
};

function notConnected({connection}: AppState): string | undefined {
	if (connection.status === 'connected') {
		return undefined;
	}

	return connection.status === 'failed' ? 'Not connected; R connects again.' : 'Not connected yet.';
}

function readOnly({profile}: AppState): string | undefined {
	return profile?.readOnly ? `Profile ${profile.name} is read-only: nothing is changed through it.` : undefined;
}

function whyNotOpen(state: AppState): string | undefined {
	const {name} = topScreen(state);
	if (name === 'settings') {
		return whyNotEditSetting(state);
	}

	if (name === 'mac') {
		return whyNotTakeMac(state);
	}

	if (name === 'divisions' && isWithoutProfile(state)) {
		return undefined;
	}

	if (name === 'divisions' && visibleDivisions(state).length === 0) {
		return 'There is no division in the list.';
	}

	if (name === 'statements' && visibleStatements(state).length === 0) {
		return state.statements.length === 0 ? 'No statement was run yet.' : 'No statement has this text.';
	}

	if (name === 'audit' && (visibleAudit(state) ?? []).length === 0) {
		return 'There is no change to show.';
	}

	return name === 'profiles' && (state.profiles ?? []).length === 0 ? 'There is no profile; baco profile add makes one.' : undefined;
}

function whyNotTest(state: AppState): string | undefined {
	const code = currentCode(state);
	if (code === undefined) {
		return 'There is no division in the list.';
	}

	return isUnderWay(state.tests.get(code)) ? `${code} is being tested already; x cancels.` : undefined;
}

function whyNotRepair(state: AppState): string | undefined {
	const screen = topScreen(state);
	const refusal = notConnected(state) ?? readOnly(state);
	if (refusal !== undefined) {
		return refusal;
	}

	if (screen.name === 'access-servers') {
		return screen.table.status === 'ready' && screen.table.value.lines.length > 0 ? undefined : 'There is no row to repair.';
	}

	if (screen.name !== 'division') {
		return undefined;
	}

	const test = state.tests.get(screen.code);
	if (isUnderWay(test)) {
		return 'The test is running: wait for its end, or cancel it (x).';
	}

	if (!test) {
		return 'Test the division first (t).';
	}

	return repairOffer(test, screen.step) ? undefined : 'No finding of this test offers a repair; a shows the access servers table.';
}

function whyNotOtherLogin(state: AppState): string | undefined {
	const screen = topScreen(state);
	if (screen.name !== 'repair' || screen.stage.name === 'done') {
		return 'The change is made.';
	}

	const {stage, as, code} = screen;
	if (stage.name === 'planning' || stage.name === 'applying') {
		return whyNotAccept(state);
	}

	const problem = 'problem' in stage ? stage.problem?.id : undefined;
	return as === 'operator' || /^(?:PERM|LOG)-|^DB-[14]$/v.test(problem ?? '') || isBacoUnfit(state.tests.get(code)) ? undefined : 'Baco may change this table as far as is known; your own login is for when it may not.';
}

function whyNotAccept(state: AppState): string | undefined {
	const screen = topScreen(state);
	if (screen.name !== 'repair') {
		return undefined;
	}

	if (screen.stage.name === 'planning') {
		return 'Wait for the preview.';
	}

	if (screen.stage.name === 'applying') {
		return 'The change is being written.';
	}

	if (screen.stage.name !== 'typing') {
		return undefined;
	}

	const value = screen.input.value.trim();
	if (value === '') {
		return 'Type the new value.';
	}

	return value === screen.before ? 'The value is the same as now: type the new one.' : undefined;
}
