import {entityProperties, changeService, readService} from './entity-properties.js';
import {escapeXml} from './soap/escape-xml.js';

/** The page at the root of the service: what it offers and where, without a script. */
export const describePage = (version: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Back office settings</title></head><body>
<h1>Back office settings</h1>
<p>baco ${escapeXml(version)}. Settings are saved only when the connection to Globe works. Callers are users of Synergy with the Administrator role (Basic authentication).</p>
<h2>REST</h2>
<table>${[
	['GET', `/services/Exact.Entity.REST.svc/${readService}`, 'the settings of every division; $filter, $select, $orderby, $top, $skip'],
	['GET', `/services/Exact.Entity.REST.svc/${readService}('100')`, 'those of one division'],
	['POST', `/services/Exact.Entity.REST.svc/${changeService}`, 'sets up a division'],
	['MERGE, PATCH, PUT', `/services/Exact.Entity.REST.svc/${changeService}('100')`, 'changes its settings; If-Match guards against other changes'],
	['DELETE', `/services/Exact.Entity.REST.svc/${changeService}('100')`, 'switches its connection off'],
].map(cells => `<tr>${cells.map(cell => `<td>${escapeXml(cell)}</td>`).join('')}</tr>`).join('\n')}</table>
<p>As a document for tools: <a href="/openapi.json">OpenAPI</a>.</p>
<h2>SOAP 1.1</h2>
<p><a href="/services/Exact.Entity.svc?singleWsdl">Exact.Entity.svc</a> (Create, Retrieve, Update, Delete), <a href="/services/Exact.Entities.svc?singleWsdl">Exact.Entities.svc</a> (RetrieveSet).</p>
<h2>Properties</h2>
<table>${entityProperties.map(({name, type, isReadOnly, description}) => `<tr><td>${name}</td><td>${type}${isReadOnly ? ', read-only' : ''}</td><td>${escapeXml(description)}</td></tr>`).join('\n')}</table>
</body></html>
`;
