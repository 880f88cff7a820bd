import {randomBytes} from 'node:crypto';
import path from 'node:path';
import {paths} from '../../platform/paths.js';

/** Folder of all runs of this user. */
export const runsFolder = (): string => path.join(paths().state, 'runs');

export const runFolder = (id: string): string => path.join(runsFolder(), id);

/** A name that sorts by time and can be read out over the phone: `20261127-131105-k3f7`. */
export const newRunId = (date = new Date()): string => {
	const stamp = date.toISOString().replaceAll(/[\-:]/gv, '').replace('T', '-').slice(0, 15);
	return `${stamp}-${Array.from(randomBytes(4), byte => letters[byte % letters.length]).join('')}`;
};

export const isRunId = (name: string): boolean => /^\d{8}-\d{6}-[\da-z]{4}$/v.test(name);

// Without those that look like another one.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
