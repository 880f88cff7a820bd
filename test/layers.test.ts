import {globSync, readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import ts from 'typescript';

// Which file imports what, read with the compiler's own scanner; type-only imports count too, because they tie layers as well.
const imports = new Map(globSync('{source,jobs,fixtures}/**/*.{ts,tsx}').map(file => [file, importsOf(file)]));

function importsOf(file: string): string[] {
	return ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(({fileName}) => resolve(file, fileName));
}

/** A relative specifier becomes the path of the source file; a package keeps its bare name. */
function resolve(from: string, specifier: string): string {
	if (!specifier.startsWith('.')) {
		return /^(?:@[^\/]+\/)?[^\/]+/v.exec(specifier)![0];
	}

	const target = path.join(path.dirname(from), specifier).replace(/\.js$/v, '');
	return ['.ts', '.tsx'].map(extension => target + extension).find(file => globSync(file).length > 0) ?? target;
}

function offenders(within: RegExp, isForbidden: (imported: string, file: string) => boolean): string[] {
	return [...imports].flatMap(([file, targets]) => within.test(file) ? targets.filter(target => isForbidden(target, file)).map(target => `${file} imports ${target}`) : []);
}

/** Every file that loading `file` loads, lazy imports included. */
function closure(file: string, seen = new Set<string>()): Set<string> {
	if (!seen.has(file)) {
		seen.add(file);
		for (const target of imports.get(file) ?? []) {
			closure(target, seen);
		}
	}

	return seen;
}

/** Every file that is loaded before the first statement of `file` runs: neither types nor lazy imports. */
function loadedAtOnce(file: string, seen = new Set<string>()): Set<string> {
	if (seen.has(file)) {
		return seen;
	}

	seen.add(file);
	if (imports.has(file)) {
		for (const statement of ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest).statements) {
			if (isLoading(statement)) {
				loadedAtOnce(resolve(file, (statement.moduleSpecifier as ts.StringLiteral).text), seen);
			}
		}
	}

	return seen;
}

function isLoading(statement: ts.Statement): statement is ts.ImportDeclaration | ts.ExportDeclaration {
	if (ts.isImportDeclaration(statement)) {
		const {importClause: clause} = statement;
		const names = clause?.namedBindings;
		const isOnlyTypes = clause !== undefined && clause.name === undefined && names !== undefined && ts.isNamedImports(names) && names.elements.every(({isTypeOnly}) => isTypeOnly);
		return clause?.phaseModifier !== ts.SyntaxKind.TypeKeyword && !isOnlyTypes;
	}

	return ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined && !statement.isTypeOnly;
}

/** The files on a way from one to itself, types and lazy imports included. */
function circle(from: string): string[] {
	const away = closure(from);
	return [...away].filter(file => file !== from && closure(file).has(from));
}

const folder = (file: string): string => file.split('/', 2)[1] ?? '';

test('the scan sees the tree', t => {
	t.true(imports.size > 20);
	t.true(imports.get('source/problems/baco-error.ts')?.includes('source/problems/catalogue.ts'));
});

test('only source/console imports ink or react', t => {
	t.deepEqual(offenders(/^(?!source\/console\/)/v, target => ['ink', 'react', 'react-dom', 'react-reconciler'].includes(target)), []);
});

test('only source/sql imports mssql', t => {
	t.deepEqual(offenders(/^(?!source\/sql\/)/v, target => ['mssql', 'tedious'].includes(target)), []);
});

test('source does not import fixtures, and the jobs neither', t => {
	t.deepEqual(offenders(/^(?:source|jobs)\//v, target => target.startsWith('fixtures/')), []);
});

test('the embedded SQL server knows nothing of the product around it', t => {
	t.deepEqual(offenders(/^fixtures\/sql-server\//v, target => /^(?:source|jobs)\//v.test(target) || /^fixtures\/(?!sql-server\/)/v.test(target)), []);
});

test('no service imports a screen or a command', t => {
	t.deepEqual(offenders(/^source\/(?!console\/|commands\/|cli\.ts)/v, target => /^source\/(?:console|commands)\//v.test(target)), []);
});

test('what lies at the bottom does not reach up', t => {
	const bottom = new Set(['problems', 'platform', 'sql', 'credentials', 'profiles', 'audit']);
	t.deepEqual(offenders(
		/^source\/(?:problems|platform|sql|credentials|profiles|audit)\//v,
		target => target.startsWith('source/') && !bottom.has(folder(target)),
	), []);
});

test('no file of the product imports itself by way of others', t => {
	const inCircles = imports.keys().filter(file => /^(?:source|jobs)\//v.test(file)).map(file => [file, ...circle(file)]).filter(({length}) => length > 1);
	t.deepEqual([...inCircles], []);
});

test('a job loads neither ink nor react', t => {
	const loaded = new Set(imports.keys().filter(file => file.startsWith('jobs/')).flatMap(job => closure(job)));
	t.false(loaded.has('ink') || loaded.has('react'));
});

test('the console draws before it loads the driver or the OAuth client, and a version needs neither nor a screen', t => {
	const console = loadedAtOnce('source/console/run-full-screen.tsx');
	t.true(console.has('ink'), 'the walk follows imports');
	t.deepEqual(['mssql', 'tedious', 'openid-client', 'execa', 'fastify'].filter(name => console.has(name)), []);
	const start = loadedAtOnce('source/cli.ts');
	t.deepEqual(['mssql', 'tedious', 'openid-client', 'ink', 'react', 'conf', 'execa', 'fastify'].filter(name => start.has(name)), []);
});
