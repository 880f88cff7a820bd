import path from 'node:path';
import process from 'node:process';
import {existsSync, readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {BacoError} from '../../problems/baco-error.js';
import type {Profile} from '../../profiles/profile.js';
import {hostProgram} from '../catalogue/host-program.js';
import type {Job} from '../catalogue/job.js';
import type {RunnerName} from '../contract.js';
import type {RunCommand} from '../supervisor/contract.js';
import {quoteWord} from './quote.js';
import type {Values} from './values.js';

export type RunChoice = {
	readonly job: Job;
	readonly runner: RunnerName;
	readonly values: Values;
	readonly dryRun: boolean;
};

/** The program and the arguments of a run. Rejects with JOB-NOT-BUILT-IN, JOB-OBSOLETE, JOB-NO-PROGRAM or JOB-NO-FOLDER. */
export const commandOf = (profile: Profile, choice: RunChoice): RunCommand => choice.runner === 'built-in' ? builtIn(profile, choice) : vendor(profile, choice);

/** Why a runner cannot be used for a job; undefined when it can. */
export const whyNotRunner = (profile: Profile, choice: RunChoice): BacoError | undefined => {
	try {
		commandOf(profile, choice);
		return undefined;
	} catch (error) {
		if (error instanceof BacoError) {
			return error;
		}

		throw error;
	}
};

const builtIn = (profile: Profile, {job, values, dryRun}: RunChoice): RunCommand => {
	if (job.builtIn === undefined) {
		throw job.obsolete === undefined ? new BacoError('JOB-NOT-BUILT-IN', {job: job.id, program: job.classic?.program}) : new BacoError('JOB-OBSOLETE', {job: job.id, ...job.obsolete});
	}

	const file = jobFile(job.builtIn);
	return {
		runner: 'built-in',
		file: process.execPath,
		args: [file, ...databaseWords(profile), ...parameterWords(job, values, {isBuiltIn: true}), ...(dryRun ? ['--dry-run'] : [])],
		cwd: process.cwd(),
		environment: {BACO_PROFILE: profile.name, BACO_JOB_STDIN: 'secrets'},
		isVerbatim: false,
		encoding: 'windows-1252',
	};
};

const vendor = (profile: Profile, {job, runner, values, dryRun}: RunChoice): RunCommand => {
	if (dryRun) {
		throw new BacoError('JOB-NO-DRY-RUN', {job: job.id, runner});
	}

	const {synergyFolder} = profile;
	if (synergyFolder === undefined) {
		throw new BacoError('JOB-NO-FOLDER', {profile: profile.name});
	}

	const words = parameterWords(job, values, {isBuiltIn: false});
	const [program, args] = runner === 'classic' ? classic(profile, job, words) : enterprise(profile, job, words);
	const file = findProgram(synergyFolder, program);
	if (file === undefined) {
		throw new BacoError('JOB-NO-PROGRAM', {job: job.id, program, folder: synergyFolder});
	}

	return {
		runner,
		file,
		args: process.platform === 'win32' ? args.map(word => quoteWord(word)) : args,
		cwd: path.dirname(file),
		// The vendor's programs log in as the Windows user: none of baco's secrets is theirs.
		environment: Object.fromEntries(Object.keys(process.env).filter(name => /^baco_(?:password|vault)/iv.test(name)).map(name => [name, null])),
		isVerbatim: process.platform === 'win32',
		encoding: profile.outputEncoding ?? 'windows-1252',
	};
};

const classic = (profile: Profile, job: Job, words: readonly string[]): [string, string[]] => {
	if (job.classic === undefined) {
		throw new BacoError('JOB-NO-PROGRAM', {job: job.id, program: 'a program whose name is not known', folder: profile.synergyFolder});
	}

	return [job.classic.program, [...databaseWords(profile), ...words]];
};

const enterprise = (profile: Profile, job: Job, words: readonly string[]): [string, string[]] => {
	if (job.enterprise === undefined) {
		throw new BacoError('JOB-NO-PROGRAM', {job: job.id, program: 'an Enterprise form, which is not known', folder: profile.synergyFolder});
	}

	if (profile.dbConfig === undefined) {
		throw new BacoError('JOB-NO-DB-CONFIG', {profile: profile.name});
	}

	const {assembly, className} = job.enterprise;
	return [hostProgram, [`/DBCONFIG:${profile.dbConfig}`, `/ASSEMBLY:${assembly}`, `/CLASS:${className}`, ...words]];
};

/** `/S:` and `/D:` name the Synergy database, as the profile does. */
const databaseWords = ({server: {host, port, instance}, database}: Profile): string[] => [
	`/S:${host}${instance === undefined ? '' : `\\${instance}`}${port === undefined ? '' : `,${port}`}`,
	`/D:${database}`,
];

const parameterWords = ({parameters}: Job, values: Values, {isBuiltIn}: {readonly isBuiltIn: boolean}): string[] => parameters.flatMap(({name, type, isBuiltInOnly, default: fallback}) => {
	// What is done where nothing was given stands there too, for who reads the line.
	const value = values[name] ?? (isBuiltIn ? fallback : undefined);
	return value === undefined || (isBuiltInOnly === true && !isBuiltIn) ? [] : [type === 'switch' ? `/${name}` : `/${name}:${value.trim()}`];
});

/** The built-in program of a job, in the installed program and in the test tree. */
const jobFile = (name: string): string => {
	const places = [`./jobs/${name}.js`, `../jobs/${name}.js`, `../../../jobs/${name}.js`].map(place => fileURLToPath(new URL(place, import.meta.url)));
	const file = places.find(place => existsSync(place));
	if (file === undefined) {
		throw new Error(`The program of the job ${name} is missing: the installation is not complete.`);
	}

	return file;
};

/** In the folder itself or in its `bin`, whatever the case of the name. */
export const findProgram = (folder: string, program: string): string | undefined => {
	for (const place of [folder, path.join(folder, 'bin')]) {
		try {
			const name = readdirSync(place).find(entry => entry.toLowerCase() === program.toLowerCase());
			if (name !== undefined) {
				return path.join(place, name);
			}
		} catch {
			// The other place may be there.
		}
	}

	return undefined;
};
