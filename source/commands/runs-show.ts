import {countOf} from '../platform/count-of.js';
import {redactedExplanation} from '../problems/redacted.js';
import type {RunReport} from '../process-log/run-report.js';
import {isOver, type RunRecord, type RunStatus} from '../runs/contract.js';
import {doingText} from '../runs/doing-text.js';
import {listed, type ListedRun} from '../runs/listed-run.js';
import type {Invocation} from './command.js';
import {openCommandWorkspace} from './open-command-workspace.js';
import {reportable} from './report-error.js';
import {logFile} from './report-run.js';
import {runDocument, runText} from './run-text.js';
import {writeOutput} from './write-output.js';

/** Shows a run, then what the process report has of it where that is asked for. What keeps the report from being read is thrown after the run is shown. */
export const showRun = async (invocation: Invocation, found: RunRecord): Promise<number> => {
	const record = await listed(found);
	const {readStatus} = await import('../runs/store/record-file.js');
	const [log, status] = await Promise.all([logFile(record.id), isOver(record.state) ? undefined : readStatus(record.id)]);
	const now = {...record, ...(status !== undefined && {counts: status.counts}), stop: record.stopping ?? record.stop};
	const text = () => [runText(now, {log}), ...(status === undefined ? [] : [`  doing     ${doing(status)}`])].join('\n');
	const json = () => ({...runDocument(now, log), isOrphan: record.isOrphan, status: status ?? null});
	if (invocation.flags['process-log'] !== true) {
		await writeOutput(invocation, {json, text});
		return 0;
	}

	if (invocation.flags.json !== true) {
		// At once: a server that does not answer keeps back its report alone.
		await writeOutput(invocation, {json, text});
	}

	const report = await reportOf(invocation, record);
	await writeOutput(invocation, {
		json: () => ({...json(), processLog: report.value ?? null, processLogError: 'error' in report ? errorDocument(report.error) : null}),
		text: () => `  process report: ${'error' in report ? 'it could not be read' : report.value?.text ?? 'the vendor\'s programs and dry runs write no rows that name the run'}`,
	});
	if ('error' in report) {
		throw report.error;
	}

	return 0;
};

type Read = {readonly value: RunReport | undefined} | {readonly value?: undefined; readonly error: unknown};

/** Through the profile of the run. */
const reportOf = async (invocation: Invocation, record: ListedRun): Promise<Read> => {
	const {readRunReport} = await import('../process-log/run-report.js');
	try {
		const workspace = await openCommandWorkspace({...invocation, flags: {...invocation.flags, profile: record.profile}});
		try {
			return {value: await readRunReport(workspace, record, {isOrphan: record.isOrphan, signal: invocation.signal})};
		} finally {
			await workspace.close();
		}
	} catch (error) {
		return {error};
	}
};

/** As an error of its own is told on stderr. */
const errorDocument = (error: unknown) => {
	const {id, facts} = reportable(error);
	const {summary, cause, fix} = redactedExplanation(id, facts);
	return {
		id, message: summary, cause, fix,
	};
};

const doing = (status: RunStatus) => [
	doingText(status),
	status.rate === undefined ? '' : `${status.rate} a second`,
	status.cpu === undefined ? '' : `CPU ${status.cpu} %`,
	status.memory === undefined ? '' : `memory ${Math.round(status.memory / 1_048_576)} MiB`,
	status.lostLines === 0 ? '' : `${countOf(status.lostLines, 'line')} of the log could not be written`,
].filter(part => part !== '').join(', ');
