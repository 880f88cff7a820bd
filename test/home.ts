import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type {ExecutionContext} from 'ava';

/** A folder for one test, gone after it. */
export const temporaryFolder = async (t: ExecutionContext): Promise<string> => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'baco-test-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	return folder;
};

/** The same as BACO_HOME of this process: only for tests that run serially. */
export const temporaryHome = async (t: ExecutionContext): Promise<string> => {
	const folder = await temporaryFolder(t);
	const before = process.env.BACO_HOME;
	process.env.BACO_HOME = folder;
	t.teardown(() => {
		if (before === undefined) {
			delete process.env.BACO_HOME;
		} else {
			process.env.BACO_HOME = before;
		}
	});
	return folder;
};
