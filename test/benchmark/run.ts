import process from 'node:process';
import {allDivisions, oneDivision} from './connection-tests.js';
import {excelImport} from './excel-import.js';
import type {Figure} from './figure.js';
import {
	jobStart,
	pendingImport,
	replication,
	replicationMemory,
} from './financial-jobs.js';
import {cursorBytes, idleBytes} from './line-bytes.js';
import {firstLogin} from './sql-server/first-login.js';
import {loadRows} from './sql-server/load-rows.js';
import {readRows} from './sql-server/read-rows.js';
import {manySessions} from './sql-server/sessions.js';
import {logDeletion} from './log-deletion.js';
import {firstFrame, version} from './start-up.js';
import {allConnections} from './sync-statuses.js';

const figures: readonly Figure[] = [allConnections, version, firstFrame, cursorBytes, idleBytes, allDivisions, oneDivision, jobStart, replication, pendingImport, replicationMemory, readRows, loadRows, firstLogin, manySessions, excelImport, logDeletion];

// `npm run benchmark -- cursor` measures only what has that word in its name.
const words = process.argv.slice(2);
const wanted = figures.filter(figure => words.every(word => figure.name.includes(word)));

const verdict = (value: number, aim: number | undefined, least: number | undefined): string => {
	const limit = aim ?? least;
	return limit === undefined ? '' : `; aim ${limit}, ${value <= (aim ?? Infinity) && value >= (least ?? -Infinity) ? 'met' : 'NOT met'}`;
};

for (const {name, measures, aim, least, measure} of wanted) {
	// eslint-disable-next-line no-await-in-loop -- one at a time, or they disturb each other
	const {value, detail} = await measure();
	const shown = Number.isSafeInteger(value) ? String(value) : value.toPrecision(3);
	process.stdout.write(`${name}: ${shown} ${measures}${verdict(value, aim, least)} (${detail})\n`);
}

// eslint-disable-next-line unicorn/no-process-exit -- the emulators' handles would keep it open
process.exit();
