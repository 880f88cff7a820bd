import type {Problem} from './problem.js';

export type Loading<T> =
	| {readonly status: 'loading'; readonly since: number}
	| {readonly status: 'ready'; readonly value: T}
	| {readonly status: 'failed'; readonly problem: Problem};
