import {readFileSync} from 'node:fs';

/** The version of this program, from the package.json that belongs to it. */
export const version = (): string => {
	// The installed program lies in dist or dist/chunks, the test tree in build/source/platform.
	for (const place of ['../package.json', '../../package.json', '../../../package.json']) {
		const found = readPackage(new URL(place, import.meta.url));
		if (found?.name === 'baco') {
			return found.version;
		}
	}

	return 'of unknown version';
};

const readPackage = (file: URL) => {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as {readonly name: string; readonly version: string};
	} catch {
		return undefined;
	}
};
