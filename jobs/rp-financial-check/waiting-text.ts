import type {Count, Waiting} from './count-waiting.js';

/** How many entries wait and where, as a clause: `5 entries pending (1 in Globe after the replication mark, 4 in TransactionsPending and rejected)`. */
export const waitingText = ({replication, entered, pending}: Waiting): string => {
	const places = [
		...place(replication, 'in Globe after the replication mark'),
		...place(entered, 'entered in Globe but not processed'),
		...place(pending, `in TransactionsPending${rejectedText(pending)}`),
	];
	const count = entriesOf(replication) + entriesOf(entered) + entriesOf(pending);
	return count === 0 ? 'none pending' : `${count} ${count === 1 ? 'entry' : 'entries'} pending (${places.join(', ')})`;
};

const place = (count: Count, where: string) => count.lines === 0 ? [] : [`${entriesOf(count)} ${where}`];

/** Lines without EntryGuid are of one entry at least. */
const entriesOf = ({entries, lines}: Count) => lines === 0 ? 0 : Math.max(1, entries);

const rejectedText = ({entries, rejected}: Waiting['pending']) => rejected === 0 ? '' : (rejected === entries ? ' and rejected' : `, ${rejected} of them rejected`);
