import {countOf} from '../../platform/count-of.js';
import type {AppState} from '../state/app-state.js';
import {bodyRows, detailColumns} from '../state/layout.js';
import {topScreen} from '../state/screens.js';
import {isSyncScreen} from '../state/sync-context.js';
import {fit} from '../text/fit.js';
import type {Theme} from '../theme.js';
import {accessServersLines, accessServersTitle} from './access-servers-view.js';
import {auditLines, auditTitle} from './audit-view.js';
import {divisionTitle, stepDetail, stepLines} from './division-view.js';
import {divisionsLines, divisionsTitle} from './divisions-view.js';
import {macLines, macTitle} from './mac-view.js';
import {profilesLines} from './profiles-view.js';
import {
	commandLines,
	confirmLines,
	reportLines,
	secretLines,
} from './prompt-view.js';
import {repairLines, repairTitle} from './repair-view.js';
import {reviewLines, reviewTitle} from './review-view.js';
import {settingsLines, settingsTitle} from './settings-view.js';
import {setupLines, setupTitle} from './setup-view.js';
import {statementsLines, statementsTitle} from './statements-view.js';
import {jobsLines} from './runs/jobs-view.js';
import {launchLines, pickLines} from './runs/launch-view.js';
import {lineLines, lineTitle} from './runs/line-view.js';
import {processLogLines, processLogTitle} from './runs/process-log-view.js';
import {runLines, runTitle} from './runs/run-view.js';
import {runsLines, runsTitle} from './runs/runs-view.js';
import {syncFrame} from './sync-frame.js';
import {textLines} from './text-view.js';

export type Frame = {
	readonly title: string;
	/** The body's panes from left to right. */
	readonly panes: ReadonlyArray<{readonly lines: readonly string[]; readonly width: number}>;
	/** The last first line that its text may have: 0 where all of it is seen, absent where nothing is scrolled. */
	readonly scrollLimit?: number;
};

/** What stands between the header and the message line. */
export const frameOf = (state: AppState, theme: Theme): Frame => {
	const screen = topScreen(state);
	const {columns} = state.size;
	const bold = (text: string) => theme.paint(fit(text, columns), {bold: true});
	const whole = (title: string, lines: readonly string[], scroll?: number): Frame => scroll === undefined
		? {title, panes: [{lines, width: columns}]}
		: {title, panes: [{lines: scrolled(state, lines, scroll, theme), width: columns}], scrollLimit: limitOf(state, lines)};
	if (isSyncScreen(screen)) {
		const {title, lines, scroll, pinned = []} = syncFrame(state, screen, theme);
		return scroll === undefined || pinned.length === 0
			? whole(bold(title), lines, scroll)
			: {
				title: bold(title), panes: [{lines: [...scrolled(state, lines, scroll, theme, pinned.length), ...pinned], width: columns}], scrollLimit: limitOf(state, lines, pinned.length),
			};
	}

	switch (screen.name) {
		case 'divisions': {
			return whole(divisionsTitle(state, theme), divisionsLines(state, theme));
		}

		case 'division': {
			const {left, right} = detailColumns(state.size);
			const text = stepDetail(state, screen, theme);
			return {
				title: divisionTitle(state, screen, theme),
				panes: [{lines: stepLines(state, screen, theme), width: left}, {lines: [], width: 2}, {lines: scrolled(state, text, screen.scroll, theme), width: right + 1}],
				scrollLimit: limitOf(state, text),
			};
		}

		case 'access-servers': {
			return whole(bold(accessServersTitle(state, screen)), accessServersLines(state, screen, theme));
		}

		case 'repair': {
			return whole(bold(repairTitle(screen)), repairLines(state, screen, theme), screen.scroll);
		}

		case 'settings': {
			return whole(bold(settingsTitle(state, screen)), settingsLines(state, screen, theme), screen.scroll);
		}

		case 'setup': {
			return whole(bold(setupTitle(screen)), setupLines(state, screen, theme), screen.scroll);
		}

		case 'mac': {
			return whole(bold(macTitle(screen)), macLines(state, screen, theme), screen.scroll);
		}

		case 'review': {
			return whole(bold(reviewTitle(screen)), reviewLines(state, screen, theme), screen.scroll);
		}

		case 'audit': {
			return whole(bold(auditTitle(state)), auditLines(state, screen, theme));
		}

		case 'profiles': {
			return whole(bold(' Profiles'), profilesLines(state, screen, theme));
		}

		case 'statements': {
			return whole(bold(statementsTitle(state, screen)), statementsLines(state, screen, theme));
		}

		case 'text': {
			return whole(bold(` ${screen.title}`), textLines(state, screen.content, theme), screen.scroll);
		}

		case 'jobs': {
			return whole(bold(' Jobs'), jobsLines(state, screen, theme));
		}

		case 'launch': {
			return whole(bold(` Launch ${screen.job.name}`), launchLines(state, screen, theme), screen.scroll);
		}

		case 'pick': {
			return whole(bold(` Divisions  ${screen.chosen.size} marked`), pickLines(state, screen, theme));
		}

		case 'run': {
			return whole(bold(runTitle(screen, theme)), runLines(state, screen, theme));
		}

		case 'runs': {
			return whole(bold(runsTitle(screen)), runsLines(state, screen, theme));
		}

		case 'process-log': {
			return whole(bold(processLogTitle(screen)), processLogLines(state, screen, theme));
		}

		case 'line': {
			return whole(bold(lineTitle(screen)), lineLines(state, screen, theme));
		}

		case 'command': {
			return whole(bold(' Command'), commandLines(state, screen, theme));
		}

		case 'confirm': {
			return whole(bold(' Question'), confirmLines(state, screen, theme));
		}

		case 'report': {
			return whole(bold(' Report for the ticket'), reportLines(state, screen, theme));
		}

		case 'secret': {
			return whole(bold(screen.question.name === 'vault' ? ' Passphrase' : ' Password'), secretLines(state, screen, theme));
		}
	}
};

/** The last first line that a scrolled text may have. */
export const scrollLimit = (state: AppState, theme: Theme): number => frameOf(state, theme).scrollLimit ?? 0;

/** The same of a text, above the rows that stay: a question, and the field that it is answered in. */
const limitOf = (state: AppState, lines: readonly string[], pinned = 0): number => {
	const rows = rowsAbove(state, pinned);
	return lines.length <= rows ? 0 : lines.length - rows + 1;
};

/** Two rows at least: one of the text, and the one that says that there is more. */
const rowsAbove = ({size}: AppState, pinned: number) => Math.max(2, bodyRows(size) - pinned);

// The last row says that there is more: a text that ends at the edge looks complete.
function scrolled(state: AppState, lines: readonly string[], wanted: number, theme: Theme, pinned = 0): readonly string[] {
	const rows = rowsAbove(state, pinned);
	if (lines.length <= rows) {
		return lines;
	}

	const scroll = Math.min(wanted, limitOf(state, lines, pinned));
	const end = scroll + rows - 1;
	const below = lines.length - end;
	return [...lines.slice(scroll, end), theme.paint(below > 0 ? `${theme.glyphs.more} ${countOf(below, 'more line')}` : `${theme.glyphs.less} end`, {dim: true})];
}
