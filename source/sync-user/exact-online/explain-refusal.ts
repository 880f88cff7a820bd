import {finding, type Finding} from '../../problems/finding.js';
import type {Account} from '../contract.js';
import type {WebAnswer} from '../web/read-json.js';
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

	if (/division scope/iv.test(message)) {
		return finding('SYNC-403-SCOPE', 'fail', evidence);
	}

	if (known !== undefined) {
		return known;
	}

	const asked = division === undefined ? undefined : await mayRead(exact, division);
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

const question = 'UserHasRights GET crm/Accounts';

const mayRead = async (exact: ExactOnline, division: string): Promise<boolean | undefined> => {
	const {status, json} = await exact.read(`${division}/users/UserHasRights?endpoint='crm/Accounts'&action='GET'`);
	const {d: data} = (json ?? {}) as {readonly d?: unknown};
	const value = typeof data === 'object' && data !== null && 'UserHasRights' in data ? data.UserHasRights : data;
	return status === 200 && typeof value === 'boolean' ? value : undefined;
};

const messageIn = ({json}: WebAnswer): string => {
	const {error} = (json ?? {}) as {readonly error?: {readonly message?: {readonly value?: unknown}}};
	return typeof error?.message?.value === 'string' ? error.message.value.slice(0, 200) : '';
};
