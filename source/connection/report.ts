import os from 'node:os';
import path from 'node:path';
import {checkNamedFile, unlessRefused, type NamedFile} from '../platform/named-file.js';
import {version} from '../platform/version.js';
import {writeFileDurably} from '../platform/write-file.js';
import type {Finding} from '../problems/finding.js';
import {redacted} from '../problems/redacted.js';
import {repairCommand} from '../problems/repair-command.js';
import type {Profile} from '../profiles/profile.js';
import {formatServer} from '../profiles/server-address.js';
import type {StepResult, TestResult} from './contract.js';

export type ReportOptions = {
	readonly format: 'markdown' | 'json';
	/** Of whom and where the tests were made. */
	readonly profile?: Pick<Profile, 'name' | 'server' | 'database' | 'user' | 'operator'>;
	readonly writtenAt?: Date;
};

/** A report for the ticket: everything seen, no secret. */
export const renderReport = (results: readonly TestResult[], {format, profile, writtenAt = new Date()}: ReportOptions): string => {
	const shown = redacted(results);
	return format === 'json'
		? `${JSON.stringify({
			profile: profile?.name, writtenAt: writtenAt.toISOString(), ...origin(profile), results: shown,
		}, null, '\t')}\n`
		: markdown(shown, profile, writtenAt);
};

/** Writes the report as a whole or not at all; `.json` gives JSON, every other name Markdown. Resolves with the full path, rejects with REPORT-EXISTS or REPORT-WRITE. */
export const writeReport = async (file: string, results: readonly TestResult[], {mayReplace, ...options}: Omit<ReportOptions, 'format'> & {readonly mayReplace?: boolean} = {}): Promise<string> => {
	const full = await checkNamedFile(file, testReport, {mayReplace});
	const format = path.extname(full).toLowerCase() === '.json' ? 'json' : 'markdown';
	await unlessRefused(full, testReport, async () => writeFileDurably(full, renderReport(results, {...options, format})));
	return full;
};

export const testReport: NamedFile = {what: 'report', command: 'baco test --report FILE'};

const markdown = (results: readonly TestResult[], profile: ReportOptions['profile'], writtenAt: Date): string => [
	'# Globe connection test',
	'',
	`Written ${writtenAt.toISOString()}${profile === undefined ? '' : `, profile ${inline(profile.name)}`}. ${counts(results)}`,
	'',
	...Object.entries(origin(profile)).map(([key, value]) => `- ${originTitles[key]}: ${inline(value)}`),
	'',
	'| division | name | verdict | first trouble |',
	'|---|---|---|---|',
	...results.map(result => `| ${cell(result.division)} | ${cell(result.name)} | ${result.verdict} | ${cell(firstTrouble(result))} |`),
	'',
	...results.flatMap(result => divisionLines(result, profile?.name)),
].join('\n');

/** What a reader of the ticket must know of the place. */
const origin = (profile: ReportOptions['profile']): Readonly<Record<string, string>> => ({
	baco: version(),
	machine: os.hostname(),
	...(profile !== undefined && {
		synergyServer: formatServer(profile.server), synergyDatabase: profile.database, login: profile.user, operator: profile.operator ?? profile.user,
	}),
});

const originTitles: Readonly<Record<string, string>> = {
	baco: 'baco', machine: 'Machine', synergyServer: 'Synergy server', synergyDatabase: 'Synergy database', login: 'SQL login', operator: 'Operator in Synergy',
};

const counts = (results: readonly TestResult[]) => {
	const count = (verdict: TestResult['verdict']) => results.filter(result => result.verdict === verdict).length;
	return `${results.length} tested: ${count('pass')} pass, ${count('warn')} warn, ${count('fail')} fail.`;
};

const firstTrouble = ({steps}: TestResult) => {
	const step = steps.find(({status}) => status === 'fail') ?? steps.find(({status}) => status === 'warn');
	return step === undefined ? '' : `${step.id}: ${step.summary}`;
};

const divisionLines = ({division, name, verdict, startedAt, durationMs, steps}: TestResult, profile: string | undefined): string[] => [
	`## ${inline(division)} ${inline(name)}: ${verdict}`,
	'',
	`Started ${startedAt}, took ${durationMs} ms.`,
	'',
	'| step | status | ms | summary |',
	'|---|---|---|---|',
	...steps.map(({id, status, durationMs: ms, summary}) => `| ${id} | ${status} | ${ms} | ${cell(summary)} |`),
	'',
	...steps.flatMap(step => stepLines(step, profile)),
];

const stepLines = ({id, title, evidence, findings}: StepResult, profile: string | undefined): string[] => findings.length === 0 && Object.keys(evidence).length === 0 ? [] : [`### ${id} ${title}`, '', ...findings.flatMap(one => findingLines(one, profile)), ...codeBlock(evidence)];

const findingLines = ({id, severity, summary, cause, fix, evidence, repair}: Finding, profile: string | undefined): string[] => [
	`- **${id}** (${severity}) ${inline(summary)}`,
	`  - Cause: ${inline(cause)}`,
	`  - Fix: ${inline(fix)}`,
	...(repair === null ? [] : [`  - Offered change: row ${repair.rowId}, ${repair.column}: ${inline(repair.before)} → ${inline(repair.after)}`, `  - Repair: ${code(repairCommand(repair, profile ?? 'NAME'))}`]),
	...Object.entries(evidence).filter(([, value]) => value !== undefined).map(([key, value]) => `  - ${inline(key)}: ${inline(typeof value === 'string' ? value : JSON.stringify(value))}`),
	'',
];

const codeBlock = (evidence: Readonly<Record<string, unknown>>): string[] =>
	Object.keys(evidence).length === 0 ? [] : ['Evidence:', '', ...JSON.stringify(evidence, null, 2).split('\n').map(line => `    ${line}`), ''];

/** Values come from databases: nothing in them may become Markdown or HTML. */
const inline = (text: string) => text.replaceAll(/\s+/gv, ' ').replaceAll(/[#*<>\[\\\]_`\|]/gv, String.raw`\$&`);

/** A command as it can be pasted: nothing in a code span is markup, as long as its fence is longer than any in it. */
const code = (text: string) => {
	const line = text.replaceAll(/\p{Control}+/gv, ' ');
	const fence = '`'.repeat(1 + Math.max(0, ...line.matchAll(/`+/gv).map(([ticks]) => ticks.length)));
	return `${fence} ${line} ${fence}`;
};

const cell = (text: string) => inline(text);
