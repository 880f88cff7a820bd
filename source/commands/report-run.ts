import {setTimeout as delay} from 'node:timers/promises';
import {agree, countOf} from '../platform/count-of.js';
import {exitCodes} from '../problems/exit-codes.js';
import {isOver, type LogGap, type RunRecord} from '../runs/contract.js';
import {gapsAtEnd, gapText} from '../runs/log-gaps.js';
import {followLog} from '../runs/follow-log.js';
import {listed, orphanText} from '../runs/listed-run.js';
import {listLogFiles} from '../runs/store/log-files.js';
import {readRecord, readStatus} from '../runs/store/record-file.js';
import {runFolder} from '../runs/store/run-folder.js';
import {settle} from '../runs/store/settle.js';
import {lineText, type LineStyle} from '../runs/log-text.js';
import type {Invocation} from './command.js';
import {followProgress} from './follow-progress.js';
import {runDocument, runText} from './run-text.js';
import {writeOutput} from './write-output.js';

/** After a start: says how to go on, or follows the run to its end. Returns the exit code. */
export const reportRun = async (invocation: Invocation, record: RunRecord): Promise<number> => {
	if (invocation.flags.follow === true) {
		return followRun(invocation, record);
	}

	const log = await logFile(record.id);
	await writeOutput(invocation, {
		json: () => runDocument(record, log),
		text: () => isOver(record.state)
			? `${record.id} ${record.state}: ${record.message ?? ''}`
			: `${record.id} runs.\n  baco runs log ${record.id} --follow   shows what it does\n  baco runs cancel ${record.id}         stops it`,
	});
	return isOver(record.state) ? outcomeCode(record) : exitCodes.done;
};

/** Shows the log until the run is over, and returns the exit code of its outcome. An abort leaves the run going, and says so. */
export const followRun = async (invocation: Invocation, record: RunRecord, style: LineStyle = {}): Promise<number> => {
	const {flags, streams, signal} = invocation;
	const progress = followProgress(invocation, record);
	for await (const {lines, skipped} of followLog(record.id, {signal})) {
		const shown = [
			...(skipped === 0 ? [] : [flags.json === true ? JSON.stringify({type: 'skipped', lines: skipped}) : `... ${countOf(skipped, 'line')} ${agree(skipped, 'is', 'are')} gone with an older file of the log`]),
			...lines.filter(line => style.onlyErrors !== true || line.stream === 'err').map(line => flags.json === true ? JSON.stringify({type: 'log', ...line}) : lineText(line, style)),
		];
		if (shown.length === 0) {
			continue;
		}

		progress.beside(() => {
			streams.stdout.write(`${shown.join('\n')}\n`);
		});
		// A slow terminal holds the reader back, not the job.
		await drained(streams.stdout, signal);
	}

	progress.end();
	const missing = missingAtEnd(invocation, signal.aborted ? [] : await logGapsOf(record));
	streams.stdout.write(missing.map(line => `${line}\n`).join(''));
	const now = await listed(await settle(await readRecord(record.id) ?? record));
	if (signal.aborted && !isOver(now.state)) {
		streams.stderr.write(`baco: the run goes on. baco runs log ${record.id} --follow shows it again, baco runs cancel ${record.id} stops it.\n`);
		return exitCodes.cancelled;
	}

	const log = await logFile(now.id);
	if (flags.json === true) {
		streams.stdout.write(`${JSON.stringify({type: 'run', ...runDocument(now, log), isOrphan: now.isOrphan})}\n`);
	} else {
		streams.stderr.write(`${runText(now, {log})}\n${now.isOrphan ? `baco: ${orphanText(now)}\n` : ''}`);
	}

	return outcomeCode(now);
};

/** Lines that a full disk kept from a run's log, as its record or, while it goes on, its supervisor tells. */
export const logGapsOf = async ({id}: RunRecord): Promise<readonly LogGap[]> => {
	const record = await readRecord(id);
	const status = record?.logGaps === undefined ? await readStatus(id) : undefined;
	return record?.logGaps ?? status?.logGaps ?? [];
};

/** What stands below a log that breaks off; where it goes on, its own lines tell what is missing. */
export const missingAtEnd = ({flags}: Pick<Invocation, 'flags'>, gaps: readonly LogGap[]): string[] =>
	gapsAtEnd(gaps).map(gap => flags.json === true ? JSON.stringify({type: 'missing', ...gap}) : `... ${gapText(gap)}`);

/** The outcome of a run as an exit code: that of the job where it is one of ours. */
export const outcomeCode = ({state, exitCode, runner}: RunRecord): number => {
	switch (state) {
		case 'starting':
		case 'running':
		case 'succeeded': {
			return exitCodes.done;
		}

		case 'cancelled': {
			return exitCodes.cancelled;
		}

		case 'timed-out': {
			return exitCodes.timedOut;
		}

		case 'failed':
		case 'lost': {
			// What the vendor's programs return is not documented.
			return runner === 'built-in' && exitCode !== null && exitCode > 0 && exitCode <= exitCodes.cancelled ? exitCode : exitCodes.failed;
		}
	}
};

/** The newest file of the log. */
export const logFile = async (id: string): Promise<string | null> => {
	const files = await listLogFiles(runFolder(id));
	return files.at(-1)?.file ?? null;
};

const drained = async (stream: NodeJS.WriteStream, signal: AbortSignal) => {
	while (stream.writableNeedDrain && !signal.aborted) {
		// eslint-disable-next-line no-await-in-loop -- waits for one thing to happen
		await delay(20);
	}
};
