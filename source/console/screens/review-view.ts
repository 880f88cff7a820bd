import {countOf} from '../../platform/count-of.js';
import {statusGlyph, statusStyle, type Status} from '../components/status-text.js';
import type {AppState} from '../state/app-state.js';
import {readableWidth} from '../state/layout.js';
import type {Review, ReviewedDivision, ReviewOutcome} from '../state/review.js';
import {savedByReview, whyNothingSaved, type ReviewScreen} from '../state/review-screen.js';
import {orElse} from '../text/or-else.js';
import {wrap} from '../text/wrap.js';
import type {Theme} from '../theme.js';
import {facts, labelled} from './labelled.js';
import {problemLines} from './problem-view.js';

export const reviewTitle = ({drafts}: ReviewScreen): string => ` Settings that are not saved  ${countOf(drafts.length, 'division')}`;

/** The tests, what a save would change, or what became of it. */
export const reviewLines = (state: AppState, screen: ReviewScreen, theme: Theme): string[] => {
	const {columns} = state.size;
	const {stage} = screen;
	if (stage.name === 'failed') {
		return problemLines(stage.problem, columns, theme, ['', 'Nothing more was written; what you typed is kept.']);
	}

	const view: View = {width: readableWidth(columns) - 4, theme, nameOf: code => state.divisions.find(division => division.code === code)?.name ?? ''};
	const lines = stage.name === 'testing' ? testingLines(screen, stage.progress, view) : (stage.name === 'done' ? outcomeLines(screen, stage.outcomes, view) : previewLines(screen, stage.review, view));
	return lines.map(line => `  ${line}`);
};

type View = {readonly width: number; readonly theme: Theme; readonly nameOf: (code: string) => string};

const testingLines = ({drafts}: ReviewScreen, progress: Readonly<Record<string, string | undefined>>, {theme, nameOf, width}: View): string[] => [
	theme.paint('Testing each division with its new values. Nothing is written.', {bold: true}),
	'',
	...drafts.flatMap(({code, typed}) => wrap(`${code}  ${nameOf(code)}  ${countOf(Object.keys(typed).length, 'value')}  ${progress[code] ?? 'waits'}`, width)),
];

/** What `y` does stands first: the rest may be longer than the window. */
const previewLines = (screen: ReviewScreen, review: Review, view: View): string[] => {
	const {theme, width} = view;
	const {divisions} = review;
	return [
		...wrap(`Tested with the new values: ${countsOf(divisions)}.`, width),
		...choiceLines(screen, review, view),
		'',
		...divisions.flatMap(division => divisionLines(division, view)),
		theme.paint('Statements', {dim: true}),
		...divisions.filter(({statement}) => statement !== '').flatMap(({statement}) => wrap(statement, width - 2).map(line => `  ${line}`)),
	];
};

const countsOf = (divisions: readonly ReviewedDivision[]): string => Object.entries(verdictWords)
	.map(([verdict, words]) => ({words, count: divisions.filter(division => division.verdict === verdict).length}))
	.filter(({count}) => count > 0)
	.map(({words, count}) => `${count} ${words}`)
	.join(', ');

const verdictWords: Readonly<Record<ReviewedDivision['verdict'], string>> = {
	pass: 'pass', off: 'switched off', warn: 'warn', fail: 'fail', refused: 'refused', same: 'stored already',
};

const choiceLines = (screen: ReviewScreen, review: Review, {width, theme}: View): string[] => {
	const {isEach, acceptsWarnings, stage} = screen;
	const consent = review.divisions.filter(({needsConsent}) => needsConsent).map(({code}) => code);
	const {saved, left} = savedByReview(screen, review);
	const question = stage.name === 'saving' ? 'Writing.' : whyNothingSaved(screen, review) ?? `y saves ${saved.join(', ')}${left.length > 0 ? `; ${left.join(', ')} ${left.length === 1 ? 'stays' : 'stay'} unsaved` : ''}. n goes back.`;
	return [
		...facts([
			['o  way', isEach ? 'those that work, each for itself' : 'all or none, in one transaction'],
			...(consent.length > 0 ? [['w  warnings', `${acceptsWarnings ? 'accepted' : 'not accepted'}: ${consent.join(', ')}`] as const] : []),
		], width, theme),
		...wrap(question, width).map(line => theme.paint(line, {bold: true})),
	];
};

const statuses: Readonly<Record<ReviewedDivision['verdict'], Status>> = {
	pass: 'pass', off: 'warn', warn: 'warn', fail: 'fail', refused: 'fail', same: 'none',
};

const divisionLines = ({code, changes, warnings, meanwhile, verdict, step, detail}: ReviewedDivision, {width, theme, nameOf}: View): string[] => {
	const status = statuses[verdict];
	const doubts = [...(meanwhile === undefined ? [] : [meanwhile]), ...warnings];
	return [
		...wrap(`${statusGlyph(status, theme)} ${code}  ${nameOf(code)}  ${verdict}${step === undefined ? '' : ` ${step}`}  ${detail}`, width).map(line => theme.paint(line, statusStyle(status))),
		...changes.flatMap(({title, isMandatory, before, after}) => [
			`    ${title}${isMandatory ? ' !' : ''}`,
			...facts([['before', orElse(before, '(empty)')], ['after', orElse(after, '(empty)')]], width - 6, theme).map(line => `      ${line}`),
		]),
		...doubts.flatMap(doubt => wrap(`${theme.glyphs.warn} ${doubt}`, width - 4).map(line => `    ${theme.paint(line, {color: 'yellow', bold: true})}`)),
		'',
	];
};

const outcomeLines = ({drafts}: ReviewScreen, outcomes: readonly ReviewOutcome[], {width, theme, nameOf}: View): string[] => {
	const left = drafts.filter(({code}) => outcomes.every(outcome => outcome.code !== code)).map(({code}) => code);
	return [
		theme.paint(`Saved ${outcomes.filter(({outcome}) => outcome === 'saved').length} of ${countOf(outcomes.length, 'division')}.`, {bold: true}),
		'',
		...outcomes.flatMap(({code, outcome, problem}) => {
			const status: Status = outcome === 'saved' ? 'pass' : (outcome === 'unknown' ? 'warn' : 'fail');
			return [
				...wrap(`${statusGlyph(status, theme)} ${code}  ${nameOf(code)}  ${outcome === 'unknown' ? 'whether it was saved is not known' : outcome}`, width).map(line => theme.paint(line, statusStyle(status))),
				...(problem === undefined ? [] : [...wrap(`${problem.id}  ${problem.summary}`, width - 4), ...labelled('Cause', problem.cause, width - 4, theme), ...labelled('Fix', problem.fix, width - 4, theme)].map(line => `    ${line}`)),
			];
		}),
		...(left.length === 0 ? [] : ['', ...wrap(`Left as ${left.length === 1 ? 'it was' : 'they were'}: ${left.join(', ')}.`, width)]),
		'',
		...wrap(`${outcomes.length < drafts.length || outcomes.some(({outcome}) => outcome !== 'saved') ? 'What was not saved is kept as you typed it: U reviews it again. ' : ''}A lists the changes, u there undoes one.`, width).map(line => theme.paint(line, {dim: true})),
	];
};
