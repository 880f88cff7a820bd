import {contextTitle} from '../describe-keys.js';
import {keyName} from '../key-names.js';
import {
	dialogContexts,
	keymap,
	listContexts,
	type Context,
} from '../keymap.js';
import type {AppState} from '../state/app-state.js';
import {readableWidth} from '../state/layout.js';
import {accessMarks} from '../state/visible-divisions.js';
import {fit} from '../text/fit.js';
import {showZone} from '../text/show-time.js';
import {wrap} from '../text/wrap.js';
import type {Theme} from '../theme.js';

/** The keys of a screen, from the keymap, and what its signs mean. */
export const helpLines = ({size}: AppState, context: Context, theme: Theme): string[] => {
	const width = readableWidth(size.columns) - 4;
	const contexts: Context[] = [context, ...(listContexts.has(context) ? ['list' as const] : []), ...(dialogContexts.has(context) ? [] : ['global' as const])];
	const keyWidth = 18;
	return [
		...contexts.flatMap(name => [
			'',
			theme.paint(contextTitle(name), {bold: true}),
			...keymap[name].flatMap(({keys, help}) => wrap(help, width - keyWidth).map((line, index) =>
				theme.paint(fit(index === 0 ? keys.map(key => keyName(key)).join(' ') : '', keyWidth), {bold: true}) + line)),
		]),
		...(listContexts.has(context) ? ['', theme.paint('Digits', {bold: true}), ...wrap(context === 'divisions' ? 'Type the digits of a code to go to its division.' : 'Type a number to go to that row.', width)] : []),
		'',
		theme.paint('Signs', {bold: true}),
		...wrap(`${theme.glyphs.pass} pass   ${theme.glyphs.warn} warn   ${theme.glyphs.fail} fail   ${theme.glyphs.skipped} skipped   ${theme.glyphs.running} running   ${theme.glyphs.none} not run`, width),
		...(context === 'divisions' || context === 'division' ? ['', theme.paint('Marks in column M (ACCESS in a wide window)', {bold: true}), ...Object.values(accessMarks).flatMap(({mark, words}) => wrap(`${mark}  ${words}`, width))] : []),
		'',
		theme.paint('Times', {bold: true}),
		...wrap(`Of this computer's clock (${showZone(new Date())}), with the date when it was not today. Those that end in Z are UTC.`, width),
	].map(line => `  ${line}`);
};
