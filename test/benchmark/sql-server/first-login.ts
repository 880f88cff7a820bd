import type {Figure} from '../figure.js';
import {measurePairs, median, medianRatio} from '../pairs.js';
import {wallSeconds} from '../processes.js';
import {bundleServer, startServerChild} from './child.js';
import {closeTedious, connectTedious} from './tedious-client.js';

/** From the start of a process to the first login let in, beside a Node that does nothing. */
export const firstLogin: Figure = {
	name: 'sql server: start until the first login',
	measures: 'wall time / node -e 0',
	aim: 3,
	async measure() {
		await bundleServer();
		const first = await startServerChild();
		await first.end('SIGTERM');
		const ours = async () => {
			const start = performance.now();
			const server = await startServerChild();
			const connection = await connectTedious(server.facts.port, server.facts.saPassword, 'master');
			const seconds = (performance.now() - start) / 1000;
			await closeTedious(connection);
			await server.end();
			return seconds;
		};

		const pairs = await measurePairs(ours, async () => wallSeconds(['-e', '0']), {runs: 15});
		return {value: medianRatio(pairs), detail: `${milliseconds(pairs.map(pair => pair.ours))} / ${milliseconds(pairs.map(pair => pair.theirs))}, medians of ${pairs.length}`};
	},
};

const milliseconds = (values: readonly number[]): string => `${Math.round(median(values) * 1000)} ms`;
