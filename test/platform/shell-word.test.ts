import test from 'ava';
import {shellWord} from '../../source/platform/shell-word.js';

test('a word for a POSIX shell is in single quotes', t => {
	t.is(shellWord('acme/baco', 'linux'), '\'acme/baco\'');
	t.is(shellWord('it\'s', 'linux'), String.raw`'it'\''s'`);
});

test('a word for Windows fits cmd.exe and PowerShell, or is one that neither runs', t => {
	const shown = (value: string) => shellWord(value, 'win32');
	t.is(shown('acme/baco'), 'acme/baco');
	t.is(shown(String.raw`DOMAIN\user`), String.raw`DOMAIN\user`);
	t.is(shown(String.raw`acme/baco@SRV\EXACT,1433`), String.raw`"acme/baco@SRV\EXACT,1433"`);
	t.is(shown('two words'), '"two words"');
	t.is(shown('ends in one \\'), String.raw`"ends in one \\"`);
	t.is(shown('$(calc)'), '<$(calc)>');
	t.is(shown('%PATH%'), '<%PATH%>');
	t.is(shown(''), '""');
});
