import process from 'node:process';
import {errorCode} from './write-file.js';

/** Whether this machine has a process of that number, whoever's it is. */
export const isRunning = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return errorCode(error) !== 'ESRCH';
	}
};
