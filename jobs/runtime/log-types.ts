import {choice} from './choices.js';

export type LogKind = 'information' | 'warning' | 'error';

/** The codes written to BacoProcessLog.LogType. */
export const logTypes = (): Readonly<Record<LogKind, number>> => ({
	information: choice('logTypeInformation'),
	warning: choice('logTypeWarning'),
	error: choice('logTypeError'),
});
