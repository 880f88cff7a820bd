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

test('a state is told in words that fit it, and a refused old password has its statement', t => {
	const summaryOf = (...problems: string[]) => finding('BACO-4', 'fail', {login: 'Baco', problems}).summary;
	t.is(summaryOf(loginStates.mustChange), 'The login Baco must change its password.');
	t.is(summaryOf(loginStates.disabled, loginStates.mustChange), 'The login Baco is disabled and must change its password.');
	t.is(summaryOf(loginStates.locked), 'The login Baco is locked out.');
	for (const number of [18_487, 18_488]) {
		t.regex(finding('LOG-5', 'fail', {login: 'Baco', server: 'S', number}).fix, /ALTER LOGIN \[Baco\] WITH PASSWORD = '\.\.\.'.*CHECK_EXPIRATION = OFF/v);
	}
});

test('an orphan is told from a user of another login by what was seen', t => {
	const orphan = finding('BACO-2', 'fail', {login: 'Baco', database: '210'});
	t.regex(orphan.summary, /orphaned: no login of this server/v);
	t.regex(orphan.cause, /does not exist here/v);
	const other = finding('BACO-2', 'fail', {login: 'Baco', database: '210', mappedTo: 'Other'});
	t.regex(other.summary, /belongs to another login: Other/v);
	t.notRegex(other.cause, /does not exist/v);
});

test('a missing permission names no more than is missing, and what a GRANT does not lift', t => {
	const fixOf = (permission: string) => finding('PERM-1', 'fail', {login: 'Baco', object: 'BacoAccessServers', permission}).fix;
	t.regex(fixOf('SELECT'), /GRANT SELECT ON dbo\.BacoAccessServers TO \[Baco\].*DENY.*REVOKE SELECT ON/v);
	t.notRegex(fixOf('SELECT'), /UPDATE|--as-operator/v);
	t.regex(fixOf('UPDATE'), /only a repair.*GRANT UPDATE ON.*baco access-servers repair DIVISION \.\.\. --as-operator/v);
});

test('a refused password says where it came from, and the fix fits that place', t => {
	const of = (store: string, storeDetail: string, more = {}) => finding('LOG-1', 'fail', {
		login: 'Baco', server: 'S', credential: 'p/baco', store, storeDetail, ...more,
	});
	const {cause, fix} = of('environment', 'BACO_PASSWORD_P_BACO', {loginExists: true, badPasswords: 4});
	t.regex(cause, /The password in the environment variable BACO_PASSWORD_P_BACO is wrong/v);
	t.regex(fix, /set BACO_PASSWORD_P_BACO to it, or unset the variable \(it is read before every store\)/v);
	t.regex(fix, /counts as one more wrong password.*locked out/v);
	t.regex(of('vault', '/home/x/vault').cause, /came from the vault: \/home\/x\/vault/v);
	t.regex(of('vault', '/home/x/vault').fix, /baco credential set 'p\/baco' --password-stdin.*locked out/v);
	t.regex(of('command', 'asked of pass each time').fix, /password command of the profile reads it/v);
});

test('a refusal of the Browser is no silence, and no field is named where a command does it', t => {
	t.regex(finding('SSRP-1', 'fail', {
		host: 'S', instance: 'X', waitedMs: 0, code: 'ECONNREFUSED',
	}).summary, /refuses the question at once/v);
	t.regex(finding('SSRP-1', 'fail', {host: 'S', instance: 'X', waitedMs: 4000}).summary, /does not answer within 4 s/v);
	for (const [id, flag] of [['TLS-1', '--ca-file PEM'], ['TLS-2', '--server-name NAME'], ['TLS-5', '--encrypt'], ['TLS-7', '--no-encrypt'], ['WHO-1', '--operator USER'], ['WHO-6', '--administrator-role NUMBER'], ['BAS-UNKNOWN', '--add-confirmed-name'], ['BAS-READONLY', '--no-read-only'], ['SVC-10', '--service-user']] as const) {
		const {fix} = finding(id, 'fail', {profile: 'prod'});
		t.true(fix.includes(`baco profile set prod ${flag}`), `${id}: ${fix}`);
	}

	t.is(finding('USER-3', 'fail', {division: '370', database: '370'}).summary, 'Fixed credentials are on, but no fixed user is entered.');
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
