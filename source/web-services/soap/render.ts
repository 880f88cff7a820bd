import type {BacoError} from '../../problems/baco-error.js';
import type {Entity, EntityValue} from '../contract.js';
import {entityProperties, readService} from '../entity-properties.js';
import {namespaces} from '../namespaces.js';
import {escapeXml} from './escape-xml.js';
import type {SoapOperation} from './read-request.js';

/** The answer to an operation on one entity; Update and Delete answer with nothing in it. */
export const renderAnswer = (operation: SoapOperation, entity?: Entity): string => envelope(entity === undefined
	? `<${operation}Response xmlns="${namespaces.services}"/>`
	: `<${operation}Response xmlns="${namespaces.services}"><${operation}Result xmlns:a="${namespaces.data}">${entityData(entity)}</${operation}Result></${operation}Response>`);

/** The answer to RetrieveSet. */
export const renderSet = (entities: readonly Entity[]): string =>
	envelope(`<RetrieveSetResponse xmlns="${namespaces.services}"><RetrieveSetResult xmlns:a="${namespaces.data}"><a:Entities>${
		entities.map(entity => `<a:EntityData>${entityData(entity)}</a:EntityData>`).join('')
	}</a:Entities><a:EntityName>${readService}</a:EntityName><a:SessionID>0</a:SessionID></RetrieveSetResult></RetrieveSetResponse>`);

/** A fault as the entity services give it, with the reason in its exceptions. */
export const renderFault = ({id, message, explanation: {cause, fix}}: BacoError, {user, at}: {readonly user: string; readonly at: Date}): string =>
	envelope(`<s:Fault><faultcode>s:Client</faultcode><faultstring xml:lang="en-US">${escapeXml(message)}</faultstring><detail>`
		+ `<EntityFault xmlns="${namespaces.faults}"><DateTime>${at.toISOString()}</DateTime><Exceptions>`
		+ `<WSExceptionInfo><Message>${escapeXml(`${message} ${cause} ${fix}`)}</Message><Name>${escapeXml(id)}</Name><PropertyName/><TermID>0</TermID></WSExceptionInfo>`
		+ `</Exceptions><Message>${escapeXml(message)}</Message><Source>baco</Source><TermID>0</TermID><User>${escapeXml(user)}</User></EntityFault></detail></s:Fault>`);

const envelope = (body: string) =>
	`<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="${namespaces.envelope}" xmlns:i="${namespaces.instance}" xmlns:x="${namespaces.schema}"><s:Body>${body}</s:Body></s:Envelope>`;

const entityData = ({values}: Entity) =>
	`<a:EntityName>${readService}</a:EntityName><a:Properties>${Object.entries(values).map(([name, value]) => propertyData(name, value)).join('')}</a:Properties>`;

const propertyData = (name: string, value: EntityValue) =>
	`<a:PropertyData><a:Name>${name}</a:Name><a:NoRights>false</a:NoRights>${value === null
		? '<a:Value i:nil="true"/>'
		: `<a:Value i:type="x:${schemaTypes[entityProperties.find(property => property.name === name)!.type]}">${escapeXml(String(value))}</a:Value>`}</a:PropertyData>`;

const schemaTypes = {
	string: 'string', boolean: 'boolean', integer: 'int', date: 'dateTime',
} as const;
