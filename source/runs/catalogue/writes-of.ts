import type {Job} from './job.js';

/** What a job writes besides reading, for whoever is refused it: a job that only looks still keeps its result somewhere. */
export const writesOf = ({name, tables}: Job): string => {
	const written = tables.filter(({use}) => use !== 'reads').map(table => table.name);
	return `${name} writes ${written.length === 0 ? 'its lines of the process log' : `to ${new Intl.ListFormat('en-GB').format(written)}`}`;
};
