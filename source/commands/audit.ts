import {operatorText} from '../audit/audit-operator.js';
import type {AuditRecord} from '../audit/contract.js';
import {isMacRecord} from '../audit/is-mac-record.js';
import {hasUnknownOutcome} from '../audit/unknown-outcome.js';
import {outcomesNow} from '../audit/outcome-now.js';
import type {Command} from './command.js';
import {refuseArguments} from './subcommands.js';
import {tableOptions, textTable} from './text-table.js';
import {writeOutput} from './write-output.js';

const audit: Command = {
	name: 'audit',
	summary: 'the changes made through baco',
	usage: ['audit [--filter TEXT] [--profile NAME] [--json]   newest first; every word of TEXT must occur; one profile\'s only when named'],
	options: {filter: {type: 'string'}},
	async run(invocation) {
		refuseArguments('audit', [], invocation.positionals);
		const {auditFileName, readAuditFile} = await import('../audit/audit-log.js');
		const {records, damagedLines} = await readAuditFile();
		const {filterRecords} = await import('../audit/filter-records.js');
		const {profile, filter} = invocation.flags;
		const shown = filterRecords(records.filter(record => profile === undefined || record.profile === profile), typeof filter === 'string' ? filter : '');
		await writeOutput(invocation, {
			json: () => ({file: auditFileName(), records: shown.map(record => hasUnknownOutcome(record) ? {...record, isOutcomeUnknown: true} : record), damagedLines}),
			text: async () => shown.length === 0 ? `No ${filter === undefined ? '' : 'such '}change ${typeof profile === 'string' ? `of profile ${profile} ` : ''}was made through baco on this machine. What jobs did: baco runs.` : textTable(columnsOf(records), shown, tableOptions(invocation)),
		});
		const unknown = shown.filter(record => hasUnknownOutcome(record) && !record.action.startsWith('sync-user.'));
		if (unknown.length > 0) {
			invocation.streams.stderr.write(`baco: whether some of these changes were made is not known. ${settlers(unknown).join('; ')}.\n`);
		}

		if (damagedLines.length > 0) {
			invocation.streams.stderr.write(`baco: ${auditFileName()} has lines that cannot be read (${damagedLines.join(', ')}); the others are shown.\n`);
		}

		return 0;
	},
};

/** The commands that read the row and settle a record, each with its divisions. */
const settlers = (unknown: readonly AuditRecord[]): string[] => {
	const divisions = (isOf: (record: AuditRecord) => boolean) => [...new Set(unknown.filter(record => isOf(record)).map(({division}) => division))].join(', ');
	const [rows, saves] = [divisions(({action}) => action.startsWith('access-server.')), divisions(record => record.action.startsWith('settings.') && !isMacRecord(record))];
	return [
		...(rows === '' ? [] : [`baco access-servers undo DIVISION reads the row and settles it (${rows})`]),
		...(saves === '' ? [] : [`baco settings undo DIVISION reads the row and settles it (${saves})`]),
		...(unknown.some(record => isMacRecord(record)) ? ['baco settings mac --undo looks where the MAC address is kept and settles its change'] : []),
	];
};

const columnsOf = (records: readonly AuditRecord[]) => [
	{title: 'when', value: ({at}: AuditRecord) => at.replace('T', ' ').replace(/\.\d+Z$/v, 'Z')},
	{title: 'profile', value: ({profile}: AuditRecord) => profile},
	{title: 'who', value: ({operator}: AuditRecord) => operatorText(operator)},
	{title: 'division', value: ({division}: AuditRecord) => division},
	{title: 'what', value: ({action, target}: AuditRecord) => `${action} ${target.table}.${target.column} row ${target.rowId}`},
	{title: 'before', value: ({before}: AuditRecord) => before},
	{title: 'after', value: ({after}: AuditRecord) => after},
	{title: 'outcome', value: outcomeText(records)},
	{title: 'reason', value: ({reason, outcome}: AuditRecord) => outcome === 'done' ? reason : undefined},
	{title: 'id', value: ({id}: AuditRecord) => id},
];

const outcomeText = (records: readonly AuditRecord[]) => {
	const outcomeNow = outcomesNow(records);
	return (record: AuditRecord) => record.reason === undefined || record.outcome === 'done' ? outcomeNow(record) : `${outcomeNow(record)}: ${record.reason}`;
};

export default audit;
