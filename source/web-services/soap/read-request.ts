import {
	DOMParser,
	onErrorStopParsing,
	type Element,
	type Node,
} from '@xmldom/xmldom';
import {BacoError} from '../../problems/baco-error.js';
import type {EntityValue, EntityValues} from '../contract.js';
import {namespaces} from '../namespaces.js';

export type SoapOperation = 'Create' | 'Retrieve' | 'Update' | 'Delete' | 'RetrieveSet';

export type SoapQuery = {readonly name: string; readonly operation: string; readonly value: EntityValue};

export type SoapRequest = {
	readonly operation: SoapOperation;
	readonly entityName: string;
	/** Of EntityData. */
	readonly values: EntityValues;
	/** Of RetrieveCriteria. */
	readonly queries: readonly SoapQuery[];
	/** Entities that the caller wants at most; 0: as many as there are. */
	readonly batchSize: number;
};

/** Reads a SOAP 1.1 request of the entity services. Throws SERVE-REQUEST for what is none. */
export const readRequest = (xml: string): SoapRequest => {
	const envelope = parse(xml);
	if (envelope?.localName !== 'Envelope' || envelope.namespaceURI !== namespaces.envelope) {
		throw unreadable('it is not SOAP 1.1');
	}

	const body = childOf(envelope, 'Body', namespaces.envelope);
	const call = childrenOf(body).find(({localName, namespaceURI}) => namespaceURI === namespaces.services && operations.has(localName ?? ''));
	if (call === undefined) {
		throw unreadable(`the body has none of ${operations.keys().toArray().join(', ')} in ${namespaces.services}`);
	}

	// The name of the argument is the service's own choice; there is only one.
	const argument = childrenOf(call).find(child => childOf(child, 'EntityName') !== undefined) ?? call;
	const entityName = textOf(childOf(argument, 'EntityName'));
	if (entityName === '') {
		throw unreadable('EntityName is missing');
	}

	return {
		operation: call.localName as SoapOperation,
		entityName,
		values: Object.fromEntries(childrenOf(childOf(argument, 'Properties'), 'PropertyData').map(data => {
			const name = textOf(childOf(data, 'Name'));
			return [name, typedValue(childOf(data, 'Value'), name)];
		})),
		queries: childrenOf(childOf(childOf(argument, 'FilterQuery'), 'Properties'), 'QueryProperty').map(query => {
			const name = textOf(childOf(query, 'PropertyName'));
			return {name, operation: textOf(childOf(query, 'Operation')), value: typedValue(childOf(query, 'PropertyValue'), name)};
		}),
		batchSize: batchSizeOf(textOf(childOf(argument, 'BatchSize'))),
	};
};

const operations: ReadonlySet<string> = new Set<SoapOperation>(['Create', 'Retrieve', 'Update', 'Delete', 'RetrieveSet']);

const parse = (xml: string): Element | null => {
	// A document type would bring entities of the caller's own.
	if (/<!(?:doctype|entity)/iv.test(xml)) {
		throw unreadable('a document type is not accepted');
	}

	try {
		return new DOMParser({onError: onErrorStopParsing, normalizeLineEndings: ofXml10}).parseFromString(xml, 'text/xml').documentElement;
	} catch (error) {
		throw unreadable(`it is not XML (${error instanceof Error ? error.message.split('\n', 1)[0]! : String(error)})`);
	}
};

/** The library reads more characters as ends of lines, as XML 1.1 does; SOAP is XML 1.0, and a value is kept as it was sent. */
const ofXml10 = (text: string) => text.replaceAll(/\r\n?/gv, '\n');

const unreadable = (detail: string) => new BacoError('SERVE-REQUEST', {detail});

const isElement = (node: Node): node is Element => node.nodeType === 1;

const childrenOf = (node: Element | undefined, name?: string, namespace: string = namespaces.data): Element[] =>
	[...node?.childNodes ?? []].filter(child => isElement(child)).filter(child => name === undefined || (child.localName === name && child.namespaceURI === namespace));

const childOf = (node: Element | undefined, name: string, namespace?: string): Element | undefined => childrenOf(node, name, namespace)[0];

const textOf = (element: Element | undefined): string => element?.textContent ?? '';

const batchSizeOf = (text: string): number => {
	const size = Number(text.trim());
	if (!Number.isSafeInteger(size) || size < 0) {
		throw unreadable('BatchSize is no number');
	}

	return size;
};

/** The vendor's service cannot deserialize a value without its type, and neither is it guessed here. */
const typedValue = (element: Element | undefined, name: string): EntityValue => {
	if (element === undefined || element.getAttributeNS(namespaces.instance, 'nil') === 'true') {
		return null;
	}

	const type = (element.getAttributeNS(namespaces.instance, 'type') ?? '').split(':').at(-1)!;
	const read = readers[type];
	if (read === undefined) {
		throw unreadable(`the value of ${name} cannot be deserialized: ${type === '' ? 'it has no type' : `its type ${type} is not known`}`);
	}

	return read(textOf(element), name);
};

const readers: Readonly<Record<string, (text: string, name: string) => EntityValue>> = {
	string: text => text,
	boolean(text, name) {
		if (!/^(?:true|false|1|0)$/v.test(text.trim())) {
			throw unreadable(`${name} is no boolean`);
		}

		return ['true', '1'].includes(text.trim());
	},
	int: readInteger,
	long: readInteger,
	short: readInteger,
	dateTime: text => text,
};

function readInteger(text: string, name: string): EntityValue {
	if (!/^[+\-]?\d{1,15}$/v.test(text.trim())) {
		throw unreadable(`${name} is no whole number`);
	}

	return Number(text);
}
