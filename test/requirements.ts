import {accessSync, constants} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import test, {type Implementation, type ExecutionContext} from 'ava';

/**
A `test` for what needs programs that a fresh machine may not have: skipped, with the reason in its title, where one is missing.
On a build machine (CI is set) a missing one is an error, so that nothing is skipped there unseen.
*/
export const requireTool = (...names: readonly string[]) => (title: string, implementation: Implementation<[]>): void => {
	const missing = names.filter(name => !isInstalled(name));
	if (missing.length === 0) {
		test(title, implementation);
	} else if (process.env.CI === undefined || process.env.CI === '') {
		// eslint-disable-next-line ava/no-skip-test -- the reason is in the title, and a build machine does not skip
		test.skip(`${title} (needs ${missing.join(', ')})`, implementation);
	} else {
		test(title, (t: ExecutionContext) => {
			t.fail(`${missing.join(', ')} must be installed on a build machine`);
		});
	}
};

/** Whether a program is on the PATH. */
export const isInstalled = (name: string): boolean =>
	(process.env.PATH ?? '').split(path.delimiter).some(folder => {
		try {
			accessSync(path.join(folder, name), constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
