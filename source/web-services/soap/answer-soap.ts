import {BacoError} from '../../problems/baco-error.js';
import type {Call, Entity, SettingsEntity} from '../contract.js';
import {changeService, keyProperty, readService} from '../entity-properties.js';
import {criteriaOf} from './criteria.js';
import {readRequest, type SoapOperation, type SoapRequest} from './read-request.js';
import {renderAnswer, renderSet} from './render.js';
import {soapServices, type SoapService} from './wsdl.js';

/** Does what a SOAP request asks of one service; resolves with the envelope of the answer. Rejects with a BacoError, which becomes an EntityFault. */
export const answerSoap = async (entity: SettingsEntity, service: SoapService, xml: string, call: Call): Promise<string> => {
	const request = readRequest(xml);
	const {operation, entityName} = request;
	if (!soapServices[service].operations.includes(operation)) {
		throw new BacoError('SERVE-UNKNOWN', {name: `operation ${operation} of ${service}`});
	}

	const names = isReading(operation) ? [readService, changeService] : [changeService];
	if (names.every(name => name.toLowerCase() !== entityName.toLowerCase())) {
		throw new BacoError('SERVE-UNKNOWN', {name: `entity ${entityName} for ${operation}`});
	}

	if (operation === 'RetrieveSet') {
		const isWanted = criteriaOf(request.queries);
		const all = await entity.list(call);
		const found = all.filter(({values}) => isWanted(values));
		return renderSet(request.batchSize === 0 ? found : found.slice(0, request.batchSize));
	}

	return renderAnswer(operation, await performers[operation](entity, request, call));
};

const isReading = (operation: SoapOperation) => operation === 'Retrieve' || operation === 'RetrieveSet';

const performers: Readonly<Record<Exclude<SoapOperation, 'RetrieveSet'>, (entity: SettingsEntity, request: SoapRequest, call: Call) => Promise<Entity | undefined>>> = {
	Retrieve: async (entity, request, call) => entity.retrieve(keyOf(request), call),
	Create: async (entity, {values}, call) => entity.create(values, call),
	async Update(entity, request, call) {
		await entity.update(keyOf(request), request.values, call);
		return undefined;
	},
	async Delete(entity, request, call) {
		await entity.remove(keyOf(request), call);
		return undefined;
	},
};

const keyOf = ({values}: SoapRequest): string => {
	const key = values[keyProperty];
	if (typeof key !== 'string' || key.trim() === '') {
		throw new BacoError('SERVE-REQUEST', {detail: `the property ${keyProperty}, which says which division is meant, is missing`});
	}

	return key.trim();
};
