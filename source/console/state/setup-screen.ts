import type {Choice} from '../../setup/question.js';
import type {OpenQuestion} from '../../setup/session.js';
import type {Problem} from './problem.js';
import type {ListPosition} from './list.js';
import type {TextInput} from './text-input.js';

/** First-time set-up: one question at a time, each answer tested before the next. */
export type SetupScreen = {
	readonly name: 'setup';
	readonly stage:
		| {readonly name: 'looking'}
		| {readonly name: 'asking'; readonly open: OpenQuestion}
		| {readonly name: 'checking'; readonly open: OpenQuestion}
		| {readonly name: 'testing'; readonly progress: string}
		/** The profile is saved, or cannot be; its divisions are not tested. */
		| {readonly name: 'failed'; readonly problem: Problem}
		| {readonly name: 'done'; readonly lines: readonly string[]};
	readonly list: ListPosition;
	/** Open while an answer is typed. */
	readonly input: TextInput | undefined;
	/** The text was not taken: what is typed takes its place, a key that moves or deletes mends it. */
	readonly isRefused: boolean;
	/** What was seen at the last answer. */
	readonly says: readonly string[];
	/** Why the last answer was not taken, or the question cannot be asked. */
	readonly problem: Problem | undefined;
	readonly scroll: number;
};

/** The choices of a question, with the answer that it had when that is none of them, and a line to type another. */
export const choicesOf = ({question, choices, fallback}: OpenQuestion): ReadonlyArray<Choice & {readonly isTyped?: true}> => choices.length === 0
	? []
	: [
		...choices,
		...(fallback === undefined || choices.some(({value}) => value === fallback) ? [] : [{value: fallback, text: `as before: ${fallback}`}]),
		...(question.other === undefined ? [] : [{value: '', text: question.other, isTyped: true as const}]),
	];

/** The question that is open, or whose answer is being tested. */
export const openQuestion = ({stage}: SetupScreen): OpenQuestion | undefined => stage.name === 'asking' || stage.name === 'checking' ? stage.open : undefined;
