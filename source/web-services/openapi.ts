import {entityProperties, changeService, readService} from './entity-properties.js';

const types = {
	string: {type: 'string'}, boolean: {type: 'boolean'}, integer: {type: 'integer'}, date: {type: 'string', description: '/Date(milliseconds)/'},
} as const;

/** As OpenAPI writes a parameter in a path. */
const keyInPath = ['{', 'code', '}'].join('');

/** The REST interface as an OpenAPI 3.1 document. */
export const openApi = (version: string): Record<string, unknown> => ({
	openapi: '3.1.0',
	info: {
		title: 'Back office settings',
		version,
		description: 'Settings of the back office connection of each division, with the save rule of the page: they are saved only when the connection to Globe works.',
	},
	servers: [{url: '/services/Exact.Entity.REST.svc'}],
	security: [{basic: []}],
	paths: {
		[`/${readService}`]: {
			get: operation('The settings of every division.', [200, 400, 401, 403, 429, 503], ['$filter', '$select', '$orderby', '$top', '$skip', '$skiptoken'].map(name => ({name, in: 'query', schema: {type: 'string'}}))),
		},
		[`/${readService}('${keyInPath}')`]: {
			parameters: [key],
			get: operation('The settings of one division.', [200, 401, 403, 404, 429, 503]),
		},
		[`/${changeService}`]: {
			post: {...operation('Sets up the connection of a division that has none: tested first.', [201, 400, 401, 403, 404, 409, 422, 429, 503]), requestBody: body},
		},
		[`/${changeService}('${keyInPath}')`]: {
			parameters: [key, {
				name: 'If-Match', in: 'header', schema: {type: 'string'}, description: 'The tag of the entity as it was read: the change is refused when someone else made another meanwhile.',
			}],
			patch: {...operation('Changes settings: tested with the new values first. MERGE is understood as well.', [204, 400, 401, 403, 404, 412, 422, 429, 503]), requestBody: body},
			delete: operation('Switches the connection off and clears its settings; users, passwords and tokens stay.', [204, 401, 403, 404, 412, 429, 503]),
		},
	},
	components: {
		securitySchemes: {basic: {type: 'http', scheme: 'basic', description: 'SQL login of the Synergy server with the name of a user id of Synergy who has the Administrator role.'}},
		schemas: {
			Settings: {
				type: 'object',
				properties: Object.fromEntries(entityProperties.map(({name, type, isReadOnly, length, description}) => [name, {
					...types[type], ...(length !== undefined && {maxLength: length}), ...(isReadOnly && {readOnly: true}), description,
				}])),
			},
			Error: {
				type: 'object',
				properties: {error: {type: 'object', properties: {code: {type: 'string'}, message: {type: 'object'}, innererror: {type: 'object'}}}},
			},
		},
	},
});

const key = {
	name: 'code', in: 'path', required: true, schema: {type: 'string', maxLength: 3},
};

const body = {required: true, content: {'application/json': {schema: {$ref: '#/components/schemas/Settings'}}}};

const statuses: Readonly<Record<number, string>> = {
	200: 'The settings, below `d`.',
	201: 'Created; the settings, below `d`.',
	204: 'Done.',
	400: 'The request is wrong.',
	401: 'No user, or a wrong password.',
	403: 'A right is missing; the message says which.',
	404: 'No such division.',
	409: 'The division has settings already.',
	412: 'Someone else changed them meanwhile.',
	422: 'With these values the connection does not work: nothing was saved.',
	429: 'Too many requests.',
	503: 'Synergy cannot be reached.',
};

const operation = (summary: string, codes: readonly number[], parameters: readonly unknown[] = []) => ({
	summary,
	...(parameters.length > 0 && {parameters}),
	responses: Object.fromEntries(codes.map(code => [String(code), {description: statuses[code], ...contentOf(code)}])),
});

const contentOf = (code: number) => code === 204 ? {} : {content: {'application/json': {schema: code < 300 ? {type: 'object', properties: {d: {$ref: '#/components/schemas/Settings'}}} : {$ref: '#/components/schemas/Error'}}}};
