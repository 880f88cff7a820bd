import {countOf} from '../platform/count-of.js';
import {firstOf} from '../platform/first-of.js';
import {exitCodes} from '../problems/exit-codes.js';
import type {DivisionFailure, DivisionTold, RunRecord} from './contract.js';

type Told = Pick<RunRecord, 'divisionStates' | 'counts'>;

/** Why a run that came to its end is a failed one: what kept the job from a division, and what it rejected or found different. */
export const endText = (record: Told): string => {
	const kept = keptFrom(record);
	return kept.length === 0
		? 'it ran to its end; what it rejected or found different makes it a failed run'
		: `it ran to its end; what makes it a failed run: ${[...kept, ...(hasOtherFaults(record) ? ['what it rejected or found different'] : [])].join('; ')}`;
};

/** `division 400 not reached (HAMSQL01,1433)`, of each that the job could not work on. */
export const keptFrom = ({divisionStates}: Pick<RunRecord, 'divisionStates'>): string[] => {
	const kept = divisionStates.filter(({failure}) => failure !== undefined).map(told => `division ${told.division} ${keptText(told)!}`);
	return kept.length > mostNamed ? [...kept.slice(0, mostNamed), `${countOf(kept.length - mostNamed, 'more division')} not worked on`] : kept;
};

/** For a list, what was seen: `Division 400 not reached (HAMSQL01,1433): HAMSQL01 refuses connections on port 1433.`; of several their names, and what was seen at the first. Divisions that were only stopped are told where there are no others. */
export const keptInBrief = ({divisionStates}: Pick<RunRecord, 'divisionStates'>): string | undefined => {
	const kept = divisionStates.filter(({failure}) => failure !== undefined);
	const broken = kept.filter(({state}) => state !== 'stopped');
	const [first, ...others] = broken.length === 0 ? kept : broken;
	if (first === undefined) {
		return undefined;
	}

	const seen = `${keptText(first)!}: ${first.message}`;
	return others.length === 0
		? `Division ${first.division} ${seen}`
		: `${others.length + 1} divisions did not come to their end, ${firstOf([first, ...others].map(({division}) => division))}; division ${first.division} ${seen}`;
};

/** What became of each division, with cause and remedy of a failure below it. */
export const divisionLines = ({divisionStates}: Pick<RunRecord, 'divisionStates'>): string[] => divisionStates.flatMap(told => {
	const {division, state, message, failure} = told;
	const kept = keptText(told);
	return [
		`${division} ${state}${kept === undefined ? '' : `, ${kept}`}${message === '' ? '' : `: ${message}`}`,
		...(failure === undefined ? [] : [`  Why: ${failure.cause}`, `  Fix: ${failure.fix}`]),
	];
});

const keptText = ({failure}: DivisionTold): string | undefined => failure && `${wordOf(failure)}${failure.server === null ? '' : ` (${failure.server})`}`;

const wordOf = ({id, exitCode}: DivisionFailure): string => {
	// Lost or stopped on the way: what was done until then stands.
	if (id === 'TCP-3') {
		return 'connection lost';
	}

	if (exitCode === exitCodes.cancelled) {
		return 'left at a safe point';
	}

	if (exitCode === exitCodes.connection) {
		return /^(?:DNS|SSRP|TCP)-/v.test(id) ? 'not reached' : 'not connected to';
	}

	return exitCode === exitCodes.rights ? 'refused' : 'not worked on';
};

const hasOtherFaults = ({divisionStates, counts}: Told): boolean => (counts?.rejected ?? 0) > 0 || divisionStates.some(({state, failure}) => state === 'failed' && failure === undefined);

const mostNamed = 3;
