import type {SqlConnection} from '../../source/sql/contract.js';
import {sql} from '../../source/sql/statement.js';
import type {JobWork} from '../runtime/contract.js';
import {importDivision} from './import-division.js';

export {bacoImporter as description} from '../../source/runs/catalogue/baco-importer.js';

/** Validates imported entries and moves them to the ledger, division by division. */
export const work: JobWork = async context => {
	const waiting = await divisionsThatWait(context.synergy());
	const divisions = context.divisions.filter(({code}) => waiting.has(code.toLowerCase()));
	if (divisions.length === 0) {
		return {message: 'Nothing is pending.'};
	}

	let [moved, failed] = [0, 0];
	for (const division of divisions) {
		context.stopping.throwIfAborted();
		context.division(division.code, 'started');
		const {records, remark, isFailed} = await importDivision(context, division); // eslint-disable-line no-await-in-loop -- one after the other
		context.division(division.code, isFailed ? 'failed' : 'done', remark);
		await context.processLog(`Division ${division.code}: ${remark}`, {division: division.number, kind: isFailed ? 'warning' : 'information'}); // eslint-disable-line no-await-in-loop
		moved += records;
		failed += isFailed ? 1 : 0;
	}

	const verb = context.isDryRun ? 'Would move' : 'Moved';
	return failed === 0 ? {message: `${verb} ${moved} lines to the ledger.`} : {message: `${verb} ${moved} lines to the ledger; entries of ${failed} ${failed === 1 ? 'division' : 'divisions'} were rejected.`, isFailed: true};
};

const divisionsThatWait = async (synergy: SqlConnection): Promise<Set<string>> => {
	const {rows} = await synergy.query<{code: string}>(sql`SELECT DISTINCT CompanyCode AS code FROM dbo.TransactionsPending`);
	return new Set(rows.map(({code}) => code.trim().toLowerCase()));
};
