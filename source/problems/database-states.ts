/** A state as SQL Server describes it (`RECOVERY_PENDING`), in the words of the messages (`recovery pending`). */
export const databaseStateText = (description: string): string => description.toLowerCase().replaceAll('_', ' ');

/** The cause and the fix of a database in this state; the general ones when the state is not known. */
export const stateAdvice = (state: unknown, database: string): {readonly cause: string; readonly fix: string} => {
	const [cause, fix] = (typeof state === 'string' ? advice[state] : undefined) ?? [
		'The database is being restored, is offline, in recovery, suspect, in single-user mode or read-only.',
		'Look at the state of {name} in sys.databases (state_desc, user_access_desc, is_read_only).',
	];
	return {cause, fix: fix.replaceAll('{name}', () => database)};
};

const repair = 'Read the reason in the SQL Server error log. Mend the disk or the file that it names, then: ALTER DATABASE [{name}] SET ONLINE; when that fails, restore the last good backup.';

/** By state: the cause, and the fix with `{name}` for the database. */
const advice: Readonly<Record<string, readonly [string, string]>> = {
	restoring: ['A restore was begun and not finished (or this is the copy of a mirroring or log shipping pair).', 'Finish the restore: restore the backups that remain, then an administrator runs: RESTORE DATABASE [{name}] WITH RECOVERY.'],
	offline: ['Somebody took the database offline.', 'Ask why; then an administrator runs: ALTER DATABASE [{name}] SET ONLINE.'],
	recovering: ['SQL Server is bringing the database up, after a start or a restore.', 'Wait, and test again; the SQL Server error log shows how far it is.'],
	'recovery pending': ['SQL Server could not begin to bring the database up: a file is missing or locked, or the disk is full.', repair],
	'recovery failed': ['SQL Server could not bring the database up: a file is missing, or memory or disk space ran out.', repair],
	suspect: ['SQL Server found the database damaged when it brought it up.', `${repair} Do not detach it.`],
	emergency: ['An administrator set the database to emergency, to repair it.', 'Let the administrator finish the repair, then: ALTER DATABASE [{name}] SET ONLINE.'],
	'single user': ['An administrator lets only one session into the database, and that one has it.', 'Let the administrator end the maintenance, then: ALTER DATABASE [{name}] SET MULTI_USER.'],
	'restricted user': ['An administrator lets only administrators into the database.', 'Let the administrator end the maintenance, then: ALTER DATABASE [{name}] SET MULTI_USER.'],
	'read-only': ['The database can be read, but nothing can be written to it, so hours cannot be entered.', 'Ask why; then an administrator runs: ALTER DATABASE [{name}] SET READ_WRITE.'],
};
