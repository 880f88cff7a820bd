import {BacoError} from '../../problems/baco-error.js';
import type {Job} from './job.js';
import {jobs} from './jobs.js';

/** The job of a name as people write it: `baco-importer`, `BacoImporter`, `bacoimporter.exe` or its document number. Rejects with JOB-UNKNOWN. */
export const findJob = (name: string, among: readonly Job[] = jobs): Job => {
	const wanted = plain(name.replace(/\.exe$/iv, ''));
	const found = among.filter(job => plain(job.id) === wanted || plain(job.name) === wanted);
	const [job] = found.length > 0 ? found : among.filter(({document}) => document === name.trim());
	if (job === undefined) {
		throw new BacoError('JOB-UNKNOWN', {name, known: among.map(({id}) => id)});
	}

	return job;
};

const plain = (name: string) => name.toLowerCase().replaceAll(/[^\da-z]/gv, '');
