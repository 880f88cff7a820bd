import {countOf} from '../../platform/count-of.js';
import {inputText} from '../components/input-text.js';
import {commandList} from '../state/command-line.js';
import {runningCodes} from '../state/live-test.js';
import {unsavedSettings, unsavedText} from '../state/settings-drafts.js';
import type {AppState} from '../state/app-state.js';
import type {Confirmation, ScreenOf} from '../state/screen-state.js';
import {bodyRows, readableWidth} from '../state/layout.js';
import {word} from '../../sync-user/labels.js';
import {fit} from '../text/fit.js';
import {showValue} from '../text/show-value.js';
import {wrap} from '../text/wrap.js';
import type {Theme} from '../theme.js';
import {facts} from './labelled.js';

/** A question that `y` answers. */
export const confirmLines = (state: AppState, {question}: ScreenOf<'confirm'>, theme: Theme): string[] => {
	const width = readableWidth(state.size.columns) - 4;
	return ['', ...questionLines(state, question, width, theme), '', theme.paint('y does it, n does nothing.', {bold: true})].map(line => `  ${line}`);
};

function questionLines(state: AppState, question: Confirmation, width: number, theme: Theme): string[] {
	switch (question.kind) {
		case 'quit': {
			const running = runningCodes(state).length;
			// It may have ended while the question was open.
			const unsaved = unsavedText(unsavedSettings(state));
			const text = running === 0 ? (unsaved === '' ? 'What was running has ended. Quit?' : 'Quit?') : `${running === 1 ? 'A test is' : `${running} tests are`} running. Cancel and quit?`;
			return wrap(`${unsaved} ${state.writing ? 'A change is being written. Quit when it is done?' : text}`.trim(), width);
		}

		case 'discard': {
			const {code} = question;
			return wrap(`Forget ${countOf(unsavedSettings(state).find(one => one.code === code)?.count ?? 0, 'value')} typed for division ${code}? What is stored stays as it is.`, width);
		}

		case 'switch': {
			const running = runningCodes(state).length;
			const unsaved = unsavedText(unsavedSettings(state));
			return wrap(`${unsaved} ${running === 0 ? `${unsaved === '' ? 'What was running has ended. ' : ''}Switch to profile ${question.profile}?` : `${running === 1 ? 'A test is running. Cancel it' : `${running} tests are running. Cancel them`} and switch to profile ${question.profile}?`}`.trim(), width);
		}

		case 'grant': {
			const {user, companies} = question;
			const shown = companies.slice(0, Math.max(3, state.size.rows - 12));
			return [
				...wrap(`Give ${user.name} access in the office to ${companies.length} ${companies.length === 1 ? 'company' : 'companies'}? It is given at once, and the audit names them; it is taken back in the office only, in Settings > Users.`, width),
				'',
				...shown.map(({code, name}) => fit(`${code}  ${name}`, width).trimEnd()),
				...(companies.length > shown.length ? [`and ${companies.length - shown.length} more, which the screen below lists`] : []),
			];
		}

		case 'choose-user': {
			const {connection, from, user, reason} = question;
			return [
				...wrap(`Make this user the synchronisation user of ${connection}?`, width),
				'',
				...facts([
					['from', from ?? word('nobody', theme.language)],
					['to', user.name],
					...(reason === undefined ? [] : [['reason', reason] as const]),
				], width, theme),
			];
		}

		case 'kill-run': {
			return wrap(`${question.job} is asked to stop already. Kill it and what it started at once? What it is in the middle of may stay half done; without a kill it is ended when its time is over.`, width);
		}

		case 'test-all': {
			return wrap(`Test ${countOf(question.codes.length, 'division')}? Each test connects to its servers; x cancels.`, width);
		}

		case 'undo': {
			const {record} = question;
			return [
				...wrap('Undo this change? The old value is put back only if nobody changed the row since.', width),
				'',
				...facts([
					['division', record.division],
					['where', `${record.target.server} ${record.target.database} row ${record.target.rowId} ${record.target.column}`],
					['now', showValue(record.after)],
					['again', showValue(record.before)],
				], width, theme),
			];
		}
	}
}

export const reportLines = ({size}: AppState, {input, codes}: ScreenOf<'report'>, theme: Theme): string[] => {
	const width = readableWidth(size.columns) - 4;
	return [
		'',
		...wrap(codes.length === 1 ? `Report about ${codes[0]}: everything seen by its test, and no secret.` : `Report about ${countOf(codes.length, 'division')}: everything seen by their tests, and no secret.`, width),
		'',
		`${theme.paint('file  ', {dim: true})}${inputText(input, width - 6, theme)}`,
		'',
		theme.paint('Markdown; JSON when the name ends in .json.', {dim: true}),
	].map(line => `  ${line}`);
};

/** Asks for a secret. What is typed is neither shown nor kept on disk. */
export const secretLines = ({size}: AppState, {question, input}: ScreenOf<'secret'>, theme: Theme): string[] => {
	const width = readableWidth(size.columns) - 4;
	const isVault = question.name === 'vault';
	const field = isVault ? 'passphrase' : 'password';
	return [
		'',
		...wrap(question.label, width).map(line => theme.paint(line, {bold: true})),
		'',
		`${theme.paint(`${field}  `, {dim: true})}${inputText(input, width - field.length - 2, theme, '*')}`,
		'',
		...wrap(`It is used as long as this console runs. ${isVault ? 'BACO_VAULT_PASSPHRASE_FILE or BACO_VAULT_PASSPHRASE gives it without a question.' : `baco credential set ${question.name} keeps it.`}`, width).map(line => theme.paint(line, {dim: true})),
	].map(line => `  ${line}`);
};

/** What may be typed on the command line: the commands that begin with what stands there, else all; above them why the last one was refused. */
export const commandLines = ({size, message}: AppState, {choices, input, isRefused}: ScreenOf<'command'>, theme: Theme): string[] => {
	const width = size.columns - 4;
	const refusal = message ? [...wrap(`${message.kind === 'done' ? '' : `${theme.glyphs.warn} `}${message.text}`, width).map(line => theme.paint(line, {color: 'yellow', bold: true})), ...(isRefused ? [theme.paint(fit('The next letter begins anew; an arrow keeps the text.', width).trimEnd(), {dim: true})] : []), ''] : [];
	const rows = bodyRows(size) - refusal.length;
	const lines = choices.length > 0 ? wrap(choices.slice(0, 200).join(' '.repeat(3)), width) : commandNames(input.value, width, rows, theme);
	// Where every row is needed, none is left empty.
	return [...(lines.length < rows ? [''] : []), ...refusal.map(line => `  ${line}`), ...lines.map(line => `  ${line}`)];
};

function commandNames(typed: string, width: number, rows: number, theme: Theme): string[] {
	const begin = typed.trimStart().split(/\s/v, 1)[0]!.toLowerCase();
	const begun = commandList.filter(({name}) => name.startsWith(begin));
	const shown = begun.length > 0 ? begun : commandList;
	if (shown.length <= rows) {
		const wide = width < 96 ? 10 : 27;
		return shown.map(({name, argument, help}) => `${theme.paint(fit(name, 16), {bold: true})}${fit(argument, wide)}${theme.paint(fit(help, width - 16 - wide).trimEnd(), {dim: true})}`);
	}

	const half = Math.ceil(shown.length / 2);
	const cell = Math.floor(width / 2);
	return shown.slice(0, half).map((command, row) => [command, shown[half + row]].map(one => one === undefined ? '' : theme.paint(fit(one.name, 16), {bold: true}) + fit(one.argument, cell - 17)).join(' ').trimEnd());
}
