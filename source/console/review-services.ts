import type {TestEvent} from '../connection/contract.js';
import {BacoError} from '../problems/baco-error.js';
import {meanwhileText} from '../settings/changed-meanwhile.js';
import {withKeptMac} from '../settings/choose-mac.js';
import {fieldOf} from '../settings/fields.js';
import {planEach, type Unplanned} from '../settings/plan-each.js';
import type {PlannedSave, SavePlan} from '../settings/plan-save.js';
import {saveSettings} from '../settings/save-settings.js';
import {showSetting} from '../settings/show-setting.js';
import {testPlan, type PlanTest} from '../settings/test-plan.js';
import type {Workspace} from '../workspace/contract.js';
import {toProblem} from './to-problem.js';
import {
	isSavable,
	type Review,
	type ReviewedDivision,
	type ReviewOutcome,
} from './state/review.js';
import type {SettingsDraft} from './state/settings-draft.js';

export type ReviewServices = {
	/** Plans a save of all drafts and tests each division with its new values. Nothing is written. */
	readonly review: (drafts: readonly SettingsDraft[], options: {readonly signal: AbortSignal; readonly onEvent: (event: TestEvent) => void}) => Promise<Review>;
	/** Saves what was reviewed: all or none, or each division that may be saved for itself. One that is left out has no outcome. */
	readonly save: (review: Review, options: {readonly isEach: boolean; readonly acceptsWarnings: boolean}) => Promise<ReviewOutcome[]>;
};

export const reviewServicesOf = (workspace: Workspace): ReviewServices => ({
	async review(drafts, {signal, onEvent}) {
		const {plan, unplanned} = await planEach(workspace, drafts.map(({code, typed}) => ({code, typed})), {signal});
		const tests = plan === undefined ? [] : await testPlan(await withKeptMac(workspace), plan, {signal, onEvent});
		return {
			divisions: drafts.map(draft => {
				const planned = plan?.divisions.find(({division: {code}}) => code === draft.code);
				return planned === undefined ? refused(unplanned.find(({code}) => code === draft.code)!) : reviewed(planned, tests.find(({code}) => code === draft.code)!, draft);
			}),
			plan: {plan, tests},
		};
	},
	async save({divisions, plan: made}, {isEach, acceptsWarnings}) {
		const {plan, tests} = made as {readonly plan: SavePlan | undefined; readonly tests: readonly PlanTest[]};
		const left = divisions.filter(one => one.verdict !== 'same' && !isSavable(one, {acceptsWarnings})).map(({code}) => code);
		const wanted = plan?.divisions.filter(({division: {code}}) => !left.includes(code)) ?? [];
		if (plan === undefined || wanted.length === 0 || (!isEach && left.length > 0)) {
			throw new BacoError('SET-UNTESTED', {division: left.join(', ')});
		}

		const saved = await saveSettings(workspace, {...plan, divisions: wanted}, {tests, acceptsWarnings, isEach});
		return saved.map(({code, outcome, problem}) => ({code, outcome, problem: problem && toProblem(problem)}));
	},
});

const refused = ({code, problem}: Unplanned): ReviewedDivision => {
	const {summary, fix} = problem.explanation;
	return {
		code, changes: [], statement: '', warnings: [], meanwhile: undefined, step: undefined, needsConsent: false,
		...(problem.id === 'SET-NOTHING' ? {verdict: 'same', detail: 'What you typed is stored already: nothing to save.'} : {verdict: 'refused', detail: `${summary} ${fix}`}),
	};
};

const reviewed = ({division, stored, changes, statement, warnings}: PlannedSave, {verdict, step, detail}: PlanTest, {seen}: SettingsDraft): ReviewedDivision => {
	const meanwhile = meanwhileText(seen, stored);
	return {
		code: division.code,
		changes: changes.map(({name, before, after}) => ({
			title: fieldOf(name).title, isMandatory: fieldOf(name).isMandatory, before: showSetting(name, before), after: showSetting(name, after),
		})),
		statement, warnings, meanwhile, verdict, step, detail,
		needsConsent: verdict === 'warn' || meanwhile !== undefined,
	};
};
