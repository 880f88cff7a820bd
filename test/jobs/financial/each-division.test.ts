import test from 'ava';
import {eachDivision} from '../../../jobs/financial/each-division.js';
import type {JobContext} from '../../../jobs/runtime/contract.js';
import {BacoError} from '../../../source/problems/baco-error.js';

const done = {
	records: 1, status: 'OK', remark: 'Done.', isFailed: false,
};

const open = () => {
	const stopping = new AbortController();
	const told: string[] = [];
	const context = {
		divisions: ['100', '110', '120', '130'].map(code => ({code, name: code, number: Number(code)})),
		stopping: stopping.signal,
		synergy: () => ({lost: undefined}),
		now: async () => new Date(),
		companyLog: async () => undefined,
		processLog: async () => undefined,
		division(code: string, state: string) {
			told.push(`${code} ${state}`);
		},
	} as unknown as JobContext;
	return {
		context, told, stop() {
			stopping.abort(new BacoError('JOB-STOPPED', {reason: 'timeout'}));
		},
	};
};

test('a stop within a division stops that one, and those behind it are not reached', async t => {
	const {context, told, stop} = open();
	await t.throwsAsync(eachDivision(context, 'Check', async ({code}) => {
		if (code === '110') {
			stop();
			context.stopping.throwIfAborted();
		}

		return done;
	}), {instanceOf: BacoError, message: 'Stopped at a safe point: its time was over.'});
	t.deepEqual(told, ['100 started', '100 done', '110 started', '110 stopped', '120 not reached', '130 not reached']);
});

test('a stop between two divisions fails none', async t => {
	const {context, told, stop} = open();
	await t.throwsAsync(eachDivision(context, 'Check', async ({code}) => {
		if (code === '110') {
			stop();
		}

		return done;
	}), {instanceOf: BacoError});
	t.deepEqual(told, ['100 started', '100 done', '110 started', '110 done', '120 not reached', '130 not reached']);
});

test('where no division came to its end each of them is named, with the exit code of the first', async t => {
	const {context} = open();
	const failure = await t.throwsAsync(eachDivision(context, 'Check', async ({code}) => {
		throw new BacoError('JOB-NO-BACK-OFFICE', {division: code, reason: 'none is set'});
	}), {instanceOf: BacoError});
	t.is(failure.message, 'None of 4 divisions came to its end: 100, 110, 120, 130. The first, 100: Division 100 has no back office to work with: none is set.');
	t.like(failure, {id: 'JOB-NO-BACK-OFFICE', exitCode: 1});
	const one = open();
	const alone = await t.throwsAsync(eachDivision({...one.context, divisions: one.context.divisions.slice(0, 1)}, 'Check', async ({code}) => {
		throw new BacoError('JOB-NO-BACK-OFFICE', {division: code, reason: 'none is set'});
	}), {instanceOf: BacoError});
	t.is(alone.message, 'Division 100 has no back office to work with: none is set.');
});
