import {cutTo} from '../text/fit.js';
import {clean, widthOf} from '../text/width.js';
import type {AppState} from '../state/app-state.js';
import {showElapsed} from '../../platform/show-duration.js';
import type {Theme} from '../theme.js';

/** Where the operator is: profile with its label and colour, server, user, rights, connection. What matters least is left out first. */
export const headerLine = (state: AppState, theme: Theme): string => {
	const {columns} = state.size;
	const {profile} = state;
	const right = ` ${connectionText(state)} `;
	const parts = [
		{text: 'baco', rank: 0},
		...(profile?.label === undefined ? [] : [{text: `[${profile.label}]`, rank: 0}]),
		{text: profile?.name ?? state.profileName ?? '', rank: 0},
		...(profile?.readOnly ? [{text: 'READ ONLY', rank: 0}] : []),
		...(profile ? [{text: `${serverName(profile.server)} ${profile.database}`, rank: 2}, {text: profile.operator ?? profile.user, rank: 1}] : []),
	].filter(({text}) => text !== '');
	let shown = parts;
	while (shown.length > 1 && widthOf(join(shown)) + widthOf(right) > columns && shown.some(({rank}) => rank > 0)) {
		const highest = Math.max(...shown.map(({rank}) => rank));
		shown = shown.filter(({rank}) => rank < highest);
	}

	const left = cutTo(clean(join(shown)), columns - widthOf(right));
	const line = left + ' '.repeat(Math.max(0, columns - widthOf(left) - widthOf(right))) + right;
	return theme.paint(cutTo(line, columns), {inverse: true, bold: true, color: profile?.color});
};

export const serverName = ({host, port, instance}: {readonly host: string; readonly port?: number; readonly instance?: string}): string =>
	`${host}${instance === undefined ? '' : `\\${instance}`}${port === undefined ? '' : `,${port}`}`;

function join(parts: ReadonlyArray<{readonly text: string}>): string {
	return ` ${parts.map(({text}) => text).join('  ')}`;
}

function connectionText({connection, now, writing, screens}: AppState): string {
	if (screens.some(({name}) => name === 'setup')) {
		return 'set-up';
	}

	if (writing) {
		return 'writing';
	}

	switch (connection.status) {
		case 'idle': {
			return 'starting';
		}

		case 'connecting': {
			return now - connection.since >= 1000 ? `connecting ${showElapsed(now - connection.since)}` : 'connecting';
		}

		case 'connected': {
			return 'connected';
		}

		case 'failed': {
			return 'not connected';
		}
	}
}
