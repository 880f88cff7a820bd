import type {LogLine} from './store/log-line.js';

export type LineStyle = {
	readonly hasTime?: boolean;
	readonly onlyErrors?: boolean;
};

/** A line of a run's log for people: stderr and the supervisor's own words are marked, codes that move the cursor are not let through. */
export const lineText = ({at, stream, text}: LogLine, {hasTime = false}: LineStyle = {}): string =>
	`${hasTime ? `${at} ` : ''}${marks[stream]}${text.replaceAll('\t', ' '.repeat(4)).replaceAll(/\p{Control}+/gv, ' ')}`;

const marks = {out: '', err: 'err| ', note: '---- '} as const;
