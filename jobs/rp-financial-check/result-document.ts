import {agree, countOf} from '../../source/platform/count-of.js';
import type {Difference} from './compare-totals.js';
import type {Count, Waiting} from './count-waiting.js';
import {onlyInSynergyText, type OnlyInSynergy} from './only-in-synergy.js';
import {waitingText} from './waiting-text.js';

export type CheckResult = {
	readonly division: string;
	readonly name: string;
	readonly differences: readonly Difference[];
	/** Of the first differences that nothing that waits explains. */
	readonly onlyOurs: ReadonlyMap<Difference, OnlyInSynergy>;
	readonly waiting: Waiting;
	/** Accounts that exist on one side only. */
	readonly onlySynergy: readonly string[];
	readonly onlyGlobe: readonly string[];
	readonly compared: number;
	readonly descriptions: ReadonlyMap<string, string>;
};

/** One line for the logs: equal, equal but for what waits, or where the first differences are. */
export const verdictOf = ({differences, waiting, compared}: CheckResult): string => {
	const pending = waitingText(waiting);
	if (differences.length === 0) {
		return `Equal: ${countOf(compared, 'total')}; ${pending}.`;
	}

	const [{year, period, account}] = differences as [Difference, ...Difference[]];
	return `Different, ${pending}: ${differences.length} of ${countOf(compared, 'total')}, first year ${year}, period ${period}, ledger ${account}.`;
};

/** All of it for the document, as HTML. */
export const bodyOf = (result: CheckResult): string => {
	const {differences, waiting, onlySynergy, onlyGlobe, descriptions, onlyOurs} = result;
	const rows = differences.slice(0, mostRows).map(row => {
		const {year, period, account, kind, synergy, globe, difference, waiting: lines} = row;
		const only = onlyOurs.get(row);
		return `<tr>${[String(year), period, account, descriptions.get(account) ?? '', amount(synergy), amount(globe), difference.toFixed(2), kind, lines === 0 ? '' : `${countOf(lines, 'line')} ${agree(lines, 'waits', 'wait')}`, only === undefined ? '' : onlyInSynergyText(only)].map(cell => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
	});
	return [
		`<p>${escaped(`${result.division} ${result.name}: ${verdictOf(result)}`)}</p>`,
		...waits(waiting.replication, 'processed in the back office after the replication mark: BacoReplicator2 brings them'),
		...waits(waiting.entered, 'entered in the back office and not processed: they come when they are processed'),
		...waits(waiting.pending, `in TransactionsPending of Synergy${waiting.pending.rejected === 0 ? '' : `, ${waiting.pending.rejected} of them rejected with their reason in Message`}: BacoImporter moves what is sound`),
		...(rows.length === 0 ? [] : [`<table><tr>${headings.map(heading => `<th>${heading}</th>`).join('')}</tr>${rows.join('')}</table>`]),
		...(differences.length > mostRows ? [`<p>${differences.length - mostRows} more.</p>`] : []),
		...(onlySynergy.length === 0 ? [] : [`<p>Ledger accounts only in Synergy: ${escaped(onlySynergy.join(', '))}</p>`]),
		...(onlyGlobe.length === 0 ? [] : [`<p>Ledger accounts only in the back office: ${escaped(onlyGlobe.join(', '))}</p>`]),
	].join('\n');
};

const waits = ({entries, lines}: Count, where: string) => lines === 0 ? [] : [`<p>Pending: ${countOf(entries, 'entry', 'entries')} (${countOf(lines, 'line')}) ${escaped(where)}.</p>`];

const mostRows = 1000;

const headings = ['Year', 'Period', 'Ledger', 'Description', 'Synergy', 'Back office', 'Difference', 'Kind', 'Pending', 'Evidence'];

const amount = (value: number | undefined) => value === undefined ? '' : value.toFixed(2);

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
