import type {StatementRecord} from '../../sql/contract.js';

/** So many statements are read out at once. */
const count = 20;

/** The last statements that have every word, the newest last: time in UTC, server, database, what was sent, how it ended. */
export const statementsAloud = (statements: readonly StatementRecord[], words: string): string[] => {
	const wanted = words.toLowerCase().split(/\s+/v).filter(word => word !== '');
	const found = statements.filter(record => {
		const text = spoken(record).toLowerCase();
		return wanted.every(word => text.includes(word));
	});
	return found.length === 0 ? ['There is no such statement.'] : [`The last ${Math.min(count, found.length)} of ${found.length} statements:`, ...found.slice(-count).map(record => spoken(record))];
};

function spoken({at, server, database, text, parameters, durationMs, rows, error}: StatementRecord): string {
	const values = parameters.map(({name, value}) => `${name} ${value}`).join(', ');
	return `${at.toISOString()}, ${server} ${database ?? ''}: ${text.trim().replaceAll(/\s+/gv, ' ')}${values === '' ? '' : `, with ${values}`}: ${error === undefined ? `${rows} ${rows === 1 ? 'row' : 'rows'}` : `error ${error}`}, ${Math.round(durationMs)} ms.`;
}
