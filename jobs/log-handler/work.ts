import {countOf} from '../../source/platform/count-of.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {JobContext, JobOutcome} from '../runtime/contract.js';
import {daysToKeep} from './days-to-keep.js';
import {deleteOldRows} from './delete-old-rows.js';
import {logTables} from './log-tables.js';
import {summariseDays} from './summarise-days.js';

export {logHandler as description} from '../../source/runs/catalogue/log-handler.js';

/** First the page-view history, so that no day is lost; then the old rows. Both go on where a killed run stopped, as only what is committed counts. */
export const work = async (context: JobContext): Promise<JobOutcome> => {
	const now = await context.now();
	const days = await daysToKeep(context);
	const summarised = await summariseDays(context, now);
	const deleted: string[] = [];
	const busy: string[] = [];
	for (const table of logTables) {
		const keep = days.get(table.name);
		if (keep === undefined) {
			context.print(`${table.name}: no days are set, so every row is kept.`);
			continue;
		}

		// eslint-disable-next-line no-await-in-loop -- one table after the other, so that the server is not loaded more than needed
		const outcome = await deleteOldRows(context, table, {keep, now});
		if (outcome === undefined) {
			context.print(`${table.name}: not in this database.`);
			continue;
		}

		deleted.push(`${outcome.rows} of ${table.name}`);
		if (outcome.isBusy) {
			busy.push(table.name);
		}
	}

	const message = `${context.isDryRun ? 'Would summarise' : 'Summarised'} ${countOf(summarised.days, 'day')} of ${countOf(summarised.views, 'page view')}; ${context.isDryRun ? 'would delete' : 'deleted'} ${deleted.length === 0 ? 'nothing' : deleted.join(', ')}.`;
	if (busy.length > 0) {
		throw new BacoError('LOG-BUSY', {tables: busy, message});
	}

	return {message};
};
