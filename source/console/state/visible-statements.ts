import type {StatementRecord} from '../../sql/contract.js';
import type {AppState} from './app-state.js';
import {findScreen} from './screens.js';

/** The statements that the log shows: those in which every word of its filter occurs. Remembered until one of both changes: a cursor move costs nothing. */
export const visibleStatements = (state: AppState): readonly StatementRecord[] => {
	const screen = findScreen(state, 'statements');
	const words = (screen?.input?.value ?? screen?.filter ?? '').toLowerCase().split(/\s+/v).filter(word => word !== '');
	if (words.length === 0) {
		return state.statements;
	}

	const key = words.join(' ');
	if (memory?.statements !== state.statements || memory.key !== key) {
		memory = {statements: state.statements, key, value: state.statements.filter(record => hasWords(record, words))};
	}

	return memory.value;
};

let memory: {readonly statements: readonly StatementRecord[]; readonly key: string; readonly value: readonly StatementRecord[]} | undefined;

function hasWords({profile = '', server, address, database = '', text, error = '', parameters}: StatementRecord, words: readonly string[]): boolean {
	const haystack = [profile, server, address, database, text, error, ...parameters.map(({value}) => value)].join('\n').toLowerCase();
	return words.every(word => haystack.includes(word));
}
