import test from 'ava';
import {explainIn} from '../../source/problems/explain-in.js';
import {finding} from '../../source/problems/finding.js';
import type {Entry} from '../../source/problems/problem.js';
import {inDutch} from '../../source/problems/sync-user/phrases.js';
import {syncUserProblems} from '../../source/problems/sync-user.js';

const values = new Proxy<Readonly<Record<string, unknown>>>({}, {get: (_, name) => typeof name === 'string' && /^(?:missing|blocked|companies|roles|offered|known|entries)$/v.test(name) ? ['101 Holding'] : undefined});

test('every problem of the synchronisation user has its words in Dutch, other ones than the English', t => {
	for (const [id, entry] of Object.entries<Entry>(syncUserProblems)) {
		const english = entry.explain(values);
		const dutch = entry.dutch?.(values);
		t.truthy(dutch, id);
		for (const field of ['summary', 'cause', 'fix'] as const) {
			t.regex(dutch![field], /\S/v, `${id} ${field}`);
			t.notRegex(dutch![field], /undefined|\bthe\b/v, `${id} ${field}`);
		}

		t.not(dutch!.summary, english.summary, id);
		t.false(dutch!.cause === english.cause && dutch!.cause !== '?.', id);
	}
});

test('a finding is told in Dutch with its own facts, and in English as it was made', t => {
	const missing = finding('SYNC-RIGHTS', 'warn', {account: 'CX_Basecone', companies: ['104 Repair: book purchase entries, read VAT codes']});
	t.is(explainIn(missing, 'nl').summary, 'CX_Basecone mist rechten: 104 Repair: inkoopboekingen maken, btw-codes lezen.');
	t.is(inDutch('Pieter has no access in the office'), 'Pieter heeft geen toegang in het kantoor');
	t.is(explainIn(missing, 'en').summary, missing.summary);
	const other = finding('DB-1', 'fail', {database: '160', server: 'BIKESQL01', exists: false});
	t.deepEqual(explainIn(other, 'nl'), {summary: other.summary, cause: other.cause, fix: other.fix});
});
