import {explanationRows} from '../actions/move.js';
import {localTime} from '../../platform/show-time.js';
import {explainIn} from '../../problems/explain-in.js';
import {tableLines} from '../components/table.js';
import type {AppState} from '../state/app-state.js';
import {listRows, readableWidth} from '../state/layout.js';
import type {ConnectionsScreen} from '../state/sync-screens.js';
import type {ConnectionStatus, LinkState} from '../../sync-user/contract.js';
import {
	companiesText,
	detailLabel,
	gapOf,
	listLabel,
	stateLabel,
	userText,
	word,
	type Word,
} from '../../sync-user/labels.js';
import {fit} from '../text/fit.js';
import type {Style, Theme} from '../theme.js';
import {facts} from './labelled.js';
import {problemLines} from './problem-view.js';
import {withExplanation} from './with-explanation.js';

export const connectionsTitle = ({statuses, looking}: ConnectionsScreen): string =>
	` Accounting systems${statuses.status === 'ready' ? `  ${statuses.value.length} ${statuses.value.length === 1 ? 'connection' : 'connections'}` : ''}${looking ? '  looking' : ''}`;

export const connectionsLines = (state: AppState, {statuses, list, office}: ConnectionsScreen, theme: Theme): string[] => {
	const {columns} = state.size;
	if (statuses.status === 'loading') {
		return ['', theme.paint('  Asking the office and the accounting systems.', {dim: true})];
	}

	if (statuses.status === 'failed') {
		return problemLines(statuses.problem, columns, theme, ['', 'R looks again.']);
	}

	const selected = statuses.value[list.index];
	if (!selected) {
		return office === undefined ? ['', '  The office has no accounting system connection, and the profile names none.', '', theme.paint('  baco sync-user configure adds one.', {dim: true})] : problemLines(office, columns, theme, ['', 'R looks again.']);
	}

	const title = (name: Word) => word(name, theme.language).toUpperCase();
	const explanation = explanationRows(state);
	const notice = office === undefined ? [] : [theme.paint(fit(`  ${word('office', theme.language)}: ${explainIn(office, theme.language).summary}`, columns).trimEnd(), {color: 'yellow', bold: true})];
	const height = Math.max(1, listRows(state.size) - explanation - notice.length);
	const rows = tableLines({
		rows: statuses.value, position: list, width: columns, height, theme,
		columns: [
			{title: title('connection'), share: 3, value: ({description}) => description},
			{
				title: title('shortSystem'), width: 11, from: 90, value: ({type}) => type,
			},
			{
				title: title('status'), width: 14, value: ({state: link}) => listLabel(link, theme.language), style: ({state: link}) => linkStyle(link),
			},
			{
				title: title('state'), width: 16, from: 70, value: status => gapOf(status, theme.language) ?? detailLabel(status.state, theme.language), style: status => linkStyle(gapOf(status) === undefined ? status.state : 'expiring'),
			},
			{title: title('syncUser'), share: 3, value: status => userText(status, theme.language)},
			{
				title: title('companies'), width: title('companies').length, align: 'right', value: status => companiesText(status, theme.language),
			},
			{
				title: title('days'), width: 5, align: 'right', from: 100, value: ({link}) => link?.daysLeft === null || link?.daysLeft === undefined ? '' : String(Math.floor(link.daysLeft)),
			},
		],
	});
	return [...notice, ...withExplanation({
		table: rows, list, length: statuses.value.length, height, rows: explanation, theme, explanation: facts(summaryOf(selected, theme), readableWidth(columns) - 4, theme).map(line => `  ${line}`),
	})];
};

export const linkStyle = (state: LinkState): Style => {
	switch (state) {
		case 'connected': {
			return {color: 'green'};
		}

		case 'expiring':
		case 'unknown': {
			return {color: 'yellow'};
		}

		case 'reconnect_needed':
		case 'not_connected':
		case 'refused': {
			return {color: 'red', bold: true};
		}
	}
};

/** What is wrong, or that nothing is. */
const summaryOf = (status: ConnectionStatus, {language}: Theme): ReadonlyArray<readonly [string, string]> => {
	const worst = status.findings.find(({severity}) => severity === 'fail') ?? status.findings.find(({severity}) => severity === 'warn');
	const known: ReadonlyArray<readonly [string, string]> = status.lastKnown === null ? [] : [[word('lastKnown', language), `${detailLabel(status.lastKnown.state, language)}, ${localTime(new Date(status.lastKnown.at))}`]];
	const texts = worst && explainIn(worst, language);
	return texts === undefined
		? [[word('state', language), status.probedAt === '' ? word('notLooked', language) : `${stateLabel(status, language)}, ${word('seen', language)} ${localTime(new Date(status.probedAt))}`], ...known]
		: [[word('what', language), texts.summary], [word('cause', language), texts.cause], [word('fix', language), texts.fix], ...known];
};
