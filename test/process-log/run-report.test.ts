import test from 'ava';
import {toRow} from '../../source/process-log/read-process-log.js';
import {reportOf} from '../../source/process-log/run-report.js';
import {sampleRecord} from '../runs/sample-record.js';

const record = sampleRecord();
const row = (LogText: string) => toRow({}, {
	LogID: 1, LogDate: new Date(), ProcessName: 'BacoImporter', LogType: 0, LogText, CommandLine: 'BacoImporter /S:SRV',
});
const start = row(`Started (run ${record.id}).`);
const other = row('Of another run. Finished in 1.0 s (run 20261127-115959-zzzz).');
const here = {isOrphan: false};

test('a start and an end are the whole report', t => {
	const report = reportOf(record, [row(`Moved 5 lines to the ledger. Finished in 1.0 s (run ${record.id}).`), other, start], here);
	t.like(report, {isFault: false});
	t.regex(report.text, /the start and the end: Moved 5 lines to the ledger\. Finished/v);
	t.false(reportOf(record, [row(`No rights. Ended after 1.0 s (run ${record.id}).`), start], here).isFault);
});

test('a killed job is known by a start without an end', t => {
	for (const killed of [{state: 'failed', signal: 'SIGKILL', exitCode: null}, {state: 'lost', exitCode: null}, {state: 'cancelled', signal: 'SIGKILL', exitCode: null}] as const) {
		t.like(reportOf({...record, ...killed}, [other, start], here), {isFault: true, text: 'it has a start but no end: the job was killed'});
	}

	t.like(reportOf({...record, state: 'failed', exitCode: 4}, [start], here), {isFault: true, text: 'it has a start but no end: the job was killed, or lost its connection to Synergy'});
});

test('a job that goes on has no end yet, and one that never logged in no start', t => {
	t.like(reportOf({...record, state: 'running'}, [start], here), {isFault: false, text: 'it has the start; the job goes on'});
	t.like(reportOf({...record, state: 'lost'}, [start], {isOrphan: true}), {isFault: false, text: 'it has the start; the job goes on'});
	t.regex(reportOf({...record, state: 'failed', exitCode: 4}, [other], here).text, /no row of this run: the job ended before its first row/v);
	t.like(reportOf({...record, state: 'failed', exitCode: 6}, [other], here), {isFault: false, text: 'it has no row of this run: the start was refused before its first row, as the same job was running'});
});
