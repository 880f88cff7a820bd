import {
	mkdir,
	readdir,
	readFile,
	watch,
} from 'node:fs/promises';
import path from 'node:path';
import {paths} from '../platform/paths.js';
import {writeFileDurably} from '../platform/write-file.js';
import type {StepId, TestResult, Verdict} from './contract.js';

/** The last test of a division, as the list of divisions shows it. */
export type LastResult = {
	readonly verdict: Verdict;
	/** ISO 8601, UTC. */
	readonly startedAt: string;
	readonly durationMs: number;
	readonly failedStep?: StepId;
	readonly summary: string;
};

/** The last results of a profile by division code. One file a division, so that two baco at work never lose each other's; a damaged file counts as no result. */
export const readLastResults = async (profile: string): Promise<Map<string, LastResult>> => {
	const folder = folderOf(profile);
	const files = await readdir(folder).catch(() => [] as string[]);
	const results = await Promise.all(files.filter(file => file.endsWith('.json') && !file.startsWith('.')).map(async file => readResult(folder, file)));
	return new Map(results.filter(result => result !== undefined));
};

/** Tells of results that any baco of this machine keeps from now on: the changed ones alone. Silent where the folder cannot be watched. Returns the end of it. */
export const watchLastResults = (profile: string, onResults: (results: ReadonlyMap<string, LastResult>) => void): (() => void) => {
	const folder = folderOf(profile);
	const changed = new Set<string>();
	let timer: NodeJS.Timeout | undefined;
	const tell = async () => {
		const files = [...changed];
		changed.clear();
		timer = undefined;
		const results = await Promise.all(files.map(async file => readResult(folder, file)));
		onResults(new Map(results.filter(result => result !== undefined)));
	};

	const ending = new AbortController();
	const follow = async () => {
		await mkdir(folder, {recursive: true, mode: 0o700});
		for await (const {filename} of watch(folder, {persistent: false, signal: ending.signal})) {
			if (filename?.endsWith('.json') !== true || filename.startsWith('.')) {
				continue;
			}

			changed.add(filename);
			// Several events of one write, and the writes of a whole run, are told together.
			timer ??= setTimeout(() => {
				void tell();
			}, settleMs).unref();
		}
	};

	// Where it cannot be watched, what other processes do is seen when the list is read again.
	follow().catch(() => undefined);
	return () => {
		ending.abort();
		clearTimeout(timer);
	};
};

const settleMs = 200;

/** Keeps the result for the list. Rejects with FILE-WRITE. */
export const rememberResult = async (profile: string, result: TestResult): Promise<void> => {
	await writeFileDurably(path.join(folderOf(profile), `${encodeURIComponent(result.division)}.json`), `${JSON.stringify(summaryOf(result))}\n`);
};

/** What the list needs of a result. */
export const summaryOf = ({verdict, startedAt, durationMs, steps}: TestResult): LastResult => {
	const step = steps.find(({status}) => status === 'fail') ?? steps.find(({status}) => status === 'warn') ?? steps.find(({id, status}) => id === 'CFG' && status === 'skipped');
	return {
		verdict, startedAt, durationMs, ...(step !== undefined && {failedStep: step.id}), summary: step?.summary ?? 'all steps passed',
	};
};

const folderOf = (profile: string) => path.join(paths().state, 'last-results', encodeURIComponent(profile));

const readResult = async (folder: string, file: string): Promise<readonly [string, LastResult] | undefined> => {
	try {
		const result: unknown = JSON.parse(await readFile(path.join(folder, file), 'utf8'));
		return isLastResult(result) ? [decodeURIComponent(file.slice(0, -'.json'.length)), result] : undefined;
	} catch {
		return undefined;
	}
};

const isLastResult = (value: unknown): value is LastResult => {
	if (typeof value !== 'object' || value === null) {
		return false;
	}

	const {verdict, startedAt, summary} = value as Record<string, unknown>;
	return typeof verdict === 'string' && typeof startedAt === 'string' && typeof summary === 'string';
};
