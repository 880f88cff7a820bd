import {countOf} from '../platform/count-of.js';
import type {Division} from '../divisions/contract.js';
import {formatServerPath, parseServerPath} from '../divisions/server-path.js';
import {BacoError} from '../problems/baco-error.js';
import {orAborted} from '../sql/or-aborted.js';
import type {Workspace} from '../workspace/contract.js';
import type {TestResult} from './contract.js';

/**
Asks the person, where there is one, for the passwords that the tests need and no store has, before the first test begins: nobody types
against a deadline. One question for Baco and one for the Windows account, however many divisions. Returns the credentials asked for.
Rejects with CANCELLED when the signal aborts; a store that cannot be opened is left to the step that needs it.
*/
export const obtainPasswords = async (workspace: Workspace, divisions: readonly Division[], signal: AbortSignal): Promise<readonly string[]> => {
	if (workspace.credentials.canAsk !== true) {
		return [];
	}

	const asked: string[] = [];
	for (const wanted of [bacoQuestion, serviceQuestion]) {
		// eslint-disable-next-line no-await-in-loop -- One question after another.
		const question = await wanted(workspace, divisions).catch(() => undefined);
		if (question !== undefined) {
			asked.push(question.name);
			// eslint-disable-next-line no-await-in-loop
			await orAborted(workspace.credentials.obtain(question.name, question.label), signal).catch(() => undefined);
		}

		if (signal.aborted) {
			// What nobody answered is asked again.
			for (const name of asked) {
				workspace.credentials.forget(name);
			}

			throw new BacoError('CANCELLED', {}, {cause: signal.reason});
		}
	}

	return asked;
};

/** Forgets typed passwords that a server refused, and questions about Baco that were dismissed, so that the next run asks again. */
export const forgetRefused = ({credentials, profile}: Workspace, asked: readonly string[], results: readonly TestResult[]): void => {
	const findings = results.flatMap(({steps}) => steps.flatMap(step => step.findings));
	const refused = new Set(findings.flatMap(({id, evidence}) => {
		if (id === 'LOG-1' || id === 'LOG-9') {
			return [evidence.credential, evidence.alternative];
		}

		return id === 'SVC-4' ? [`${profile.name}/service`] : [];
	}));
	for (const name of asked) {
		if (refused.has(name)) {
			credentials.forget(name);
		}
	}
};

type Question = {readonly name: string; readonly label: string};

const bacoQuestion = async ({profile, credentials}: Workspace, divisions: readonly Division[]): Promise<Question | undefined> => {
	const forAll = `${profile.name}/baco`;
	if (await credentials.read(forAll) !== undefined) {
		return undefined;
	}

	const servers = [...new Set(divisions.map(({serverPath}) => parseServerPath(serverPath)).filter(parsed => 'value' in parsed).map(({value}) => formatServerPath(value)))];
	const kept = await Promise.all(servers.map(async server => credentials.read(`${forAll}@${server}`)));
	const missing = servers.filter((_server, index) => kept[index] === undefined);
	if (missing.length === 0) {
		return undefined;
	}

	const [only] = missing;
	return missing.length === 1
		? {name: `${forAll}@${only}`, label: `Password of ${profile.globeUser} on ${only}`}
		: {name: forAll, label: `Password of ${profile.globeUser} on ${countOf(missing.length, 'server')} (${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ', ...' : ''})`};
};

const serviceQuestion = async ({profile, credentials}: Workspace): Promise<Question | undefined> => {
	const name = `${profile.name}/service`;
	return profile.serviceUser === undefined || await credentials.read(name) !== undefined ? undefined : {name, label: `Password of ${profile.serviceUser} for the entity service`};
};
