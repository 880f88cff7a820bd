import {serverName} from '../components/header-line.js';
import {tableLines} from '../components/table.js';
import type {AppState} from '../state/app-state.js';
import {listRows} from '../state/layout.js';
import type {ScreenOf} from '../state/screen-state.js';
import type {Theme} from '../theme.js';
import {problemLines} from './problem-view.js';

export const profilesLines = ({profiles, profile, size}: AppState, {list, problem}: ScreenOf<'profiles'>, theme: Theme): string[] => {
	if (problem) {
		return problemLines(problem, size.columns, theme);
	}

	if (!profiles) {
		return ['', theme.paint('  Reading the profiles.', {dim: true})];
	}

	if (profiles.length === 0) {
		return ['', '  There is no profile yet.', '', '  baco profile add NAME --server HOST --database SYNERGY --user LOGIN   makes one.', '  baco --demo   opens the embedded environment with sample data.'];
	}

	return tableLines({
		rows: profiles, position: list, width: size.columns, height: listRows(size), theme,
		columns: [
			{title: 'PROFILE', share: 2, value: ({name}) => name},
			{
				title: 'LABEL', width: 12, value: ({label}) => label === undefined ? '' : `[${label}]`, style: ({color}) => ({bold: true, color}),
			},
			{title: 'SERVER', share: 2, value: ({server}) => serverName(server)},
			{title: 'DATABASE', share: 1, value: ({database}) => database},
			{
				title: 'LOGIN', share: 1, from: 90, value: ({user}) => user,
			},
			{title: 'RIGHTS', width: 9, value: ({readOnly}) => readOnly ? 'read only' : 'changes'},
			{title: '', width: 4, value: ({name}) => name === profile?.name ? 'open' : ''},
		],
	});
};
