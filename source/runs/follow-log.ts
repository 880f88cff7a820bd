import {setTimeout as delay} from 'node:timers/promises';
import {isOver} from './contract.js';
import {readRecord} from './store/record-file.js';
import {runFolder} from './store/run-folder.js';
import {isBeating, settle} from './store/settle.js';
import {logStart, readLog, type LogPart} from './store/read-log.js';

/**
The log from its start, until the run is over and all of it was given. An abort ends it quietly.
@yields Part by part, as the lines come.
*/
export async function * followLog(id: string, {signal}: {readonly signal: AbortSignal}): AsyncGenerator<LogPart> {
	const folder = runFolder(id);
	let position = logStart;
	/* eslint-disable no-await-in-loop -- one part after another */
	while (!signal.aborted) {
		// Asked before the log is read: what the run wrote until it was over is read after that.
		const record = await readRecord(id);
		const settled = record && await settle(record);
		// A record that cannot be read is no end while its supervisor tells that it lives.
		const isEnded = settled === undefined ? !await isBeating(id) : isOver(settled.state);
		let part;
		do {
			part = await readLog(folder, position);
			({position} = part);
			if (part.lines.length > 0 || part.skipped > 0) {
				yield part;
			}
		} while (!part.isAtEnd && !signal.aborted);

		if (isEnded) {
			return;
		}

		await delay(pollMs, undefined, {signal}).catch(() => undefined);
	}
	/* eslint-enable no-await-in-loop */
}

const pollMs = 200;
