import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {execa} from 'execa';

/** The built program, as a person starts it. */
export const program = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

type BacoOptions = {
	readonly home: string;
	readonly input?: string;
	readonly environment?: Readonly<Record<string, string>>;
};

export type Outcome = {
	readonly exitCode: number | undefined;
	readonly stdout: string;
	readonly stderr: string;
};

/** Runs `node dist/cli.js` with a home of its own and without a keychain; never rejects. */
export const runBaco = async (words: readonly string[], {home, input = '', environment = {}}: BacoOptions): Promise<Outcome> => {
	const {exitCode, stdout, stderr} = await execa(process.execPath, [program, ...words], {
		input,
		reject: false,
		extendEnv: false,
		env: {
			PATH: process.env.PATH ?? '',
			BACO_HOME: home,
			BACO_KEYCHAIN: 'off',
			...environment,
		},
	});
	return {exitCode, stdout, stderr};
};
