import process from 'node:process';

/** Whether a process has the demo's folder: it holds SQLite's lock on a file there, which the operating system ends with the process. */
export const isFolderTaken = (lockFile: string): boolean => {
	const {DatabaseSync} = process.getBuiltinModule('node:sqlite');
	let lock;
	try {
		lock = new DatabaseSync(lockFile, {timeout: 0, readOnly: true});
		lock.prepare('SELECT count(*) FROM sqlite_schema').get();
		return false;
	} catch (error) {
		return error instanceof Error && error.message.includes('locked');
	} finally {
		lock?.close();
	}
};
