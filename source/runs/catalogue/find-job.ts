import {BacoError} from '../../problems/baco-error.js';
import type {Job} from './job.js';
import {jobs} from './jobs.js';

/** The job of a name as people write it: `baco-importer`, `BacoImporter`, `bacoimporter.exe` or its document number. Rejects with JOB-UNKNOWN. */
export const findJob = (name: string, among: readonly Job[] = jobs): Job => {
	const [job] = exactly(name, among);
	if (job === undefined) {
		throw new BacoError('JOB-UNKNOWN', {name, known: among.map(({id}) => id)});
	}

	return job;
};

/** For a filter: the job of exactly that name, else every one whose name has it as a part, without regard to case, hyphens and blanks; none when it fits nothing. */
export const jobsNamed = (name: string, among: readonly Job[] = jobs): {readonly found: readonly Job[]; readonly isExact: boolean} => {
	const exact = exactly(name, among);
	const part = plain(name);
	const isExact = exact.length > 0;
	return {isExact, found: isExact || part === '' ? exact : among.filter(job => plain(job.id).includes(part) || plain(job.name).includes(part))};
};

const exactly = (name: string, among: readonly Job[]): readonly Job[] => {
	const wanted = plain(name);
	const found = among.filter(job => plain(job.id) === wanted || plain(job.name) === wanted);
	return found.length > 0 ? found : among.filter(({document}) => document === name.trim());
};

const plain = (name: string) => name.trim().replace(/\.exe$/iv, '').toLowerCase().replaceAll(/[^\da-z]/gv, '');
