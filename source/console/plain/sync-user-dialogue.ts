import process from 'node:process';
import {localTime} from '../../platform/show-time.js';
import {canAskRights} from '../../sync-user/can-ask-rights.js';
import type {ConnectionStatus} from '../../sync-user/contract.js';
import {
	companiesText,
	detailLabel,
	languageOf,
	listLabel,
	rightsText,
	stateLabel,
	userText,
} from '../../sync-user/labels.js';
import {explainIn} from '../../problems/explain-in.js';
import type {SyncServices} from '../sync-services.js';
import {showValue} from '../text/show-value.js';
import {chooseUserByNumbers} from './choose-user-dialogue.js';
import {choose} from './choose.js';
import type {Dialogue} from './dialogue.js';
import {relinkByPrompts} from './relink-dialogue.js';
import {coverageText, titled} from './say-coverage.js';

type Talk = {readonly dialogue: Dialogue; readonly sync: SyncServices; readonly isReadOnly: boolean};

/** The accounting system connections of the office: their list, the evidence of one, its relink. */
export const connectionsByNumbers = async (talk: Talk): Promise<void> => {
	const {dialogue, sync} = talk;
	/* eslint-disable no-await-in-loop -- question and answer */
	for (let statuses = await look(talk); !dialogue.isOver();) {
		if (statuses.length === 0) {
			dialogue.say('The office has no accounting system connection, and the profile names none; baco sync-user configure adds one.');
			return;
		}

		const chosen = await choose(dialogue, `${statuses.length} accounting system connections.`, statuses.map(status => ({text: lineOf(status), value: status})));
		if (chosen === undefined) {
			return;
		}

		await connectionByNumbers(talk, chosen);
		statuses = await sync.last({signal: dialogue.signal});
	}
	/* eslint-enable no-await-in-loop */
};

const look = async ({dialogue, sync}: Talk) => {
	dialogue.say('Asking the office and the accounting systems.');
	const {statuses, officeProblem} = await sync.look({signal: dialogue.signal});
	if (officeProblem !== undefined) {
		dialogue.sayProblem(officeProblem);
	}

	return statuses;
};

const connectionByNumbers = async (talk: Talk, chosen: ConnectionStatus): Promise<void> => {
	const {dialogue, sync, isReadOnly} = talk;
	const {signal} = dialogue;
	let status = chosen;
	/* eslint-disable no-await-in-loop -- question and answer */
	for (let isSaid = false; !dialogue.isOver();) {
		if (!isSaid) {
			dialogue.say(...evidenceOf(status));
			isSaid = true;
		}

		const what = await choose(dialogue, `${status.description}:`, [
			{text: 'look again', value: 'look' as const},
			...(canAskRights(status) ? [{text: 'ask what the user may do in each company', value: 'rights' as const}] : []),
			...(isReadOnly ? [] : [{text: 'relink', value: 'relink' as const}, {text: 'choose another synchronisation user', value: 'user' as const}]),
		]);
		if (what === undefined) {
			return;
		}

		try {
			if (await act(talk, status, what) === 'changed') {
				const {statuses} = await sync.look({signal, id: status.id, isWithRights: what === 'rights'});
				status = statuses[0] ?? status;
				isSaid = false;
			}
		} catch (error) {
			signal.throwIfAborted();
			dialogue.sayProblem(error);
		}
	}
	/* eslint-enable no-await-in-loop */
};

/** Looking changes what is known. */
const act = async ({dialogue, sync}: Talk, status: ConnectionStatus, what: 'look' | 'rights' | 'relink' | 'user'): Promise<'changed' | 'unchanged'> => {
	if (what === 'look' || what === 'rights') {
		return 'changed';
	}

	return what === 'relink' ? relinkByPrompts(dialogue, sync, status) : chooseUserByNumbers(dialogue, sync, status);
};

const language = () => languageOf(undefined, process.env);

const lineOf = (status: ConnectionStatus): string => `${status.description}, ${status.type}: ${[
	`${listLabel(status.state, language())}, ${stateLabel(status, language())}`, userText(status, language()).replace('→', 'linked to'), status.coverage === null ? '' : `${companiesText(status, language())} companies`, status.link?.daysLeft === null || status.link?.daysLeft === undefined ? '' : `${status.link.daysLeft} days left`,
].filter(text => text !== '').join('; ')}.`;

const evidenceOf = (status: ConnectionStatus): string[] => {
	const {link, lastKnown, coverage, rights} = status;
	return [
		lineOf(status),
		...(lastKnown === null ? [] : [`${titled('lastKnown', language())}: ${detailLabel(lastKnown.state, language())}, ${localTime(new Date(lastKnown.at))}.`]),
		...(status.probedAt === '' ? [] : [`${titled('seen', language())} ${localTime(new Date(status.probedAt))}, in ${status.durationMs} ms, by ${status.how}.`]),
		...(link === null ? [] : [`Link at ${link.url}, granted ${localTime(new Date(link.grantedAt))}, refreshed ${localTime(new Date(link.refreshedAt))}, ${link.refreshAgeDays} days ago.`]),
		...status.findings.map(found => ({...found, ...explainIn(found, language())})).flatMap(({id, severity, summary, cause, fix, evidence}) => [
			`${severity}, ${id}: ${summary}`,
			`  ${titled('cause', language())}: ${cause}`,
			`  ${titled('fix', language())}: ${fix}`,
			...Object.entries(evidence).filter(([, value]) => value !== undefined).map(([name, value]) => `  ${name}: ${showValue(value)}`),
		]),
		...(rights === undefined ? [] : [`${capital(rightsText(rights, language()))}.`]),
		...(coverage === null ? [] : coverageText(coverage, language())),
	];
};

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
