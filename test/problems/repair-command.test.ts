import test from 'ava';
import {repairCommand} from '../../source/problems/repair-command.js';

test('the command says what was seen, and a quote of the data ends no word', t => {
	t.is(repairCommand({
		kind: 'access-server', division: '120', rowId: 1, column: 'MachineName', before: 'O\'LD; rm', after: String.raw`NEW\EXACT`,
	}, 'prod'), String.raw`baco access-servers repair 120 --row 1 --machine-name 'NEW\EXACT' --expect 'O'\''LD; rm' --profile prod`);
});
