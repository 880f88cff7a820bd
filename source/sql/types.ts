import mssql from 'mssql';
import type {ParameterType} from './contract.js';

/** The driver's name of a parameter type. */
export const driverType = (type: ParameterType): mssql.ISqlType => {
	switch (type.name) {
		case 'nvarchar': {
			return mssql.NVarChar(length(type.length));
		}

		case 'varchar': {
			return mssql.VarChar(length(type.length));
		}

		case 'nchar': {
			return mssql.NChar(length(type.length));
		}

		case 'char': {
			return mssql.Char(length(type.length));
		}

		case 'varbinary': {
			return mssql.VarBinary(length(type.length));
		}

		case 'binary': {
			// The declared length is taken at run time; only the type declarations leave it out.
			return (mssql.Binary as unknown as mssql.ISqlTypeFactoryWithLength)(length(type.length));
		}

		case 'decimal': {
			return mssql.Decimal(type.precision, type.scale);
		}

		case 'datetime2': {
			return mssql.DateTime2(type.scale);
		}

		case 'time': {
			return mssql.Time(type.scale);
		}

		case 'datetimeoffset': {
			return mssql.DateTimeOffset(type.scale);
		}

		default: {
			return plainTypes[type.name]();
		}
	}
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

const plainTypes = {
	bit: mssql.Bit,
	tinyint: mssql.TinyInt,
	smallint: mssql.SmallInt,
	int: mssql.Int,
	bigint: mssql.BigInt,
	float: mssql.Float,
	real: mssql.Real,
	money: mssql.Money,
	datetime: mssql.DateTime,
	date: mssql.Date,
	uniqueidentifier: mssql.UniqueIdentifier,
};

const length = (value: number | 'max') => value === 'max' ? mssql.MAX : value;
