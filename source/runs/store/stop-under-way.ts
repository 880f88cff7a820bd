import {isSameProcessLately} from '../../platform/process-start.js';
import {isOver, type RunRecord, type Stop} from '../contract.js';
import {limits} from '../limits.js';
import {readStatus} from './record-file.js';
import {isOrphaned} from './settle.js';
import {readStopRequest} from './stop-file.js';

/** The stop that a run is in the middle of; null when nobody stops it. Of a lost run, the one that a process still sees to. */
export const stopUnderWay = async (record: RunRecord): Promise<Stop | null> => {
	if (!isOver(record.state)) {
		const [request, status] = await Promise.all([readStopRequest(record.id), readStatus(record.id)]);
		return status?.stop ?? (request === undefined
			? null
			: {
				reason: 'cancel', by: request.by, at: request.at ?? new Date().toISOString(), stage: 'asked',
			});
	}

	const isSeenTo = record.stop !== null && record.stopper !== undefined && await isOrphaned(record) && await isSameProcessLately(record.stopper.pid, record.stopper.start);
	return isSeenTo ? record.stop : null;
};

/** When a stop has ended the run at the latest: all stages that may still come, each with its whole time. */
export const latestEnd = ({at}: Stop): Date => {
	const {askSeconds, terminateSeconds, killSeconds} = limits();
	return new Date(Date.parse(at) + ((askSeconds + terminateSeconds + killSeconds) * 1000));
};
