import {text} from 'node:stream/consumers';
import process from 'node:process';
import test from 'ava';
import {startProcess} from '../../source/runs/supervisor/start-process.js';

(process.platform === 'win32' ? test.skip : test)('a command line that is quoted already has the name of its program in quotes too', async t => {
	for (const [isVerbatim, name] of [[true, '"/bin/sh"'], [false, '/bin/sh']] as const) {
		// eslint-disable-next-line no-await-in-loop -- two of them
		const job = await startProcess({
			runner: 'classic', file: '/bin/sh', args: ['-c', 'echo "$0"'], cwd: '/', environment: {}, isVerbatim, encoding: 'windows-1252',
		}, '20260101-120000-aaaa');
		// eslint-disable-next-line no-await-in-loop -- as above
		t.is(await text(job.stdout), `${name}\n`);
	}
});
