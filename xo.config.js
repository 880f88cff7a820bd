export default [
	{ignores: ['dist/**', 'build/**']},
	{
		rules: {
			// Column names of the vendor's tables, T-SQL names and header names are not camelCase.
			'@typescript-eslint/naming-convention': 'off',
			// One line of JSDoc stays one line.
			'unicorn/single-line-block-comment-style': 'off',
			// NULL is a value of SQL, and of the public JSON contract.
			'unicorn/no-null': 'off',
			'@typescript-eslint/no-restricted-types': 'off',
			// Tests are compiled to build/ and run there.
			'ava/no-ignored-test-files': 'off',
			// The runner is AVA, which runs *.test.js only; what tests share lies beside them.
			'node-test/no-import-test-files': 'off',
		},
	},
	{
		files: ['fixtures/sql-server/**'],
		rules: {
			// Flags of the wire format, and T-SQL's own operators on bits.
			'no-bitwise': 'off',
			// T-SQL counts UTF-16 code units, as these methods do.
			'unicorn/prefer-code-point': 'off',
		},
	},
];
