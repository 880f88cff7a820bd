import {Buffer} from 'node:buffer';
import {redact} from '../platform/redact.js';
import type {Parameter, Statement} from './contract.js';
import type {Session} from './session.js';
import {literal} from './show-statement.js';
import {typeName} from './types.js';

/** Starts the log line of a statement; the returned function completes it and hands it to the listener. */
export const statementRecord = ({target, onStatement}: Session, statement: Statement) => {
	const at = new Date();
	const startedAt = performance.now();
	return (rows: number, error?: Error): void => {
		onStatement?.({
			at,
			server: target.name ?? target.host,
			address: `${target.host}:${target.port}`,
			database: target.database,
			text: redact(withoutIndentation(statement.text)),
			parameters: statement.parameters.map((parameter, index) => ({
				name: `@p${index + 1}`, type: typeName(parameter.type), value: shownValue(parameter), ...literalOf(parameter),
			})),
			durationMs: performance.now() - startedAt,
			rows,
			error: error === undefined ? undefined : redact(error.message),
		});
	};
};

const shownValue = ({value, secret}: Parameter): string => {
	if (secret) {
		return '***';
	}

	if (value === null || value === undefined) {
		return 'NULL';
	}

	if (value instanceof Date) {
		return Number.isNaN(value.getTime()) ? 'NULL' : value.toISOString();
	}

	const text = value instanceof Uint8Array ? `0x${Buffer.from(value.subarray(0, longest / 2)).toString('hex')}` : redact(String(value));
	return text.length > longest ? `${text.slice(0, longest)}…` : text;
};

/** Left out where it would only fill the memory: bulk data. */
const literalOf = (parameter: Parameter): {readonly literal?: string} => {
	const text = literal(parameter);
	return text.length > 20 * longest ? {} : {literal: text};
};

const longest = 200;

const withoutIndentation = (text: string) => {
	const lines = text.replace(/^\s*\n/v, '').trimEnd().split('\n');
	const indented = lines.filter(line => line.trim() !== '').map(line => /^\s*/v.exec(line)![0].length);
	const depth = Math.min(...indented.slice(text.startsWith('\n') ? 0 : 1), 40);
	return lines.map((line, index) => index === 0 && !text.startsWith('\n') ? line : line.slice(depth)).join('\n');
};
