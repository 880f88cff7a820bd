import type {AuditRecord} from './contract.js';
import {outcomesNow} from './outcome-now.js';

/** The records in which every word of the text occurs, whatever its case: in profile, person, division, action, place, values or outcome. */
export const filterRecords = (records: readonly AuditRecord[], text: string): AuditRecord[] => {
	const words = text.toLowerCase().split(/\s+/v).filter(word => word !== '');
	const outcomeNow = outcomesNow(records);
	return records.filter(record => {
		const {profile, operator, division, action, target, before, after, at, id, group = ''} = record;
		const haystack = [profile, operator.system, operator.login, operator.synergy ?? '', division, action, target.server, target.database, target.table, target.column, before, after, at, id, group, outcomeNow(record)].join('\n').toLowerCase();
		return words.every(word => haystack.includes(word));
	});
};
