import type {Finding} from '../problems/finding.js';
import type {ConnectionState} from './sync-state.js';

/** Refusals of the last hour. The accounting system blocks an application after ten of a kind, for an hour and then for longer. */
export const recentRefusals = ({refusals = []}: ConnectionState, now: number): readonly string[] => refusals.filter(at => Math.abs(now - Date.parse(at)) < hourMs);

/** Whether one more could be too many: something else than baco may have used up a part. */
export const isBudgetSpent = (state: ConnectionState, now: number): boolean => recentRefusals(state, now).length >= mostRefusals;

/** What a refusal of the last hour was found to mean: it is not asked again. */
export const knownRefusal = (state: ConnectionState, now: number): Finding | undefined => recentRefusals(state, now).length === 0
	? undefined
	: state.lastProbe?.findings.find(({id}) => ['SYNC-403', 'SYNC-403-RIGHTS', 'SYNC-403-LICENCE'].includes(id));

const hourMs = 3_600_000;
const mostRefusals = 6;
