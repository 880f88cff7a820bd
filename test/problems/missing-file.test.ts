import test from 'ava';
import {BacoError} from '../../source/problems/baco-error.js';

test('a configuration file that is not there is no matter of rights', t => {
	const {explanation: {cause, fix}} = new BacoError('CONFIG-UNREADABLE', {file: 'company.pem', code: 'ENOENT'});
	t.regex(cause, /There is no such file/v);
	t.regex(fix, /--ca-file FILE/v);
	t.regex(new BacoError('CONFIG-UNREADABLE', {file: 'company.pem', code: 'EACCES'}).explanation.fix, /right to read/v);
});
