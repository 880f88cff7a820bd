import test from 'ava';
import {rowsText} from '../../source/runs/counts-text.js';
import {endText} from '../../source/runs/failure-text.js';
import {outcomeText, stateWord} from '../../source/runs/listed-run.js';
import {stoppedText, stopText} from '../../source/runs/stop-text.js';
import {closingText, endingText} from '../../source/runs/supervisor/outcome.js';
import {sampleRecord} from './sample-record.js';

const now = (rest: Parameters<typeof sampleRecord>[0] = {}) => ({...sampleRecord(rest), stopping: null, isOrphan: false});

test('rows that nobody told of are not known, which is another thing than none', t => {
	t.is(rowsText(sampleRecord({counts: {read: 0, written: 0, rejected: 0}})), '0 read, 0 written, 0 rejected');
	t.is(rowsText(sampleRecord({counts: null})), 'rows not known: the job told of none');
	t.is(rowsText(sampleRecord({counts: null, runner: 'classic'})), 'rows not known: the vendor\'s programs tell none');
	t.is(rowsText(sampleRecord({counts: null, state: 'running'})), 'rows not known yet');
});

test('of a lost run it is said since when the rows are not known', t => {
	const lost = {state: 'lost', seenAt: '2026-11-27T12:00:05.000Z'} as const;
	t.regex(rowsText(sampleRecord(lost)), /^100 read, 98 written, 2 rejected; not known since 2026-11-27 \d\d:00 /v);
	t.regex(rowsText(sampleRecord({...lost, counts: null})), /^rows not known: none told until 2026-11-27 \d\d:00 .*, when it was lost$/v);
});

test('a lost run whose job lives is told with its process and the way to end it', t => {
	const run = {...now({state: 'lost'}), isOrphan: true};
	t.is(stateWord(run), 'lost, job lives');
	t.is(outcomeText(run), `Process 1 still lives and nobody watches it: baco runs cancel ${run.id} ends it.`);
});

test('a division that was not reached is no rejection: its server and what was seen are told', t => {
	const failure = {
		id: 'TCP-1', exitCode: 4, cause: 'Nothing listens there.', fix: 'Start the SQL Server service.', server: 'HAMSQL01,1433',
	};
	const unreached = {
		state: 'failed', exitCode: 1, isComplete: true, message: '1 could not be compared: 400.', counts: {read: 10, written: 0, rejected: 0},
		divisionStates: [
			{division: '110', state: 'done', message: ''},
			{
				division: '400', state: 'failed', message: 'HAMSQL01 refuses connections on port 1433.', failure,
			},
		],
	} as const;
	t.is(endText(sampleRecord(unreached)), 'it ran to its end; what makes it a failed run: division 400 not reached (HAMSQL01,1433)');
	t.is(outcomeText(now(unreached)), 'Division 400 not reached (HAMSQL01,1433): HAMSQL01 refuses connections on port 1433. 1 could not be compared: 400.');
	t.is(closingText(sampleRecord(unreached)), 'Ran to its end, division 400 not reached (HAMSQL01,1433): exit code 1, after 10.0 s.');
	t.regex(endText(sampleRecord({...unreached, counts: {read: 10, written: 0, rejected: 3}})), /\(HAMSQL01,1433\); what it rejected or found different$/v);
	t.is(outcomeText(now({...unreached, isComplete: false, message: 'HAMSQL01 refuses connections on port 1433.'})), 'Division 400 not reached (HAMSQL01,1433): HAMSQL01 refuses connections on port 1433.', 'said once');
	const more = ['410', '420', '430', '440', '450', '460'].map(division => ({
		division, state: 'failed', message: 'Another reason.', failure,
	}));
	t.is(
		outcomeText(now({...unreached, divisionStates: [...unreached.divisionStates, ...more]})),
		'7 divisions did not come to their end, 400, 410, 420, 430, 440 and 2 more; division 400 not reached (HAMSQL01,1433): HAMSQL01 refuses connections on port 1433. 1 could not be compared: 400.',
	);
	const stopped = {
		division: '120', state: 'stopped', message: 'Stopped.', failure: {...failure, id: 'JOB-STOPPED', exitCode: 8},
	};
	t.regex(outcomeText(now({...unreached, divisionStates: [stopped, ...unreached.divisionStates]})), /^Division 400 not reached/v, 'a stop is no failure of the division');
	t.regex(outcomeText(now({...unreached, divisionStates: [stopped]})), /^Division 120 left at a safe point/v);
	const endedBy = (id: string, exitCode: number) => endText(sampleRecord({
		...unreached, divisionStates: [{
			division: '400', state: 'failed', message: '', failure: {...failure, id, exitCode},
		}],
	}));
	t.regex(endedBy('TCP-3', 4), /division 400 connection lost \(HAMSQL01,1433\)$/v, 'it may have been worked on before');
	t.regex(endedBy('JOB-STOPPED', 8), /division 400 left at a safe point/v);
	t.is(endText(sampleRecord({...unreached, divisionStates: []})), 'it ran to its end; what it rejected or found different makes it a failed run');
});

test('a job that ended with 0 was not stopped, whatever it was told: it ended by itself', t => {
	const stop = {reason: 'signal', at: '2026-11-27T12:00:05.000Z', by: 'SIGTERM'} as const;
	for (const stage of ['asked', 'terminated'] as const) {
		t.is(endingText({exitCode: 0, signal: null, stop: {...stop, stage}}), 'SIGTERM reached its supervisor; the job was asked to end, and ended by itself with exit code 0.');
	}

	t.is(endingText({exitCode: null, signal: 'SIGTERM', stop: {...stop, stage: 'terminated'}}), 'SIGTERM reached its supervisor; it did not stop when asked and was terminated (the job was ended by SIGTERM).');
});

test('of a stop both times are told: when it was asked for, and when the job was ended by force', t => {
	const asked = {reason: 'cancel', at: '2026-11-27T12:00:05.000Z', by: 'mia'} as const;
	const [terminatedAt, killedAt] = ['2026-11-27T12:00:35.000Z', '2026-11-27T12:00:40.000Z'];
	t.regex(stopText({
		...asked, stage: 'killed', terminatedAt, killedAt,
	}), /^stopping \(terminated at \d\d:00:35, killed at \d\d:00:40\), asked by mia at \d\d:00:05, ended at \d\d:00:45 at the latest$/v);
	t.regex(stoppedText({...asked, stage: 'asked'}), /^asked by mia at \d{4}-\d\d-\d\d \d\d:00:05 \S+$/v);
	t.regex(stoppedText({
		...asked, stage: 'killed', terminatedAt, killedAt,
	}), /^asked by mia at .+:05 \S+, terminated at .+:35 \S+, killed at .+:40 \S+$/v);
	t.regex(stoppedText({
		...asked, stage: 'given-up', terminatedAt, killedAt,
	}), /, killed at .+:40 \S+, could not be ended$/v);
	t.regex(stoppedText({...asked, stage: 'killed'}), /^asked by mia at .+:05 \S+, killed$/v, 'earlier versions kept no time of the kill');
});
