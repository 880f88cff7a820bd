import type {ExactOnline} from './read-resource.js';

export type RightsQuestion = {readonly endpoint: string; readonly action: 'GET' | 'POST'; readonly words: string};

/** Whether the user may do something in a division; undefined when the question itself is refused. Its answer has two shapes. */
export const mayDo = async (exact: ExactOnline, division: string, {endpoint, action}: RightsQuestion): Promise<boolean | undefined> => {
	const {status, json} = await exact.read(`${division}/users/UserHasRights?endpoint='${endpoint}'&action='${action}'`);
	const {d: data} = (json ?? {}) as {readonly d?: unknown};
	const value = typeof data === 'object' && data !== null && 'UserHasRights' in data ? data.UserHasRights : data;
	return status === 200 && typeof value === 'boolean' ? value : undefined;
};
