import {toBacoError} from '../../problems/baco-error.js';
import {finding, type Finding} from '../../problems/finding.js';
import {goodProof, type Proof, type ProofContext} from '../adapter.js';
import type {Account, SystemCompany} from '../contract.js';
import {isSilent} from '../tokens/token-failure.js';
import {clockAhead, type WebAnswer} from '../web/read-json.js';
import {explainRefusal} from './explain-refusal.js';
import {openExactOnline, type ExactOnline} from './read-resource.js';

/** Asks who the token belongs to, and which companies that user may open. */
export const proveExactOnline = async ({connection, accessToken = '', knownRefusal, signal}: ProofContext): Promise<Proof> => {
	const {url = ''} = connection.settings ?? {};
	const exact = openExactOnline(url, accessToken, signal);
	try {
		const me = await exact.read('current/Me');
		const clock = clockFinding(me);
		if (me.status !== 200) {
			return await refusedAtMe(me, exact);
		}

		const {account, division} = accountIn(me);
		const asked = division === 0 ? connection.settings?.division : String(division);
		if (asked === undefined) {
			return {
				...goodProof, account, findings: clock, how: 'current/Me; the user has no current division, and the profile names none to ask with',
			};
		}

		return await withDivisions(exact, {
			account, division: asked, clock, known: knownRefusal,
		});
	} catch (error) {
		signal.throwIfAborted();
		const problem = toBacoError(error);
		if (!isSilent(problem)) {
			throw problem;
		}

		return {
			...goodProof, isUnknown: true, findings: [finding(problem.id, 'warn', problem.facts)], how: 'current/Me and system/Divisions',
		};
	}
};

type Asked = {readonly account: Account; readonly division: string; readonly clock: readonly Finding[]; readonly known: Finding | undefined};

const withDivisions = async (exact: ExactOnline, {account, division, clock, known}: Asked): Promise<Proof> => {
	const how = `current/Me and ${division}/system/Divisions`;
	const {rows, refused} = await exact.readAll(`${division}/system/Divisions?$select=Code,Hid,Description,Status,BlockingStatus`);
	if (refused === undefined) {
		return {
			...goodProof, account, companies: rows.map(row => companyOf(row)), findings: clock, how,
		};
	}

	return {
		...goodProof, account, isRefused: true, findings: [...clock, await explainRefusal(exact, {
			answer: refused, division, account, known,
		})], how,
	};
};

const refusedAtMe = async (me: WebAnswer, exact: ExactOnline): Promise<Proof> =>
	me.status === 401
		? {
			...goodProof, isTokenInvalid: true, findings: [finding('SYNC-401', 'fail', {status: 401})], how: 'current/Me',
		}
		: {
			...goodProof, isRefused: true, findings: [await explainRefusal(exact, {answer: me})], how: 'current/Me',
		};

const accountIn = ({json}: WebAnswer): {readonly account: Account; readonly division: number} => {
	const {d: data} = json as {readonly d?: {readonly results?: ReadonlyArray<Readonly<Record<string, unknown>>>} & Readonly<Record<string, unknown>>};
	const row = data?.results?.[0] ?? data ?? {};
	return {
		account: {id: textOf(row.UserID), name: textOf(row.UserName), fullName: textOf(row.FullName)},
		division: Number(row.CurrentDivision ?? 0),
	};
};

const companyOf = (row: Readonly<Record<string, unknown>>): SystemCompany => {
	const obstacle = statuses[textOf(row.Status)] ?? blocking[textOf(row.BlockingStatus)];
	return {
		code: textOf(row.Code), hid: textOf(row.Hid).trim(), name: textOf(row.Description), ...(obstacle !== undefined && {obstacle}),
	};
};

const statuses: Readonly<Record<string, string>> = {0: 'inactive', 2: 'archived'};

const blocking: Readonly<Record<string, string>> = {
	1: 'being backed up or restored', 2: 'being converted', 3: 'being converted', 4: 'being converted', 5: 'being copied', 6: 'being copied',
};

/** Int64 values come as texts, others as numbers. */
const textOf = (value: unknown): string => typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const clockFinding = (answer: WebAnswer): Finding[] => {
	const ahead = clockAhead(answer);
	return ahead === undefined || Math.abs(ahead) < 300 ? [] : [finding('SYNC-CLOCK', 'warn', {seconds: ahead})];
};
