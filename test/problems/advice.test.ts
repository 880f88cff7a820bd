import test from 'ava';
import {localTime, storedTime} from '../../source/platform/show-time.js';
import {loginStates} from '../../source/problems/baco-login.js';
import {finding, worstFinding} from '../../source/problems/finding.js';

test('a failure decides over the warning before it; information decides nothing', t => {
	const [info, warn, fail] = [finding('PERM-3', 'info', {}), finding('BACO-5', 'warn', {}), finding('BACO-4', 'fail', {})];
	t.is(worstFinding([info, warn, fail]), fail);
	t.is(worstFinding([info, warn]), warn);
	t.is(worstFinding([info]), undefined);
});

test('each state of a database has its own fix', t => {
	const fixOf = (state?: string) => finding('DB-5', 'fail', {database: '170', state}).fix;
	t.regex(fixOf('restoring'), /RESTORE DATABASE \[170\] WITH RECOVERY/v);
	t.regex(fixOf('offline'), /ALTER DATABASE \[170\] SET ONLINE/v);
	t.regex(fixOf('single user'), /SET MULTI_USER/v);
	t.regex(fixOf('read-only'), /SET READ_WRITE/v);
	t.notRegex(fixOf('restoring'), /SET ONLINE/v);
	t.regex(fixOf(), /sys\.databases/v);
});

test('each state of a login has its own fix', t => {
	const fixOf = (...problems: string[]) => finding('BACO-4', 'fail', {login: 'Baco', problems}).fix;
	t.regex(fixOf(loginStates.disabled), /ENABLE\.$/v);
	t.regex(fixOf(loginStates.locked), /UNLOCK/v);
	t.notRegex(fixOf(loginStates.locked), /ENABLE/v);
	t.notRegex(fixOf(loginStates.expired), /ENABLE|UNLOCK/v);
	t.regex(fixOf(loginStates.mustChange), /new password/v);
});

test('a database that is proven absent is not said to be perhaps offline', t => {
	const {cause, fix} = finding('DB-1', 'fail', {database: '160', server: 'BIKESQL01', exists: false});
	t.notRegex(cause + fix, /offline|map/v);
});

test('a full name lacks no suffix', t => {
	t.notRegex(finding('DNS-1', 'fail', {host: 'sql.example.invalid'}).fix, /full DNS name/v);
	t.regex(finding('DNS-1', 'fail', {host: 'SQL01'}).fix, /full DNS name/v);
});

test('times are short and have their zone, stored ones have none', t => {
	const date = new Date('2026-11-22T07:30:12.345Z');
	t.regex(localTime(date), /^2026-11-2[1-3] \d\d:\d\d \S+$/v);
	t.is(storedTime(date), '2026-11-22 07:30');
});
