import {countOf} from '../../platform/count-of.js';
import type {AuditRecord} from '../../audit/contract.js';
import {hasUnknownOutcome} from '../../audit/unknown-outcome.js';
import type {Division} from '../../divisions/contract.js';
import {toProblem} from '../to-problem.js';
import type {
	AccessServerLine,
	RepairColumn,
	RepairRequest,
	Services,
} from '../services.js';
import {whyNotUndo} from '../state/undoable.js';
import {showValue} from '../text/show-value.js';
import {undoneText} from '../text/undone-text.js';
import {choose} from './choose.js';
import type {Dialogue} from './dialogue.js';

/** Shows the table and repairs a row of it: value, preview, an explicit y. Says whether something was written. */
export const repairByNumbers = async (dialogue: Dialogue, services: Services, division: Division): Promise<'written' | 'unchanged'> => {
	const {say, ask} = dialogue;
	const {lines, verdict} = await services.accessServers(division, {signal: dialogue.signal});
	say(`Access servers of ${division.code}: ${lines.length} rows, verdict ${verdict}.`);
	if (services.profile.readOnly) {
		say(...lines.map(line => rowText(line)), `Profile ${services.profile.name} is read-only: nothing is changed through it.`);
		return 'unchanged';
	}

	const row = await choose(dialogue, 'Row to repair:', lines.map(line => ({text: rowText(line), value: line})));
	if (!row) {
		return 'unchanged';
	}

	const column = row.ipAddress === '' ? 'MachineName' : await choose<RepairColumn>(dialogue, 'Column to change:', [{text: `machine name, now ${showValue(row.machineName)}`, value: 'MachineName'}, {text: `IP address, now ${showValue(row.ipAddress)}`, value: 'IPAddress'}]);
	const value = column === undefined ? '' : await ask(`New ${column} of row ${row.id}, empty to leave:`);
	if (column === undefined || value === undefined || value === '') {
		say('Nothing was written.');
		return 'unchanged';
	}

	return writeAs(dialogue, services, division, {rowId: row.id, column, value});
};

/** Preview, an explicit y, and the change; when Baco may not make it, the operator's own login is offered. */
const writeAs = async (dialogue: Dialogue, services: Services, division: Division, request: RepairRequest): Promise<'written' | 'unchanged'> => {
	const {say, ask} = dialogue;
	try {
		const preview = await services.planRepair(division, request);
		say(`Before: ${showValue(preview.before)}`, `After: ${showValue(preview.after)}`, ...preview.warnings.map(warning => `Warning: ${warning}`), `Statement: ${preview.statement}`);
		if (await ask('Type y to write this change:') !== 'y') {
			say('Nothing was written.');
			return 'unchanged';
		}

		const record = await services.applyRepair(preview);
		say(`Written. Audit record ${record.id}.`);
		return 'written';
	} catch (error) {
		if (request.as === 'operator' || !/^(?:PERM|LOG)-/v.test(toProblem(error).id)) {
			throw error;
		}

		dialogue.sayProblem(error);
		if (await ask(`Type o to prepare it with your own login ${services.profile.user}:`) !== 'o') {
			say('Nothing was written.');
			return 'unchanged';
		}
	}

	return writeAs(dialogue, services, division, {...request, as: 'operator'});
};

/** Lists the changes and undoes one. Resolves with its division when something was written. */
export const undoByNumbers = async (dialogue: Dialogue, services: Services): Promise<string | undefined> => {
	const records = await services.auditRecords();
	const record = await choose(dialogue, `${countOf(records.length, 'change')}.`, records.map(entry => ({
		text: `${entry.at}, ${entry.division}, ${entry.action}, ${placeText(entry)}: ${showValue(entry.before)} became ${showValue(entry.after)}, ${hasUnknownOutcome(entry) ? 'outcome not known' : entry.outcome}`, value: entry,
	})));
	if (!record) {
		return undefined;
	}

	const refusal = whyNotUndo(record, records);
	if (refusal !== undefined) {
		dialogue.say(refusal);
		return undefined;
	}

	if (await dialogue.ask('Type y to undo this change:') !== 'y') {
		return undefined;
	}

	const undone = await services.undoRepair(record.id);
	dialogue.say(undoneText(record, undone));
	return undone.division;
};

const placeText = ({action, target}: AuditRecord): string => action.startsWith('access-server.') ? `row ${target.rowId}` : `${target.table} ${target.column}`;

function rowText({id, machineName, ipAddress, macAddress, classes, reason}: AccessServerLine): string {
	return `row ${id}, ${classes.join(' and ')}: machine ${showValue(machineName)}, IP ${showValue(ipAddress)}, MAC ${showValue(macAddress)}. ${reason}`;
}
