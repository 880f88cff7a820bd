import type {RunStatus} from './contract.js';

type Doing = Pick<RunStatus, 'progress' | 'divisions'>;

/** What a run is doing, in one sentence without its stop: `division 300, 6 of 7: comparing 2 of 2 sides`. */
export const doingText = (status: Doing): string => {
	const {progress} = status;
	const place = placeText(status);
	const isBetween = status.divisions?.current === null && progress === null;
	return [
		...(place === undefined ? [] : [place]),
		...(isBetween && place !== undefined ? [] : [progress === null ? 'no progress told yet' : `${progress.phase} ${progress.done}${progress.total === null ? '' : ` of ${progress.total}`} ${progress.unit}`.trim()]),
	].join(': ');
};

/** `division 300, 6 of 7`, or `6 of 7 divisions done` between two; undefined for a job that tells of none. */
export const placeText = ({progress, divisions}: Doing): string | undefined => {
	const code = divisions?.current ?? progress?.division ?? undefined;
	const of = isOfSeveral(divisions) ? divisions : undefined;
	if (code === undefined) {
		return of === undefined ? undefined : `${of.over} of ${of.total} divisions done`;
	}

	return `division ${code}${of === undefined ? '' : `, ${Math.min(of.over + 1, of.total)} of ${of.total}`}`;
};

/** From 0 to 1, of the whole run: each of several divisions counts the same. Undefined while it is not known. */
export const shareDone = ({progress, divisions}: Doing): number | undefined => {
	const total = progress?.total ?? 0;
	const own = progress === null || total === 0 ? undefined : Math.min(progress.done, total) / total;
	return isOfSeveral(divisions) ? Math.min(1, (divisions.over + (own ?? 0)) / divisions.total) : own;
};

/** Whether the progress that a job tells is that of one division among several. */
export const isOfSeveral = (divisions: Doing['divisions']): divisions is NonNullable<Doing['divisions']> & {readonly total: number} => typeof divisions?.total === 'number' && divisions.total > 1;
