import test from 'ava';
import {keepSecret} from '../../source/platform/redact.js';
import {finding} from '../../source/problems/finding.js';
import {redacted, redactedExplanation} from '../../source/problems/redacted.js';

test('a short secret that is a word is taken out of what came from outside, and not out of the words of the catalogue', t => {
	const facts = {host: 'nowhere.example', detail: 'the answer was link'};
	const plain = finding('SYNC-UNREACHABLE', 'warn', facts);
	t.regex(plain.cause, /about the link/v);
	keepSecret('link');
	const {summary, cause} = redactedExplanation('SYNC-UNREACHABLE', facts);
	t.regex(summary, /the answer was \*{3}/v);
	t.is(cause, plain.cause);
	t.deepEqual(redacted({steps: [{summary: 'a link', findings: [plain]}]}), {
		steps: [{summary: 'a ***', findings: [{...plain, summary, evidence: {...facts, detail: 'the answer was ***'}}]}],
	});
});

test('a long secret is taken out wherever it came in, and words that are not of the catalogue are redacted as a whole', t => {
	keepSecret('correct horse battery');
	const facts = {host: 'correct horse battery', detail: 'x'};
	t.false(JSON.stringify(redactedExplanation('SYNC-UNREACHABLE', facts)).includes('correct horse'));
	keepSecret('gulden');
	t.is(redacted({...finding('SYNC-UNREACHABLE', 'warn', facts), cause: 'no gulden left'}).cause, 'no *** left');
});
