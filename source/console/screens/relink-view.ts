import {inputText} from '../components/input-text.js';
import type {AppState} from '../state/app-state.js';
import {readableWidth} from '../state/layout.js';
import {isHopeless, type RelinkScreen, type RelinkStage} from '../state/sync-screens.js';
import {signInText} from '../../sync-user/oauth/sign-in-text.js';
import type {ManualSteps} from '../../sync-user/manual-steps.js';
import {explainIn} from '../../problems/explain-in.js';
import {shownUsers} from '../../sync-user/relink/shown-users.js';
import {word} from '../../sync-user/labels.js';
import {leastReason} from '../../sync-user/override-reason.js';
import {graphemes} from '../text/width.js';
import {wrap} from '../text/wrap.js';
import type {Theme} from '../theme.js';
import {coverageLines, sidesLines} from './connection-view.js';
import {facts} from './labelled.js';
import {problemLines} from './problem-view.js';

export const relinkTitle = ({description, flows}: RelinkScreen): string => [` Relink ${description}`, ...flows.slice(0, 1).map(flow => `by ${flow}`)].join('  ');

export const relinkLines = (state: AppState, {stage, flows}: RelinkScreen, theme: Theme): string[] => {
	const width = readableWidth(state.size.columns) - 4;
	return ['', ...stageLines(state, stage, {width, theme, hasOthers: flows.length > 1})].map(line => typeof line === 'string' ? `  ${line}` : line.whole);
};

/** The question and the field that it is answered in: they stay on the screen, however long the text above them is. */
export const relinkQuestion = (state: AppState, {stage, input, flows}: RelinkScreen, theme: Theme): string[] => {
	const width = readableWidth(state.size.columns) - 4;
	// A fault of what was pasted takes the room.
	const isRefused = stage.name === 'paste' && stage.problem !== undefined;
	const others = !isRefused && flows.length > 1 && 'paste device loopback'.includes(stage.name) ? ['', theme.paint(`Tab goes another way: ${flows.slice(1).join(', ')}.`, {dim: true})] : [];
	const name = fieldNames[stage.name] ?? '';
	const field = input === undefined ? [] : [`${theme.paint(`${name}  `, {dim: true})}${inputText(input, width - name.length - 2, theme, hidden.has(stage.name) ? '*' : undefined)}`];
	const question = questionOf(stage).flatMap(text => wrap(text, width)).map(line => theme.paint(line, {bold: true}));
	const lines = [...question, ...field];
	return [...(lines.length > 0 ? [''] : []), ...lines, ...others].map(line => `  ${line}`);
};

const questionOf = (stage: RelinkStage): string[] => {
	if (stage.name === 'writing') {
		return ['Replacing the link.'];
	}

	if (stage.name !== 'proposal') {
		return [];
	}

	const {proposal: {isComplete}, reason} = stage;
	return isComplete || reason !== undefined
		? [...(reason === undefined ? [] : [`Companies are out of its reach. Reason: ${reason}`]), 'Replace the link by this one? y does it.']
		: [`Companies are out of its reach. Type why it is done all the same (at least ${leastReason} characters); the audit keeps it.`];
};

const fieldNames: Partial<Record<RelinkStage['name'], string>> = {
	paste: 'address', user: 'user', password: 'password', proposal: 'reason',
};

const hidden: ReadonlySet<RelinkStage['name']> = new Set(['paste', 'password']);

/** A line of the window's full width, without the margin. */
type WholeLine = {readonly whole: string};

type Look = {readonly width: number; readonly theme: Theme; readonly hasOthers: boolean};

const stageLines = (state: AppState, stage: RelinkStage, {width, theme, hasOthers}: Look): Array<string | WholeLine> => {
	switch (stage.name) {
		case 'starting': {
			return [theme.paint('Asking the office and the accounting system. The link that is there stays as it is.', {dim: true})];
		}

		case 'paste': {
			return [
				...wrap(`Open this address in a browser, ${signInText(stage.account)}, and consent:`, width),
				'',
				...cut(stage.url, state.size.columns, theme),
				'',
				...(stage.problem === undefined ? wrap(`The browser then goes to ${stage.redirectUri}; that page may be empty or an error. Copy its whole address and paste it here; it is not shown.`, width) : []),
				...(stage.endsAt === undefined ? [] : [countDown(stage.endsAt - state.now, theme)]),
				...(stage.problem === undefined ? [] : ['', ...wrap(explainIn(stage.problem, theme.language).summary, width).map(line => theme.paint(line, {color: 'red', bold: true})), ...wrap(explainIn(stage.problem, theme.language).fix, width)]),
			];
		}

		case 'device': {
			return [
				...wrap(`Open this page in any browser, type the code there, and ${signInText(stage.account)}. Give the code to nobody.`, width),
				'',
				...facts([['application', stage.application], ['page', stage.verificationUri], ['code', stage.userCode], ['good for', minutes(stage.endsAt - state.now)]], width, theme),
				'',
				theme.paint('Waiting for the consent.', {dim: true}),
			];
		}

		case 'loopback': {
			return [
				...(stage.hint === undefined ? [] : [...wrap('First let the browser of your own machine reach this one, from there:', width), stage.hint, '']),
				...wrap(`Open this address in the browser, ${signInText(stage.account)}, and consent. baco goes on by itself then.`, width),
				'',
				...cut(stage.url, state.size.columns, theme),
			];
		}

		case 'user':
		case 'password': {
			return wrap(stage.name === 'user' ? 'The user at the accounting system:' : `The password of ${stage.user}. It is tried once.`, width);
		}

		case 'proving': {
			return [theme.paint('Proving the new link. The old one is untouched.', {dim: true})];
		}

		case 'proposal':
		case 'writing': {
			const {
				from, to, office, coverage, findings, isOtherAccount,
			} = stage.proposal;
			return [
				...facts([
					['from', from.account === undefined ? 'no link' : shownUsers(from.madeFor, from.account)],
					['to', shownUsers(from.syncUser, to)],
				], width, theme),
				...(isOtherAccount ? [theme.paint('This is another user of the accounting system than before.', {color: 'yellow', bold: true})] : []),
				'',
				...(from.syncUser === undefined
					? (coverage === undefined ? wrap('Which companies it covers is not known.', width) : coverageLines(coverage, width, theme))
					: sidesLines({office, accounting: coverage, accountingUnknown: word('notKnown', theme.language)}, width, theme)),
				...findings.filter(({severity}) => severity !== 'info').flatMap(found => wrap(explainIn(found, theme.language).summary, width).map(line => theme.paint(line, {color: 'yellow'}))),
			];
		}

		case 'failed': {
			return [...problemLines(stage.problem, width, theme), '', ...wrap(`The link that was there before is untouched.${isHopeless(stage.problem) ? '' : ' Enter tries again;'}${hasOthers ? ' Tab goes another way;' : ''} Esc leaves.`, width).map(line => theme.paint(line, {dim: true}))];
		}

		case 'done': {
			return [
				theme.paint(`${theme.glyphs.pass} Relinked: ${stage.record.after}.`, {color: 'green', bold: true}),
				'',
				...facts([['was', stage.record.before], ['companies', stage.record.statement], ['audit', stage.record.id]], width, theme),
				...(stage.steps === undefined ? [] : ['', ...stepsText(stage.steps, width, theme)]),
			];
		}
	}
};

/** What is left to do in the office's own pages. */
export const stepsText = ({older, newer}: ManualSteps, width: number, {language}: Theme): string[] => [
	...wrap(word('stepsLeft', language), width),
	word('olderInterface', language),
	...older.flatMap((step, index) => wrap(`  ${index + 1}. ${step}`, width)),
	word('newerInterface', language),
	...newer.flatMap((step, index) => wrap(`  ${index + 1}. ${step}`, width)),
];

/** An address in pieces of the window's width, without a blank between them: a browser takes the line breaks out again. */
const cut = (text: string, width: number, theme: Theme): WholeLine[] => {
	const letters = graphemes(text);
	return Array.from({length: Math.ceil(letters.length / width)}, (_, index) => ({whole: theme.link(letters.slice(index * width, (index + 1) * width).join(''), text)}));
};

const countDown = (leftMs: number, theme: Theme) => leftMs > 0
	? theme.paint(`A code is good for a short time: ${minutes(leftMs)} when you consented at once.`, {dim: true})
	: theme.paint('A code of a consent from the beginning is too old now: then press Esc and start again.', {color: 'yellow'});

const minutes = (leftMs: number) => {
	const seconds = Math.max(0, Math.ceil(leftMs / 1000));
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
