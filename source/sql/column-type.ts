import type {Column} from './columns.js';
import type {ParameterType} from './contract.js';

/** The type to send values of a column as; undefined for the types that no parameter has (xml, sql_variant, timestamp, ...). */
export const columnType = ({dataType, maxLength, precision, scale}: Column): ParameterType | undefined => {
	const length = maxLength === null || maxLength < 0 ? 'max' : maxLength;
	switch (dataType) {
		case 'nvarchar':
		case 'nchar':
		case 'varchar':
		case 'char':
		case 'varbinary':
		case 'binary': {
			return {name: dataType, length};
		}

		case 'decimal':
		case 'numeric': {
			return {name: 'decimal', precision: precision ?? 18, scale: scale ?? 0};
		}

		case 'datetime2':
		case 'time':
		case 'datetimeoffset': {
			return {name: dataType, scale: scale ?? 7};
		}

		case 'bit':
		case 'tinyint':
		case 'smallint':
		case 'int':
		case 'bigint':
		case 'float':
		case 'real':
		case 'money':
		case 'datetime':
		case 'date':
		case 'uniqueidentifier': {
			return {name: dataType};
		}

		default: {
			return undefined;
		}
	}
};
