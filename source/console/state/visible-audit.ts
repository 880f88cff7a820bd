import type {AuditRecord} from '../../audit/contract.js';
import {filterRecords} from '../../audit/filter-records.js';
import type {AppState} from './app-state.js';
import {findScreen} from './screens.js';

/** The changes that the audit screen shows: those in which every word of its filter occurs. Undefined before they are read. */
export const visibleAudit = (state: AppState): readonly AuditRecord[] | undefined => {
	const screen = findScreen(state, 'audit');
	const words = screen?.input?.value ?? screen?.filter ?? '';
	return words === '' ? state.audit : state.audit && filterRecords(state.audit, words);
};
