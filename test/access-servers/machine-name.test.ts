import test from 'ava';
import fc from 'fast-check';
import {keepForm} from '../../source/access-servers/keep-form.js';
import {isLikeName, isSameMachine} from '../../source/access-servers/machine-name.js';
import {showUpdate, updateStatement} from '../../source/access-servers/update-statement.js';

const same: ReadonlyArray<[string, string, boolean]> = [
	['SQL01', 'sql01', true],
	['SQL01', ' SQL01. ', true],
	['SQL01', 'sql01.corp.example', true],
	['sql01.a.example', 'sql01.b.example', false],
	['SQL01', String.raw`SQL01\EXACT`, true],
	[String.raw`SQL01\EXACT`, String.raw`sql01.corp.example\exact`, true],
	[String.raw`SQL01\EXACT`, String.raw`SQL01\OTHER`, false],
	['SQL01', 'SQL011', false],
	['10.0.0.1', '10.0.0.1', true],
	['10.0.0.1', '10.0.0.2', false],
	['', '', false],
];
for (const [one, other, expected] of same) {
	test(`${JSON.stringify(one)} and ${JSON.stringify(other)}: ${expected ? 'one machine' : 'two'}`, t => {
		t.is(isSameMachine(one, other), expected);
		t.is(isSameMachine(other, one), expected);
	});
}

test('comparing is symmetric and never throws', t => {
	fc.assert(fc.property(fc.string(), fc.string(), (a, b) => {
		t.is(isSameMachine(a, b), isSameMachine(b, a));
	}));
});

test('what can be a name', t => {
	for (const name of ['SQL01', 'sql-01.corp.example', String.raw`SQL01\EXACT`, 'WS_MARIA']) {
		t.true(isLikeName(name), `${name} is`);
	}

	for (const value of ['', '00-15-5D-0A-2B-01', 'a b', 'x8Kq+/==', 'a'.repeat(64), 'a;DROP', String.raw`A\B\C`]) {
		t.false(isLikeName(value), `${value} is not`);
	}
});

test('the form of the old value is kept', t => {
	t.deepEqual(keepForm('OLD', 'NEW'), {value: 'NEW'});
	t.deepEqual(keepForm(String.raw`OLD\INST`, String.raw`NEW\EXACT`), {value: String.raw`NEW\EXACT`});
	t.is(keepForm(String.raw`OLD\INST`, 'NEW').value, String.raw`NEW\INST`);
	t.is(keepForm('OLD', String.raw`NEW\EXACT`).value, 'NEW');
	t.deepEqual(keepForm('', String.raw`NEW\EXACT`), {value: String.raw`NEW\EXACT`});
	t.regex(keepForm(String.raw`OLD\INST`, 'NEW').change ?? '', /INST of the old value is kept/v);
});

test('values go into the statement as parameters, NULL has its own guard', t => {
	const statement = updateStatement({
		rowId: 3, column: 'MachineName', before: 'O\'LD', after: 'NEW',
	}, 'nvarchar');
	t.false(statement.text.includes('O\'LD'));
	t.regex(statement.text, /ISNULL\(\[MachineName\], N''\) = @p3/v);
	t.deepEqual(statement.parameters.map(({value}) => value), ['NEW', 3, 'O\'LD', 'O\'LD', 'O\'LD']);
	t.regex(updateStatement({
		rowId: 3, column: 'IPAddress', before: null, after: '10.0.0.1',
	}, 'varchar').text, /\[IPAddress\] IS NULL/v);
	t.is(showUpdate({
		rowId: 3, column: 'MachineName', before: 'O\'LD', after: null,
	}, 'nvarchar'), 'UPDATE dbo.BacoAccessServers SET [MachineName] = NULL WHERE ID = 3 AND ISNULL([MachineName], N\'\') = N\'O\'\'LD\' AND CONVERT(varbinary(320), [MachineName]) = CONVERT(varbinary(320), N\'O\'\'LD\') AND DATALENGTH([MachineName]) = DATALENGTH(N\'O\'\'LD\'); SELECT @@ROWCOUNT AS changed;');
});
