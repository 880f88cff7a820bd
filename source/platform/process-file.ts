import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

/** File of a process entry point (`source/processes` or `fixtures/processes`), in the installed program and in the test tree. */
export const processFile = (name: string): string => {
	const places = [
		// The installed program: dist/cli.js, or a chunk of it.
		`./${name}.js`,
		`../${name}.js`,
		// The test tree: build/source/platform.
		`../processes/${name}.js`,
		`../../fixtures/processes/${name}.js`,
	].map(place => fileURLToPath(new URL(place, import.meta.url)));
	const file = places.find(place => existsSync(place));
	if (file === undefined) {
		throw new Error(`The program file ${name}.js is missing: the installation is not complete.`);
	}

	return file;
};
