import {countOf} from '../../platform/count-of.js';
import type {ReviewServices} from '../review-services.js';
import {savedByReview} from '../state/review-screen.js';
import type {Review, ReviewedDivision} from '../state/review.js';
import type {SettingsDraft} from '../state/settings-draft.js';
import {orElse} from '../text/or-else.js';
import type {Dialogue} from './dialogue.js';

export type Drafts = Map<string, SettingsDraft>;

/** Every setting that was typed and kept, of all divisions: tested with the new values, read out, and saved on an explicit answer. Resolves with the divisions that were saved; their drafts are gone. */
export const reviewByNumbers = async (dialogue: Dialogue, services: ReviewServices, drafts: Drafts): Promise<readonly string[]> => {
	const {say, signal} = dialogue;
	if (drafts.size === 0) {
		say('No settings are typed and not saved.');
		return [];
	}

	say(`Testing ${countOf(drafts.size, 'division')} with the new values.`);
	const review = await services.review(drafts.values().toArray(), {
		signal,
		onEvent(event) {
			if (event.type === 'test-ended') {
				say(`${event.result.division}: tested.`);
			}
		},
	});
	say(...review.divisions.flatMap(division => divisionLines(division)));
	const way = await wayOf(dialogue, review);
	if (way === undefined) {
		say('Nothing was written; what you typed is kept.');
		return [];
	}

	const outcomes = await services.save(review, way);
	say(...outcomes.flatMap(({code, outcome, problem}) => [`${code}: ${outcome === 'unknown' ? 'whether it was saved is not known' : outcome}.`, ...(problem === undefined ? [] : [`Error ${problem.id}: ${problem.summary}`, `Cause: ${problem.cause}`, `Fix: ${problem.fix}`])]));
	const saved = outcomes.filter(({outcome}) => outcome === 'saved').map(({code}) => code);
	const same = review.divisions.filter(({verdict}) => verdict === 'same').map(({code}) => code);
	for (const code of [...saved, ...same]) {
		drafts.delete(code);
	}

	return saved;
};

const divisionLines = ({code, changes, statement, warnings, meanwhile, verdict, step, detail}: ReviewedDivision): string[] => [
	`${code}: ${[verdict, step ?? ''].join(' ').trim()}. ${detail}`,
	...changes.flatMap(({title, isMandatory, before, after}) => [`${title}${isMandatory ? ', mandatory' : ''}, before: ${orElse(before, 'empty')}`, `${title}, after: ${orElse(after, 'empty')}`]),
	...(meanwhile === undefined ? [] : [`Warning: ${meanwhile}`]),
	...warnings.map(warning => `Warning: ${warning}`),
	...(statement === '' ? [] : [`Statement: ${statement}`]),
];

type Way = {readonly isEach: boolean; readonly acceptsWarnings: boolean};

/** All or none, or each that works; undefined when nothing is to be written. */
const wayOf = async (dialogue: Dialogue, review: Review, hasConsent = false): Promise<Way | undefined> => {
	const [all, each] = [waysOf(review, {isEach: false, acceptsWarnings: hasConsent}), waysOf(review, {isEach: true, acceptsWarnings: hasConsent})];
	const doubted = hasConsent ? [] : review.divisions.filter(({needsConsent, verdict}) => needsConsent && verdict !== 'fail').map(({code}) => code);
	if (each.saved.length === 0 && doubted.length === 0) {
		dialogue.say('None of them can be saved.');
		return undefined;
	}

	const answer = await dialogue.ask([
		...(all.saved.length > 0 ? [`all to save ${all.saved.join(', ')}, all or none;`] : []),
		...(each.saved.length > 0 ? [`each to save those that work, each for itself: ${each.saved.join(', ')};`] : []),
		...(doubted.length > 0 ? [`warnings to accept the warnings of ${doubted.join(', ')};`] : []),
		'nothing to leave:',
	].join(' '));
	if (answer === 'warnings') {
		return wayOf(dialogue, review, true);
	}

	const chosen = answer === 'all' ? all : (answer === 'each' ? each : undefined);
	return (chosen?.saved.length ?? 0) > 0 ? chosen : undefined;
};

const waysOf = (review: Review, way: Way) => ({...way, ...savedByReview(way, review)});
