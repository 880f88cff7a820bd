import {whyNot} from '../actions/why-not.js';
import {keyName} from '../key-names.js';
import {bindingsOf} from '../keymap.js';
import type {AppState} from '../state/app-state.js';
import {contextOf} from '../state/context.js';
import {isWithoutProfile} from '../state/without-profile.js';
import type {Theme} from '../theme.js';

/** The keys that do something now, as many as fit; help and quit always do, and so does the one that scrolls a text with more lines than there are rows. */
export const footerLine = (state: AppState, theme: Theme, isLong = false): string => {
	const bindings = bindingsOf(contextOf(state));
	const scrolling = isLong ? bindings.find(({action}) => action === 'scroll-page-down') ?? bindings.find(({action}) => action === 'scroll-down') : undefined;
	const hints = bindings
		.filter(binding => binding.footer !== undefined || binding === scrolling)
		.map(binding => ({...binding, footer: binding === scrolling ? 1 : binding.footer}))
		.filter(({footer, action}) => footer !== undefined && whyNot(state, action) === undefined)
		.map(({keys, label, action, footer}) => ({key: keyName(keys[0]!), label: action === 'open' && isWithoutProfile(state) ? 'set up' : label, rank: footer!}))
		.toSorted((left, right) => left.rank - right.rank);
	let shown = hints;
	while (shown.length > 1 && 1 + shown.reduce((sum, {key, label}) => sum + key.length + label.length + 3, -2) > state.size.columns) {
		const last = shown.findLastIndex(({rank}) => rank < 90);
		shown = shown.toSpliced(last === -1 ? shown.length - 1 : last, 1);
	}

	return ` ${shown.map(({key, label}) => `${theme.paint(key, {bold: true})} ${theme.paint(label, {dim: true})}`).join('  ')}`;
};
