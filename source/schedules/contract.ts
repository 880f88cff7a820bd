import type {Job} from '../runs/catalogue/job.js';
import type {SqlConnection} from '../sql/contract.js';
import type {Workspace} from '../workspace/contract.js';

/** Something that starts a job of the vendor by itself, as its scheduler has it. */
export type Schedule = {
	readonly job: string;
	readonly source: 'agent' | 'settings';
	/** Of the Agent job and its step, or of the row. */
	readonly name: string;
	readonly commandLine: string;
	readonly isEnabled: boolean;
	/** By the clock of the server, which has no time zone; undefined where the scheduler tells none. */
	readonly next: Date | undefined;
	/** It should have started by now: the scheduler does not run, or has not looked yet. */
	readonly isOverdue: boolean;
	/** What else the scheduler says. */
	readonly detail: string;
};

/** A place where schedules were looked for. */
export type ScheduleSource = {
	readonly name: string;
	readonly status: 'read' | 'absent' | 'refused';
	/** Why it was not read; empty when it was. */
	readonly detail: string;
};

export type Schedules = {readonly found: readonly Schedule[]; readonly sources: readonly ScheduleSource[]};

/** Undefined where the server has no such source. */
export type ReadSource = (connection: SqlConnection, workspace: Workspace, among: readonly Job[], options: {readonly signal?: AbortSignal | undefined}) => Promise<readonly Schedule[] | undefined>;
