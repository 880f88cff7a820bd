import process from 'node:process';
import {localTime} from '../../platform/show-time.js';
import {BacoError} from '../../problems/baco-error.js';
import {explainIn} from '../../problems/explain-in.js';
import {accountFacts} from '../../sync-user/account-facts.js';
import type {ConnectionStatus} from '../../sync-user/contract.js';
import {
	companiesText,
	detailLabel,
	languageOf,
	listLabel,
	rightsText,
	stateLabel,
	userLabel,
	userText,
	word,
	type Language,
} from '../../sync-user/labels.js';
import type {Invocation} from '../command.js';
import {openCommandWorkspace} from '../open-command-workspace.js';
import type {Subcommand} from '../subcommands.js';
import {tableOptions, textTable} from '../text-table.js';
import {writeOutput} from '../write-output.js';
import {coverageLines} from './lists.js';

export const statusSubcommand: Subcommand = {
	takes: Array.from({length: 1000}, () => '[CONNECTION]'),
	flags: ['last', 'rights', 'language'],
	isImpliedByArgument: true,
	async run(invocation) {
		const language = chosenLanguage(invocation);
		const workspace = await openCommandWorkspace(invocation);
		try {
			const {connectionStatuses, lastStatuses} = await import('../../sync-user/statuses.js');
			const {readOfficeView} = await import('../../sync-user/office-view.js');
			const {findConnection} = await import('../../sync-user/find-connection.js');
			if (invocation.flags.last === true) {
				const view = await readOfficeView(workspace, invocation.signal);
				const named = new Set(invocation.positionals.map(given => findConnection(view.connections, given).id));
				const last = lastStatuses(view).filter(({id}) => named.size === 0 || named.has(id));
				return await report(invocation, last, {language, problem: view.problem});
			}

			const {statuses, view} = await connectionStatuses(workspace, {signal: invocation.signal, connections: invocation.positionals, isWithRights: invocation.flags.rights === true});
			return await report(invocation, statuses, {language, problem: view.problem});
		} finally {
			await workspace.close();
		}
	},
};

/** The language of the labels. Rejects with USAGE-1 for one that there is not. */
export const chosenLanguage = ({flags}: Invocation): Language => {
	if (flags.language !== undefined && flags.language !== 'en' && flags.language !== 'nl') {
		throw new BacoError('USAGE-1', {detail: `There is no language ${JSON.stringify(flags.language)}; it is en or nl`, command: 'sync-user'});
	}

	return languageOf(flags.language, process.env);
};

/** The public form, with the labels of the office's screens. */
export const statusDocument = (status: ConnectionStatus, language: Language = 'en') => ({
	...status, findings: status.findings.map(found => ({...found, ...explainIn(found, language)})), label: listLabel(status.state, language), userLabel: userLabel(status.state, language),
});

/** 0 when all are well, 1 when something must be done, 4 when that is not known. */
export const statusExitCode = (statuses: readonly ConnectionStatus[]): number => {
	const isToDo = ({state, coverage, findings}: ConnectionStatus) => !['connected', 'expiring', 'unknown'].includes(state) || (state !== 'unknown' && (coverage?.missing.length ?? 0) > 0) || findings.some(({id}) => toDo.has(id));
	return statuses.some(status => isToDo(status)) ? 1 : (statuses.some(({state, coverage}) => state === 'unknown' || (coverage?.unknown?.length ?? 0) > 0) ? 4 : 0);
};

const toDo: ReadonlySet<string> = new Set(['SYNC-OFFICE-LINK', 'SYNC-RIGHTS', 'SYNC-403-SCOPE', 'SYNC-403-LICENCE', 'SYNC-USER-INACTIVE', 'SYNC-LINK-OTHER']);

type Shown = {readonly language: Language; readonly problem: BacoError | undefined};

const report = async (invocation: Invocation, statuses: readonly ConnectionStatus[], {language, problem}: Shown): Promise<number> => {
	await writeOutput(invocation, {
		json: () => ({
			connections: statuses.map(status => statusDocument(status, language)),
			office: problem === undefined ? null : {id: problem.id, message: problem.explanation.summary},
		}),
		text: async () => [
			...(problem === undefined ? [] : [...officeLines(problem, language), '']),
			statuses.length === 0 ? (problem === undefined ? 'No accounting system connection is known: see baco sync-user --help.' : 'No accounting system connection is known, as the office could not be asked.') : await textTable(columnsOf(language), statuses, tableOptions(invocation)),
			...statuses.flatMap(status => [...accountLines(status, language), ...rightsLines(status, language), ...findingLines(status, language)]),
		].join('\n'),
	});
	const code = statusExitCode(statuses);
	return code === 0 && problem !== undefined ? problem.exitCode : code;
};

const officeLines = ({id, explanation, facts}: BacoError, language: Language): string[] => {
	const {summary, cause, fix} = explainIn({id, ...explanation, evidence: facts}, language);
	return [`${word('office', language)}: ${summary} [${id}]`, `  ${word('cause', language)}: ${cause}`, `  ${word('fix', language)}: ${fix}`];
};

const columnsOf = (language: Language) => [
	{title: word('connection', language), value: ({description}: ConnectionStatus) => description, least: 20},
	{title: 'id', value: ({id}: ConnectionStatus) => id, isWhole: true},
	{title: word('shortSystem', language), value: ({type}: ConnectionStatus) => type, goes: 3},
	{title: word('status', language), value: ({state}: ConnectionStatus) => listLabel(state, language), isWhole: true},
	{title: word('state', language), value: (status: ConnectionStatus) => stateText(status, language), least: 16},
	{
		title: word('syncUser', language), value: (status: ConnectionStatus) => userText(status, language), least: 20, goes: 5,
	},
	{title: word('companies', language), value: (status: ConnectionStatus) => companiesText(status, language), goes: 6},
	{title: word('tokenAge', language), value: ({link}: ConnectionStatus) => link === null ? '' : `${link.refreshAgeDays} ${word('daysAgo', language)}`, goes: 2},
	{
		title: word('daysLeft', language), value: ({link}: ConnectionStatus) => link?.daysLeft ?? '', align: 'right' as const, goes: 4,
	},
	{title: word('lastProbe', language), value: ({probedAt}: ConnectionStatus) => probedAt === '' ? '' : localTime(new Date(probedAt)), goes: 1},
];

export const stateText = (status: ConnectionStatus, language: Language): string => {
	const {lastKnown} = status;
	return lastKnown === null ? stateLabel(status, language) : `${stateLabel(status, language)} (${word('lastKnown', language)}: ${detailLabel(lastKnown.state, language)}, ${localTime(new Date(lastKnown.at))})`;
};

/** Role and logins, and each division with what says so, of a system that tells them. */
const accountLines = ({description, account, coverage}: ConnectionStatus, language: Language): string[] => {
	const facts = accountFacts(account, language);
	return facts.length === 0 ? [] : ['', `${description}: ${facts.map(([name, value]) => `${name}: ${value}`).join('; ')}`, ...(coverage === null ? [] : coverageLines(coverage, language).map(line => `  ${line}`))];
};

const rightsLines = ({description, rights}: ConnectionStatus, language: Language): string[] => rights === undefined ? [] : ['', `${description}: ${rightsText(rights, language)}`];

const findingLines = ({description, findings, how}: ConnectionStatus, language: Language): string[] => findings.filter(({severity, id}) => severity !== 'info' || id === 'SYNC-NOT-SEEN').flatMap(found => {
	const {summary, cause, fix} = explainIn(found, language);
	return [
		'',
		`${description}: ${summary} [${found.id}]`,
		`  ${word('cause', language)}: ${cause}`,
		`  ${word('fix', language)}: ${fix}`,
		...(how === '' ? [] : [`  (${how})`]),
	];
});
