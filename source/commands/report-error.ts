import process from 'node:process';
import {redact} from '../platform/redact.js';
import {BacoError, toBacoError} from '../problems/baco-error.js';
import {explainIn} from '../problems/explain-in.js';
import type {Language} from '../problems/problem.js';
import {diagnose} from '../problems/diagnose.js';
import {redacted, redactedExplanation} from '../problems/redacted.js';
import {SqlFailure} from '../sql/sql-failure.js';

export type ReportOptions = {
	readonly stderr: NodeJS.WritableStream;
	readonly isJson: boolean;
	/** Of the text; English unless told, and where there are no other words. The JSON form is English always. */
	readonly language?: Language;
};

/** Tells a person or a program what went wrong, without secrets, and returns the exit code. */
export const reportError = (error: unknown, {stderr, isJson, language = 'en'}: ReportOptions): number => {
	const reported = reportable(error);
	const {checks} = reported.facts;
	const english = redactedExplanation(reported.id, reported.facts);
	const {summary, cause, fix} = isJson ? english : explainIn({id: reported.id, ...english, evidence: reported.facts}, language);
	const labels = summary === english.summary ? {why: 'Why', fix: 'Fix'} : {why: 'Oorzaak', fix: 'Oplossing'};
	const text = isJson
		? `${JSON.stringify({
			error: {
				id: reported.id, message: summary, cause, fix, ...(Array.isArray(checks) && {checks: redacted(checks)}),
			},
		})}\n`
		: `baco: ${shown(summary)}\n  ${labels.why}: ${shown(cause)}\n  ${labels.fix}: ${shown(fix)}\n`;
	stderr.write(text + debugText(error));
	return reported.exitCode;
};

/** Any thrown value as an entry of the catalogue. */
export const reportable = (error: unknown): BacoError => {
	if (error instanceof SqlFailure) {
		return ofSqlFailure(error);
	}

	return error instanceof Error && error.name === 'AbortError' ? new BacoError('CANCELLED', {}, {cause: error}) : toBacoError(error);
};

/** Stack and causes, with BACO_DEBUG=1 only. */
export const debugText = (error: unknown): string => {
	const {BACO_DEBUG: isWanted} = process.env;
	if (['', '0', undefined].includes(isWanted)) {
		return '';
	}

	const stacks: string[] = [];
	for (let current = error; current instanceof Error && stacks.length < 5; current = current.cause) {
		stacks.push(current.stack ?? current.message);
	}

	return `${redact(stacks.join('\ncaused by: '))}\n`;
};

const ofSqlFailure = (failure: SqlFailure): BacoError => {
	if (failure.outcomeUnknown) {
		return new BacoError('SQL-OUTCOME-UNKNOWN', {detail: failure.message}, {cause: failure});
	}

	if (failure.kind === 'cancelled') {
		return new BacoError('CANCELLED', {}, {cause: failure});
	}

	const {id, facts} = diagnose(failure);
	return new BacoError(id, facts, {cause: failure});
};

/** What a server says may hold anything, also codes that move the cursor. */
const shown = (text: string) => text.replaceAll(/\p{Control}+/gv, ' ');
