#!/usr/bin/env node
// This file runs on any Node that knows modules, to say that it is too old: no newer syntax, no import that an old Node lacks.
// It has no function either: the bundler would import its own for each, and `baco --version` is to start as fast as Node does.
import {readFileSync} from 'node:fs';
import nodeModule from 'node:module';
import process from 'node:process';

const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];
const [first] = process.argv.slice(2);

if (major < 22 || (major === 22 && minor < 20)) {
	process.stderr.write(`baco: Node 22.20 or newer is needed, this is Node ${process.versions.node} (${process.execPath}).\n`);
	process.exitCode = 3;
} else if (import.meta.url.endsWith('/dist/cli.js') && (first === '--version' || first === '-V')) {
	const {version} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {readonly version: string};
	process.stdout.write(`baco ${version}\n`);
} else {
	const {cacheFolder} = await import('./platform/cache-folder.js');
	// Before the other imports, so that they are compiled once and not at each start.
	nodeModule.enableCompileCache(cacheFolder());
	const {main} = await import('./commands/main.js');
	await main(process.argv.slice(2));
}
