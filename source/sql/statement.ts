import type {
	Parameter,
	ParameterType,
	ParameterValue,
	Statement,
} from './contract.js';

/** A statement that can be put inside another one: the text around its parameters. */
export type Composable = Statement & {readonly fragments: readonly string[]};

/**
Makes a statement from a template. Every value is a typed parameter, an `identifier` or a nested statement;
a plain string cannot be interpolated, so that data never becomes T-SQL.

@example
sql`SELECT bedrnr FROM dbo.bedryf WHERE bedrnr = ${nchar(3, code)}`
*/
export const sql = (strings: TemplateStringsArray, ...values: ReadonlyArray<Parameter | Composable>): Composable => {
	const fragments = [strings[0]!];
	const parameters: Parameter[] = [];
	for (const [index, value] of values.entries()) {
		append(fragments, parameters, value);
		fragments[fragments.length - 1] += strings[index + 1]!;
	}

	return compose(fragments, parameters);
};

/** A table, column or database name that comes from data, in brackets. */
export const identifier = (name: string): Composable => {
	if (name === '' || name.length > 128 || name.includes('\0')) {
		throw new TypeError(`Not a name that SQL Server allows: ${JSON.stringify(name)}`);
	}

	return compose([`[${name.replaceAll(']', ']]')}]`], []);
};

/** Statements one after another, for lists of columns and conditions. */
export const joined = (parts: ReadonlyArray<Parameter | Composable>, separator: ', ' | ' AND ' | ' OR ' | ' UNION ALL ' | '\n'): Composable => {
	const fragments = [''];
	const parameters: Parameter[] = [];
	for (const [index, part] of parts.entries()) {
		fragments[fragments.length - 1] += index === 0 ? '' : separator;
		append(fragments, parameters, part);
	}

	return compose(fragments, parameters);
};

/** Marks a parameter whose value must not be seen in any log. */
export const secret = (parameter: Parameter): Parameter => ({...parameter, secret: true});

export const nvarchar = (length: number | 'max', value: ParameterValue) => parameter({name: 'nvarchar', length}, value);
export const nchar = (length: number, value: ParameterValue) => parameter({name: 'nchar', length}, value);
export const varchar = (length: number | 'max', value: ParameterValue) => parameter({name: 'varchar', length}, value);
export const char = (length: number, value: ParameterValue) => parameter({name: 'char', length}, value);
export const varbinary = (length: number | 'max', value: ParameterValue) => parameter({name: 'varbinary', length}, value);
export const binary = (length: number, value: ParameterValue) => parameter({name: 'binary', length}, value);
export const bit = (value: ParameterValue) => parameter({name: 'bit'}, value);
export const tinyint = (value: ParameterValue) => parameter({name: 'tinyint'}, value);
export const smallint = (value: ParameterValue) => parameter({name: 'smallint'}, value);
export const int = (value: ParameterValue) => parameter({name: 'int'}, value);
export const bigint = (value: ParameterValue) => parameter({name: 'bigint'}, value);
export const float = (value: ParameterValue) => parameter({name: 'float'}, value);
export const real = (value: ParameterValue) => parameter({name: 'real'}, value);
export const money = (value: ParameterValue) => parameter({name: 'money'}, value);
export const decimal = (precision: number, scale: number, value: ParameterValue) => parameter({name: 'decimal', precision, scale}, value);
export const date = (value: ParameterValue) => parameter({name: 'date'}, value);
export const datetime = (value: ParameterValue) => parameter({name: 'datetime'}, value);
export const datetime2 = (scale: number, value: ParameterValue) => parameter({name: 'datetime2', scale}, value);
export const datetimeoffset = (scale: number, value: ParameterValue) => parameter({name: 'datetimeoffset', scale}, value);
export const time = (scale: number, value: ParameterValue) => parameter({name: 'time', scale}, value);
export const uniqueidentifier = (value: ParameterValue) => parameter({name: 'uniqueidentifier'}, value);

const parameter = (type: ParameterType, value: ParameterValue): Parameter => ({type, value});

const append = (fragments: string[], parameters: Parameter[], value: Parameter | Composable) => {
	if (isComposable(value)) {
		fragments[fragments.length - 1] += value.fragments[0]!;
		fragments.push(...value.fragments.slice(1));
		parameters.push(...value.parameters);
	} else if (isParameter(value)) {
		fragments.push('');
		parameters.push(value);
	} else {
		throw new TypeError('A value in a statement must be a typed parameter, an identifier or another statement.');
	}
};

const isComposable = (value: unknown): value is Composable => typeof value === 'object' && value !== null && 'fragments' in value;

const isParameter = (value: unknown): value is Parameter => typeof value === 'object' && value !== null && 'type' in value && 'value' in value;

const compose = (fragments: readonly string[], parameters: readonly Parameter[]): Composable => ({
	text: fragments.map((fragment, index) => index === 0 ? fragment : `@p${index}${fragment}`).join(''),
	parameters,
	fragments,
});
