import {readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import test from 'ava';
import {describeKeys} from '../../source/console/describe-keys.js';

const page = `# Keys of the console\n\nMade from the console's keymap by \`npm run keys\`. The footer shows the keys that matter now, \`?\` all of the screen.\n\n${describeKeys().trim()}\n`;

test('keys.md says what the keymap says', t => {
	if (process.env.BACO_WRITE_KEYS === '1') {
		writeFileSync('keys.md', page);
	}

	t.is(readFileSync('keys.md', 'utf8'), page, 'run npm run keys');
});
