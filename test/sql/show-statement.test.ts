import test from 'ava';
import {literal, showStatement} from '../../source/sql/show-statement.js';
import {
	bit,
	date,
	datetime,
	datetimeoffset,
	int,
	nvarchar,
	secret,
	sql,
	varbinary,
	varchar,
} from '../../source/sql/statement.js';

const moment = new Date('2026-03-04T05:06:07.089Z');
const literals = [
	[nvarchar(9, 'O\'Neil'), 'N\'O\'\'Neil\''],
	[varchar(9, ''), '\'\''],
	[nvarchar(9, 'a\r\nb'), '(N\'a\' + NCHAR(13) + NCHAR(10) + N\'b\')'],
	[varchar(9, '\t'), 'CHAR(9)'],
	[nvarchar(9, null), 'NULL'],
	[int(-5), '-5'],
	[bit(true), '1'],
	[varbinary(4, Uint8Array.of(1, 255)), '0x01FF'],
	[datetime(moment), '\'2026-03-04T05:06:07.089\''],
	[date(moment), '\'2026-03-04\''],
	[datetimeoffset(7, moment), '\'2026-03-04T05:06:07.089Z\''],
	[secret(nvarchar(9, 'hidden')), '\'***\''],
] as const;
for (const [parameter, expected] of literals) {
	test(`${parameter.type.name} is shown as ${expected}`, t => {
		t.is(literal(parameter), expected);
	});
}

test('values stand where their parameters were, whatever they look like', t => {
	t.is(showStatement(sql`
		UPDATE dbo.[t]
		SET a = ${nvarchar(20, '@p2  x')} WHERE b = ${int(2)};
	`), 'UPDATE dbo.[t] SET a = N\'@p2  x\' WHERE b = 2;');
});
