import {accessSync, constants} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import process from 'node:process';
import test, {type Implementation, type ExecutionContext} from 'ava';

/**
A `test` for what needs programs, or packages that install only where they can be compiled, which a fresh machine may not have: skipped, with the reason in its title, where one is missing.
On a build machine (CI is set) a missing one is an error, so that nothing is skipped there unseen.
*/
export const requireParts = ({tools, packages}: {readonly tools: readonly string[]; readonly packages: readonly string[]}) => (title: string, implementation: Implementation<[]>): void => {
	const missing = [...tools.filter(name => !isInstalled(name)), ...packages.filter(name => !isLoadable(name)).map(name => `the package ${name}`)];
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

export const requireTool = (...tools: readonly string[]) => requireParts({tools, packages: []});

const isLoadable = (name: string): boolean => {
	try {
		createRequire(import.meta.url)(name);
		return true;
	} catch {
		return false;
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
