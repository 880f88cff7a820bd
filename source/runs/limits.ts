import process from 'node:process';

/** What nobody documents about runs, in one place. Those of the environment can be changed by the operator. */
export const limits = () => ({
	/** Runs that are older, and runs beyond the count, are removed at the next start. */
	keepDays: fromEnvironment('BACO_RUNS_KEEP_DAYS', 90),
	keepCount: fromEnvironment('BACO_RUNS_KEEP', 500),
	/** Seconds that a job has to reach a safe point before it is terminated, then killed. */
	askSeconds: fromEnvironment('BACO_STOP_ASK_SECONDS', 30),
	terminateSeconds: fromEnvironment('BACO_STOP_TERMINATE_SECONDS', 5),
	killSeconds: fromEnvironment('BACO_STOP_KILL_SECONDS', 5),
	/** A log begins a new file at this size, and the oldest file goes when there are too many. */
	logFileBytes: fromEnvironment('BACO_RUN_LOG_FILE_BYTES', 8 * 1024 * 1024),
	logFiles: fromEnvironment('BACO_RUN_LOG_FILES', 32),
	/** Outside a terminal, how a followed run is doing is told this often. */
	followSeconds: fromEnvironment('BACO_FOLLOW_SECONDS', 30),
});

const fromEnvironment = (name: string, fallback: number): number => {
	const value = process.env[name];
	return value !== undefined && /^\d{1,12}$/v.test(value) && Number(value) > 0 ? Number(value) : fallback;
};
