import type {ParseArgsConfig} from 'node:util';

/** Flags that every command has. */
export const commonFlags = {
	json: {type: 'boolean'},
	plain: {type: 'boolean'},
	profile: {type: 'string'},
	demo: {type: 'boolean'},
	'no-color': {type: 'boolean'},
	help: {type: 'boolean', short: 'h'},
	version: {type: 'boolean', short: 'V'},
} as const satisfies NonNullable<ParseArgsConfig['options']>;
