import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {showDuration, showElapsed} from '../platform/show-duration.js';
import {countsText} from '../runs/counts-text.js';
import {isOver, type RunRecord, type RunStatus} from '../runs/contract.js';
import {isOfSeveral, placeText} from '../runs/doing-text.js';
import {limits} from '../runs/limits.js';
import {averageOf, type Average} from '../runs/run-averages.js';
import {listRuns} from '../runs/store/list-runs.js';
import {readRecord, readStatus} from '../runs/store/record-file.js';
import {stopText} from '../runs/stop-text.js';
import type {Invocation} from './command.js';

export type FollowProgress = {
	/** Writes something else to the terminal: the line gives way and comes again below it. */
	readonly beside: (write: () => void) => void;
	readonly end: () => void;
};

/** How a followed run is doing, on standard error: in a terminal one line that is overwritten, else a line now and then. Standard output keeps to the log; a program reads that alone. */
export const followProgress = (invocation: Pick<Invocation, 'flags' | 'streams' | 'signal'>, record: RunRecord): FollowProgress => {
	const {flags, streams: {stderr}, signal} = invocation;
	if (flags.json === true || isOver(record.state)) {
		return {
			beside(write) {
				write();
			}, end: () => undefined,
		};
	}

	const isLine = stderr.isTTY && flags.plain !== true && process.env.TERM !== 'dumb';
	const ending = new AbortController();
	let shown = '';
	const draw = (text: string) => {
		if (isLine) {
			stderr.write(`\r${text.slice(0, Math.max(20, stderr.columns - 1))}${eraseToEnd}`);
		} else if (text !== '') {
			stderr.write(`baco: ${text}\n`);
		}
	};

	const look = async () => {
		const average = await usual(record);
		/* eslint-disable no-await-in-loop -- one look after another */
		for (;;) {
			await delay(isLine ? 1000 : limits().followSeconds * 1000, undefined, {signal: AbortSignal.any([ending.signal, signal]), ref: false});
			const [now = record, status] = await Promise.all([readRecord(record.id), readStatus(record.id)]);
			const text = progressText(now, status, average, Date.now());
			if (text === shown || ending.signal.aborted) {
				continue;
			}

			shown = text;
			draw(text);
		}
		/* eslint-enable no-await-in-loop */
	};

	void look().catch(() => undefined);
	return {
		beside(write) {
			if (!isLine || shown === '') {
				write();
				return;
			}

			draw('');
			write();
			draw(shown);
		},
		end() {
			ending.abort();
			if (isLine && shown !== '') {
				draw('');
			}
		},
	};
};

/** `30/120 entries (25 %), 12/s, 30 s of 40.0 s on average (the last 3 runs), division 100, posting`; of several divisions `division 300, 6 of 7` before it, and no percentage, which is that of the one. */
export const progressText = ({startedAt, dryRun}: Pick<RunRecord, 'startedAt' | 'dryRun'>, status: RunStatus | undefined, average: Average | undefined, now: number): string => {
	const progress = status?.progress ?? undefined;
	const counts = status === undefined ? undefined : countsText({counts: status.counts, dryRun});
	const elapsed = startedAt === null ? undefined : showElapsed(now - Date.parse(startedAt));
	const isOne = status === undefined || !isOfSeveral(status.divisions);
	const place = status === undefined ? '' : placeText(status) ?? '';
	return [
		isOne ? '' : place,
		progress === undefined ? counts ?? 'no progress told yet' : amountText(progress, isOne),
		status?.rate === undefined ? '' : `${status.rate}/s`,
		elapsed === undefined ? 'not started yet' : `${elapsed}${average === undefined ? '' : ` of ${showDuration(average.ms)} on average (${average.of})`}`,
		isOne ? place : '',
		progress?.phase ?? '',
		status?.stop ? stopText(status.stop) : '',
	].filter(part => part !== '').join(', ').replaceAll(/\p{Control}+/gv, ' ');
};

const amountText = ({done, total, unit}: NonNullable<RunStatus['progress']>, isWhole: boolean): string => total === null || total === 0 ? `${done} ${unit}` : `${done}/${total} ${unit}${isWhole ? ` (${Math.floor((Math.min(done, total) / total) * 100)} %)` : ''}`;

const usual = async (record: RunRecord): Promise<Average | undefined> => {
	const runs = await listRuns({job: record.job, profile: record.profile, limit: 100});
	return averageOf(runs.filter(({id}) => id !== record.id), record);
};

const eraseToEnd = '\u{1B}[K';
