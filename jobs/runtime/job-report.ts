import process from 'node:process';
import {redact} from '../../source/platform/redact.js';
import {documentName} from '../../source/runs/catalogue/document-key.js';
import {mostRejections} from '../../source/runs/contract.js';
import {failureOf} from './division-failure.js';
import type {JobContext, Progress} from './contract.js';
import {openProgressChannel} from './progress-channel.js';

/** The division that began last, and the progress since then: that of another division says nothing of this one. */
export type Reached = {
	readonly progress: Progress | undefined;
	readonly division?: {readonly code: string; readonly isOver: boolean} | undefined;
};

export type JobReport = Pick<JobContext, 'print' | 'warn' | 'progress' | 'count' | 'reject' | 'expectDivisions' | 'division' | 'document'> & {
	/** How far the job had come when it told of it last. */
	reached: () => Reached;
	/** The last event; `isComplete` when the job came to its end, with rejections too. */
	end: (message: string, isComplete: boolean) => Promise<void>;
};

/** What a job tells while it runs: lines for people, events for the supervisor. No secret passes. */
export const openJobReport = (): JobReport => {
	const channel = openProgressChannel();
	const counts: {read: number; written: number; rejected: number; deleted?: number} = {read: 0, written: 0, rejected: 0};
	let rejections = 0;
	let reached: Reached = {progress: undefined};
	const print = (line: string) => {
		process.stdout.write(`${redact(line)}\n`);
	};

	const warn = (line: string) => {
		process.stderr.write(`${redact(line)}\n`);
	};

	const count = ({read = 0, written = 0, deleted = 0, rejected = 0}: Parameters<JobContext['count']>[0]) => {
		counts.read += read;
		counts.written += written;
		counts.rejected += rejected;
		if (deleted > 0) {
			counts.deleted = (counts.deleted ?? 0) + deleted;
		}

		channel.send({type: 'counts', ...counts}, {replaces: 'counts'});
	};

	return {
		print,
		warn,
		count,
		reached: () => reached,
		progress(progress) {
			reached = {...reached, progress};
			const {done, total, unit, division, phase} = progress;
			channel.send({
				type: 'progress', done, total: total ?? null, unit, division: division ?? null, phase,
			}, {replaces: 'progress'});
		},
		reject({division, reference, reason, count: rejected = 1}) {
			count({rejected});
			rejections++;
			if (rejections <= mostRejections) {
				warn(`Rejected${division === undefined ? '' : ` in ${division}`}: ${reference}: ${reason}`);
				channel.send({
					type: 'rejection', division: division ?? null, reference: redact(reference), reason: redact(reason),
				});
			} else if (rejections === mostRejections + 1) {
				warn(`More than ${mostRejections} rejections: the others are counted only.`);
			}
		},
		expectDivisions(total) {
			channel.send({type: 'divisions', total});
		},
		division(code, state, text, failure) {
			const message = text ?? '';
			if (state === 'started') {
				reached = {progress: undefined, division: {code, isOver: false}};
			} else if (failure === undefined && code === reached.division?.code) {
				// One that a failure ends was in the middle of its work.
				reached = {progress: undefined, division: {code, isOver: true}};
			}

			print(`Division ${code}: ${state}${message === '' ? '' : `, ${message}`}`);
			channel.send({
				type: 'division', division: code, state, message: redact(message), ...failureOf(failure),
			});
		},
		document(id, subject, number) {
			print(`Document ${documentName(id, number)}: ${subject}`);
			channel.send({
				type: 'document', id, subject: redact(subject), ...(number !== undefined && {number}),
			});
		},
		async end(message, isComplete) {
			channel.send({type: 'counts', ...counts});
			channel.send({type: 'end', message: redact(message), isComplete});
			await channel.end();
		},
	};
};
