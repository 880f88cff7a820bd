import {BacoError} from '../../source/problems/baco-error.js';
import type {Job} from '../../source/runs/catalogue/job.js';
import {lockHolders} from '../../source/runs/lock-holders.js';
import {lockName, wholeDatabase} from '../../source/runs/lock-name.js';
import {otherText, runBeside, runOfOtherProfile} from '../../source/runs/run-beside.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {joined, nvarchar, sql} from '../../source/sql/statement.js';

/** Keeps the same job from running twice on a division, from any machine: the lock is held by the connection and goes with it. Rejects with JOB-RUNNING. */
export const takeLocks = async (connection: SqlConnection, job: Job, divisions: readonly string[], profile: string): Promise<void> => {
	const names = divisions.length === 0 ? [wholeDatabase] : divisions;
	const refused: string[] = [];
	for (let start = 0; start < names.length; start += mostAtOnce) {
		// eslint-disable-next-line no-await-in-loop -- one connection
		refused.push(...await takeSome(connection, job.id, names.slice(start, start + mostAtOnce)));
	}

	if (refused.length === 0) {
		return;
	}

	const named = refused.filter(name => name !== wholeDatabase);
	const beside = await runBeside(job.id, named, profile);
	const holders = await lockHolders(connection, job.id, refused);
	const other = beside === undefined ? await runOfOtherProfile(job.id, named, profile, holders) : undefined;
	throw new BacoError('JOB-RUNNING', {
		job: job.name,
		divisions: named,
		holders: holders.sessions,
		whyNone: holders.whyNone,
		id: beside?.id,
		lostProcess: beside?.isOrphan === true ? beside.child!.pid : undefined,
		...(other !== undefined && {other: otherText(other), otherId: other.run.id, isHolder: other.isHolder}),
	});
};

/** A statement takes 2,100 parameters. */
const mostAtOnce = 500;

const takeSome = async (connection: SqlConnection, job: string, names: readonly string[]) => {
	const takes = names.map(name => sql`
		EXEC @result = sp_getapplock @Resource = ${nvarchar(255, lockName(job, name))}, @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0;
		IF @result < 0 INSERT INTO @refused (name) VALUES (${nvarchar(10, name)});
	`);
	const {rows} = await connection.query<{name: string}>(sql`
		SET NOCOUNT ON;
		DECLARE @result int;
		DECLARE @refused TABLE (name nvarchar(10) NOT NULL);
		${joined(takes, '\n')}
		SELECT name FROM @refused;
	`);
	return rows.map(({name}) => name);
};
