import os from 'node:os';
import {
	isSameProcess,
	isSameProcessLately,
	canBeAlive,
	type ProcessSource,
} from '../../platform/process-start.js';
import {isOver, type RunRecord} from '../contract.js';
import {
	readRecord,
	readStatus,
	statusTime,
	writeRecord,
} from './record-file.js';

/** A record whose state is true now. A run that is said to go on, and that nobody watches any more, is lost; that is written down. */
export const settle = async (record: RunRecord, source?: ProcessSource): Promise<RunRecord> => {
	if (isOver(record.state)) {
		return record;
	}

	const reason = await whyLost(record, source);
	if (reason === undefined) {
		return record;
	}

	// Its supervisor may have ended it, and itself, between the two looks.
	const again = await readRecord(record.id);
	if (again !== undefined && isOver(again.state)) {
		return again;
	}

	const current = again ?? record;
	const [status, isOrphan] = await Promise.all([readStatus(record.id), isOrphaned({...current, state: 'lost'}, source)]);
	const lost: RunRecord = {
		...current,
		state: 'lost',
		// How long a job lived that nobody watched is not known; while it lives it has no end.
		endedAt: isOrphan ? null : status?.at ?? current.startedAt ?? current.requestedAt,
		durationMs: null,
		counts: status?.counts ?? current.counts,
		seenAt: status?.at ?? current.startedAt ?? current.requestedAt,
		message: `${reason}${unknownAfter}`,
	};
	await writeRecord(lost).catch(() => undefined);
	return lost;
};

/** Whether the job of a run still lives although nobody watches it. */
export const isOrphaned = async ({state, child, host}: RunRecord, source?: ProcessSource): Promise<boolean> => {
	const isHere = host === os.hostname();
	return state === 'lost' && isHere && child !== null && isSameProcessLately(child.pid, child.start, source);
};

/** Of a lost run, behind why it is one. */
export const unknownAfter = ' What the job did after that is not known.';

const whyLost = async (record: RunRecord, source: ProcessSource | undefined): Promise<string | undefined> => {
	const status = await readStatus(record.id);
	const seen = status === undefined ? await statusTime(record.id) ?? Date.parse(record.startedAt ?? record.requestedAt) : Date.parse(status.at);
	const isSilent = Date.now() - seen > silenceMs;
	if (record.host !== os.hostname()) {
		return isSilent ? `It runs on ${record.host}, whose supervisor has said nothing since ${new Date(seen).toISOString()}.` : undefined;
	}

	if (record.supervisor !== null) {
		// Where its number alone is looked at, its heart-beat must tell that it is the same; one that is silent must be proven to be.
		const {pid, start} = record.supervisor;
		const isWatched = await canBeAlive(pid, start, source) && (!isSilent || await isSameProcess(pid, start, source));
		return isWatched ? undefined : 'Its supervisor was ended, or the machine was restarted.';
	}

	const isYoung = Math.abs(Date.now() - Date.parse(record.requestedAt)) < startingMs;
	const isComing = isYoung && await canBeAlive(record.launcher.pid, record.launcher.start, source);
	return isComing ? undefined : 'It was never started: whoever launched it ended before.';
};

/** Whether a supervisor has told of late that it lives. */
export const isBeating = async (id: string): Promise<boolean> => Date.now() - (await statusTime(id) ?? -Infinity) < silenceMs;

// A supervisor tells once a second that it lives.
const silenceMs = 120_000;
const startingMs = 60_000;
