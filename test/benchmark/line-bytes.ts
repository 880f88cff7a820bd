import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {manyDivisions} from '../../fixtures/databases/sample/many-divisions.js';
import {openSampleHome} from '../sample-home.js';
import {openTerminal, type Terminal} from '../terminal/terminal.js';
import type {Figure} from './figure.js';

const moves = 200;

/** What a slow line carries: the real console in a pseudo-terminal of 120x40 with 1,000 divisions. */
export const cursorBytes: Figure = {
	name: 'bytes per cursor move',
	measures: 'bytes, 1,000 divisions at 120x40',
	aim: 290,
	async measure() {
		return withThousandDivisions(async terminal => {
			const before = terminal.raw().length;
			for (let move = 0; move < moves; move++) {
				terminal.type('j');
				// eslint-disable-next-line no-await-in-loop -- a person presses one key after the other
				await quiet(terminal, 60);
			}

			return {value: (terminal.raw().length - before) / moves, detail: `${moves} moves down`};
		});
	},
};

export const idleBytes: Figure = {
	name: 'bytes in 5 idle seconds',
	measures: 'bytes',
	aim: 0,
	async measure() {
		return withThousandDivisions(async terminal => {
			const before = terminal.raw().length;
			await delay(5000);
			return {value: terminal.raw().length - before, detail: 'list of divisions on screen'};
		});
	},
};

async function withThousandDivisions<T>(work: (terminal: Terminal) => Promise<T>): Promise<T> {
	const home = await openSampleHome({divisions: manyDivisions(1000), services: false});
	const terminal = openTerminal(process.execPath, [path.resolve('dist/cli.js')], {columns: 120, rows: 40, env: home.env});
	try {
		await terminal.shows('Amsterdam 1 ');
		await quiet(terminal, 500);
		return await work(terminal);
	} finally {
		terminal.kill('SIGKILL');
		await terminal.exit;
		await home.close();
	}
}

/** Resolves when nothing was written for a while. */
async function quiet(terminal: Terminal, milliseconds: number): Promise<void> {
	let length = -1;
	while (terminal.raw().length !== length) {
		({length} = terminal.raw());
		// eslint-disable-next-line no-await-in-loop -- polling
		await delay(milliseconds);
	}
}
