import {wordDistance} from '../platform/word-distance.js';

/** `; did you mean X` when one of the choices is near, else nothing. */
export const suggestion = (word: string, choices: readonly string[]): string => {
	const near = choices
		.map(choice => ({choice, distance: wordDistance(word.toLowerCase(), choice.toLowerCase())}))
		.filter(({choice, distance}) => distance <= Math.max(1, Math.floor(choice.replace(/^-+/v, '').length / 3)))
		.toSorted((a, b) => a.distance - b.distance);
	return near[0] === undefined ? '' : `; did you mean ${near[0].choice}`;
};
