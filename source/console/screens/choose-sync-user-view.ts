import {inputText} from '../components/input-text.js';
import {tableLines} from '../components/table.js';
import type {AppState} from '../state/app-state.js';
import {listRows, readableWidth} from '../state/layout.js';
import {statusOf, type SyncUsersScreen, type UserCheckScreen} from '../state/sync-screens.js';
import {explainIn} from '../../problems/explain-in.js';
import {leastReason} from '../../sync-user/override-reason.js';
import {roleText} from '../../sync-user/judge-role.js';
import {word} from '../../sync-user/labels.js';
import {accountingUnknownText} from '../../sync-user/sides-text.js';
import {wrap} from '../text/wrap.js';
import type {Theme} from '../theme.js';
import {sidesLines} from './connection-view.js';
import {facts} from './labelled.js';
import {problemLines} from './problem-view.js';
import {stepsText} from './relink-view.js';

export const syncUsersTitle = (state: AppState, {id}: SyncUsersScreen): string => ` Synchronisation user of ${statusOf(state.screens, id)?.description ?? id}`;

export const syncUsersLines = (state: AppState, {id, users, list}: SyncUsersScreen, theme: Theme): string[] => {
	const {columns} = state.size;
	if (users.status !== 'ready') {
		return users.status === 'failed' ? problemLines(users.problem, columns, theme) : ['', theme.paint('  Reading the users of the office.', {dim: true})];
	}

	const current = statusOf(state.screens, id)?.syncUser?.id;
	return tableLines({
		rows: users.value, position: list, width: columns, height: listRows(state.size), theme,
		columns: [
			{title: 'USER', share: 2, value: ({name}) => name},
			{title: 'LOGIN', share: 2, value: ({userName}) => userName},
			{title: 'ROLES', share: 3, value: ({roles}) => roles.join(', ')},
			{title: '', width: 10, value: user => user.id === current ? 'now' : (user.isActive ? '' : 'not active')},
		],
	});
};

export const userCheckTitle = (state: AppState, {id, user}: UserCheckScreen): string => ` ${user.name} for ${statusOf(state.screens, id)?.description ?? id}`;

/** What Enter does, or the reason that is typed: it stays on the screen, however long the lists above it are. */
export const userCheckQuestion = (state: AppState, {stage, input}: UserCheckScreen, theme: Theme): string[] => {
	if (stage.name !== 'ready' && stage.name !== 'writing') {
		return [];
	}

	const width = readableWidth(state.size.columns) - 4;
	return ['', ...(input === undefined
		? [theme.paint(stage.name === 'writing' ? 'Writing.' : 'Enter makes this user the synchronisation user.', {bold: true})]
		: [
			...wrap(`${stage.check.grantable.length === 0 ? 'T' : 'ctrl-g gives access in the office; or t'}ype why it is done all the same (at least ${leastReason} characters), the audit keeps it.`, width).map(line => theme.paint(line, {color: 'yellow'})),
			`${theme.paint('reason  ', {dim: true})}${inputText(input, width - 8, theme)}`,
		])].map(line => `  ${line}`);
};

/** Role, and access on both sides. */
export const userCheckLines = (state: AppState, {stage, user}: UserCheckScreen, theme: Theme): string[] => {
	const width = readableWidth(state.size.columns) - 4;
	switch (stage.name) {
		case 'checking': {
			return ['', theme.paint('  Checking role and access.', {dim: true})];
		}

		case 'failed': {
			return problemLines(stage.problem, state.size.columns, theme);
		}

		case 'done': {
			return ['', theme.paint(`${theme.glyphs.pass} ${stage.record.after} is the synchronisation user in baco now (audit ${stage.record.id}).`, {color: 'green', bold: true}), ...(stage.steps === undefined ? [] : ['', ...stepsText(stage.steps, width, theme)])].map(line => `  ${line}`);
		}

		case 'ready':
		case 'writing': {
			const {check} = stage;
			return [
				...facts([['now', check.from ?? word('nobody', theme.language)], ['roles', roleText(user, theme.language)], ['active', user.isActive ? 'yes' : 'no']], width, theme),
				'',
				...sidesLines({...check, accountingUnknown: accountingUnknownText(check, theme.language)}, width, theme),
				'',
				...check.findings.map(found => ({...found, ...explainIn(found, theme.language)})).flatMap(({severity, summary, fix}) => wrap(severity === 'fail' ? `${summary} ${fix}` : summary, width).map(line => theme.paint(line, severity === 'fail' ? {color: 'yellow'} : {}))),
			].map(line => `  ${line}`);
		}
	}
};
