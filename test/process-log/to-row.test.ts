import test from 'ava';
import {toRow} from '../../source/process-log/read-process-log.js';

const row = (rest: Readonly<Record<string, unknown>>) => toRow({}, {
	LogID: 1, LogDate: new Date(), ProcessName: 'RPFinancialCheck', LogType: 2, LogText: 'Ended after 1 s.', CommandLine: 'RPFinancialCheck /S:SRV', ...rest,
});

test('the division is a number in its column, or the beginning of the message', t => {
	t.is(row({Division: 100}).division, '100');
	t.is(row({Division: null, LogText: 'Division 120: 3 differences.'}).division, '120');
	t.is(row({Division: null}).division, '');
});

test('numbers of the built-in jobs need no word of the operator; those of other programs do, and his word counts first', t => {
	t.is(row({}).kind, 'error');
	t.is(row({LogType: 1}).kind, 'warning');
	t.is(row({CommandLine: 'RPFinancialCheck.exe /S:SRV'}).kind, undefined);
	t.is(row({CommandLine: ''}).kind, undefined);
	t.is(row({ProcessName: 'Vendor.exe', CommandLine: 'Vendor.exe /S:SRV'}).kind, undefined, 'a program that logs its own name is none of ours');
	t.is(row({ProcessName: 'RPFinancialCheck.exe', CommandLine: 'RPFinancialCheck.exe /S:SRV'}).kind, undefined);
	t.is(toRow({processLogTypes: {information: [2]}}, {ProcessName: 'LogHandler', LogType: 2, CommandLine: 'LogHandler /S:SRV'}).kind, 'information');
});
