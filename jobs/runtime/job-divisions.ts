import {chooseDivisions} from '../../source/divisions/choose-divisions.js';
import type {Job} from '../../source/runs/catalogue/job.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {sql} from '../../source/sql/statement.js';
import type {JobDivision} from './contract.js';
import type {ParameterValue} from './parameter-value.js';

/** The divisions that the parameters name, else all of them; none for a job that has no divisions. Rejects with CFG-9 for a code that is not there. */
export const readJobDivisions = async (connection: SqlConnection, job: Job, parameters: Readonly<Record<string, ParameterValue>>): Promise<JobDivision[]> => {
	const parameter = job.parameters.find(({type}) => type === 'divisions' || type === 'division');
	if (parameter === undefined) {
		return [];
	}

	const {rows} = await connection.query<{bedrnr: string; bedrnm: string | null}>(sql`SELECT bedrnr, bedrnm FROM dbo.bedryf ORDER BY bedrnr`);
	const all = rows.map(({bedrnr, bedrnm}): JobDivision => {
		const code = bedrnr.trim();
		return {code, name: bedrnm?.trimEnd() ?? '', number: /^\d{1,3}$/v.test(code) ? Number(code) : undefined};
	});
	const wanted = parameters[parameter.name];
	return Array.isArray(wanted) ? chooseDivisions(all, wanted as readonly string[]) : all;
};
