// Builds the product (dist/) or, with --tests, the whole tree file by file (build/), so that tests run on compiled code. With --once nothing is built twice.
import {existsSync, globSync, rmSync} from 'node:fs';
import process from 'node:process';

if (process.argv.includes('--once') && existsSync('dist/cli.js')) {
	process.exit(0); // eslint-disable-line unicorn/no-process-exit -- a program
}

const {build} = await import('esbuild');

const shared = {
	format: 'esm',
	platform: 'node',
	target: 'node22',
	jsx: 'automatic',
	logLevel: 'warning',
	sourcemap: false,
};

async function buildProduct() {
	// A console or a demo that runs from here still loads its old parts: they stay unless asked for.
	if (process.argv.includes('--clean')) {
		rmSync('dist', {recursive: true, force: true});
	}

	// Apart, or what a job shares with the console only in part falls into many small files, and each costs the start of a job some time.
	await Promise.all([
		buildPrograms([['cli', 'source/cli.ts'], ...entries('source/processes'), ...entries('fixtures/processes')]),
		buildPrograms(entries('jobs', 'jobs/')),
	]);
}

async function buildPrograms(programs) {
	await build({
		...shared,
		entryPoints: Object.fromEntries(programs),
		outdir: 'dist',
		bundle: true,
		splitting: true,
		minify: true,
		keepNames: true,
		chunkNames: 'chunks/[name]-[hash]',
		loader: {'.sql': 'text'},
		external: ['keytar'],
		// Ink imports its developer tools only when DEV is set; a bundle must not look for the package.
		// The driver loads the sign-in to Azure, and a copy of Node's streams, whether they are used or not.
		alias: {
			'react-devtools-core': './source/console/no-devtools.ts', '@azure/identity': './source/sql/no-azure.ts', '@azure/core-auth': './source/sql/no-azure.ts', 'readable-stream': 'node:stream',
		},
		define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
		// The tedious and conf packages contain CommonJS, which asks for `require`.
		banner: {js: 'import {createRequire as __createRequire} from "node:module"; const require = __createRequire(import.meta.url);'},
	});
}

function entries(folder, prefix = '') {
	return globSync(`${folder}/*.ts`).map(file => [prefix + file.slice(folder.length + 1, -3), file]);
}

async function buildTests() {
	if (process.argv.includes('--clean')) {
		rmSync('build', {recursive: true, force: true});
	}

	await build({
		...shared,
		entryPoints: globSync('{source,jobs,fixtures,test}/**/*.{ts,tsx}'),
		outbase: '.',
		outdir: 'build',
		sourcemap: 'inline',
	});
}

if (process.argv.includes('--tests')) {
	await buildTests();
} else {
	await buildProduct();
}
