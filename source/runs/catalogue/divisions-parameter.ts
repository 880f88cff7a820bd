import type {JobParameter, Mark} from './job.js';

/** `/C:001,002`, as the jobs take it that work division by division. */
export const divisionsParameter = ({isMandatory, help, mark}: {readonly isMandatory: boolean; readonly help: string; readonly mark: Mark}): JobParameter => ({
	name: 'C', title: 'Divisions', type: 'divisions', isMandatory, help, mark,
});
