import mssql from 'mssql';
import type {ParameterType} from './contract.js';

/** The driver's form of a parameter type. */
export const driverType = (type: ParameterType): mssql.ISqlType => {
	const {name, ...size} = type;
	return {type: driverTypes[name], ...size, ...('length' in size && {length: size.length === 'max' ? mssql.MAX : size.length})};
};

/** The type as T-SQL writes it, for the statement log. */
export const typeName = (type: ParameterType): string => {
	if ('length' in type) {
		return `${type.name}(${type.length})`;
	}

	if ('precision' in type) {
		return `decimal(${type.precision}, ${type.scale})`;
	}

	return 'scale' in type ? `${type.name}(${type.scale})` : type.name;
};

const driverTypes: Readonly<Record<ParameterType['name'], mssql.ISqlTypeFactory>> = {
	bit: mssql.Bit,
	tinyint: mssql.TinyInt,
	smallint: mssql.SmallInt,
	int: mssql.Int,
	bigint: mssql.BigInt,
	float: mssql.Float,
	real: mssql.Real,
	money: mssql.Money,
	decimal: mssql.Decimal,
	datetime: mssql.DateTime,
	datetime2: mssql.DateTime2,
	datetimeoffset: mssql.DateTimeOffset,
	date: mssql.Date,
	time: mssql.Time,
	uniqueidentifier: mssql.UniqueIdentifier,
	nvarchar: mssql.NVarChar,
	nchar: mssql.NChar,
	varchar: mssql.VarChar,
	char: mssql.Char,
	varbinary: mssql.VarBinary,
	binary: mssql.Binary,
};
