import {finding, type Finding} from '../../problems/finding.js';
import type {Account} from '../contract.js';
import type {WebAnswer} from '../web/read-json.js';
import {mayDo, type RightsQuestion} from './may-do.js';
import type {ExactOnline} from './read-resource.js';

export type Refused = {readonly answer: WebAnswer; readonly division?: string; readonly account?: Account; readonly known?: Finding | undefined};

/**
Tells the four causes of a 403 apart: the application's scope says so itself; a missing right, a missing company and the licence are
told apart by asking what the user may do, once an hour. Where that question is refused too, the cause is not known.
*/
export const explainRefusal = async (exact: ExactOnline, {answer, division, account, known}: Refused): Promise<Finding> => {
	const message = messageIn(answer);
	const evidence = {
		status: answer.status, message, division, account: account?.name,
	};
	if (answer.status !== 403) {
		return finding('SYNC-ANSWER', 'fail', evidence);
	}

	if (isDivisionScope(answer)) {
		return finding('SYNC-403-SCOPE', 'fail', evidence);
	}

	if (known !== undefined) {
		return known;
	}

	const asked = division === undefined ? undefined : await mayDo(exact, division, relations);
	switch (asked) {
		case true: {
			return finding('SYNC-403-LICENCE', 'fail', {...evidence, asked: question, may: true});
		}

		case false: {
			return finding('SYNC-403-RIGHTS', 'fail', {...evidence, asked: question, may: false});
		}

		case undefined: {
			return finding('SYNC-403', 'fail', {...evidence, asked: question, may: 'unknown'});
		}
	}
};

const relations: RightsQuestion = {endpoint: 'crm/Accounts', action: 'GET', words: 'read relations'};
const question = `UserHasRights ${relations.action} ${relations.endpoint}`;

/** The message of an error; empty when there is none. */
export const messageIn = ({json}: WebAnswer): string => {
	const {error} = (json ?? {}) as {readonly error?: {readonly message?: {readonly value?: unknown}}};
	return typeof error?.message?.value === 'string' ? error.message.value.slice(0, 200) : '';
};

/** The one cause that the message itself tells. */
export const isDivisionScope = (answer: WebAnswer): boolean => /division scope/iv.test(messageIn(answer));
