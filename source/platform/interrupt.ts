import process from 'node:process';

/** Ctrl-C where the terminal is raw: as the signal, which Windows has none of; there `process.kill` ends the process at once. */
export const interrupt = (): void => {
	if (!process.emit('SIGINT', 'SIGINT')) {
		process.kill(process.pid, 'SIGINT');
	}
};
