import test from 'ava';
import {waitingText} from '../../../jobs/rp-financial-check/waiting-text.js';

const nothing = {entries: 0, lines: 0};
const none = {replication: nothing, entered: nothing, pending: {...nothing, rejected: 0}};

test('what waits is counted by place', t => {
	t.is(waitingText(none), 'none pending');
	t.is(waitingText({
		replication: {entries: 26, lines: 80}, entered: {entries: 2, lines: 5}, pending: {entries: 4, lines: 8, rejected: 1},
	}), '32 entries pending (26 in Globe after the replication mark, 2 entered in Globe but not processed, 4 in TransactionsPending, 1 of them rejected)');
	t.is(waitingText({...none, pending: {entries: 4, lines: 8, rejected: 4}}), '4 entries pending (4 in TransactionsPending and rejected)');
});

test('lines without EntryGuid are one entry at least', t => {
	t.is(waitingText({...none, replication: {entries: 0, lines: 3}}), '1 entry pending (1 in Globe after the replication mark)');
});
