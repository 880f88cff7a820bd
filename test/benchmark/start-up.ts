import path from 'node:path';
import type {Figure} from './figure.js';
import {
	measurePairs,
	median,
	medianRatio,
	type Pair,
} from './pairs.js';
import {secondsUntilShown, wallSeconds} from './processes.js';

const baco = path.resolve('dist/cli.js');

/** `baco --version` against the least that Node itself takes. */
export const version: Figure = {
	name: 'start of baco --version',
	measures: 'wall time / node -e 0',
	aim: 1.3,
	async measure() {
		const pairs = await measurePairs(async () => wallSeconds([baco, '--version']), async () => wallSeconds(['-e', '0']), {runs: 21});
		return {value: medianRatio(pairs), detail: seconds(pairs)};
	},
};

/** The console's first frame against the first frame of a ten-line Ink program that is not bundled. */
export const firstFrame: Figure = {
	name: 'first console frame',
	measures: 'time to first frame / Ink hello world',
	aim: 0.6,
	async measure() {
		const home = path.resolve('build', 'benchmark-home');
		const hello = path.resolve('build/test/benchmark/ink-hello.js');
		const pairs = await measurePairs(
			async () => secondsUntilShown([baco], 'baco', {env: {BACO_HOME: home}, leave: 'q'}),
			async () => secondsUntilShown([hello], 'Hello from Ink'),
		);
		return {value: medianRatio(pairs), detail: seconds(pairs)};
	},
};

const seconds = (pairs: readonly Pair[]): string =>
	`${milliseconds(pairs.map(({ours}) => ours))} / ${milliseconds(pairs.map(({theirs}) => theirs))}, medians of ${pairs.length}`;

const milliseconds = (values: readonly number[]): string => `${Math.round(median(values) * 1000)} ms`;
