import test from 'ava';
import {BacoError} from '../../../source/problems/baco-error.js';
import {rpFinancialCheck} from '../../../source/runs/catalogue/rp-financial-check.js';
import {writesOf} from '../../../source/runs/catalogue/writes-of.js';

test('a job that changes no figure says where it keeps its result, and the refusal does too', t => {
	const writes = writesOf(rpFinancialCheck);
	t.is(writes, 'RPFinancialCheck writes to BacoDiscussions, BacoSettings, CompanyLogs and BacoProcessLog');
	t.is(new BacoError('JOB-READONLY', {profile: 'look', writes}).explanation.cause, `The profile was made to look, not to change, and ${writes}.`);
	t.is(writesOf({...rpFinancialCheck, tables: []}), 'RPFinancialCheck writes its lines of the process log');
});
