import {namespaces} from '../namespaces.js';
import {escapeXml} from './escape-xml.js';
import type {SoapOperation} from './read-request.js';

/** The SOAP services, by the last part of their address. */
export type SoapService = 'Exact.Entity.svc' | 'Exact.Entities.svc';

/** Operations of each, and the part of the action between namespace and operation. */
export const soapServices: Readonly<Record<SoapService, {readonly part: string; readonly operations: readonly SoapOperation[]}>> = {
	'Exact.Entity.svc': {part: 'entity', operations: ['Create', 'Retrieve', 'Update', 'Delete']},
	'Exact.Entities.svc': {part: 'entityset', operations: ['RetrieveSet']},
};

export const soapAction = (service: SoapService, operation: SoapOperation): string => `${namespaces.services}${soapServices[service].part}/${operation}`;

/** The description of a service as `?wsdl` and `?singleWsdl` give it. */
export const renderWsdl = (service: SoapService, address: string): string => {
	const {operations} = soapServices[service];
	return `<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions name="${service}" targetNamespace="${namespaces.services}" xmlns:tns="${namespaces.services}" xmlns:wsdl="${namespaces.wsdl}" xmlns:soap="${namespaces.wsdlSoap}" xmlns:xs="${namespaces.schema}" xmlns:a="${namespaces.data}">
<wsdl:types>
<xs:schema elementFormDefault="qualified" targetNamespace="${namespaces.data}">
${dataTypes}
</xs:schema>
<xs:schema elementFormDefault="qualified" targetNamespace="${namespaces.services}">
<xs:import namespace="${namespaces.data}"/>
${operations.map(operation => elements(operation)).join('\n')}
</xs:schema>
</wsdl:types>
${operations.map(operation => `<wsdl:message name="${operation}Input"><wsdl:part name="parameters" element="tns:${operation}"/></wsdl:message>
<wsdl:message name="${operation}Output"><wsdl:part name="parameters" element="tns:${operation}Response"/></wsdl:message>`).join('\n')}
<wsdl:portType name="${contractOf(service)}">
${operations.map(operation => `<wsdl:operation name="${operation}"><wsdl:input message="tns:${operation}Input"/><wsdl:output message="tns:${operation}Output"/></wsdl:operation>`).join('\n')}
</wsdl:portType>
<wsdl:binding name="BasicHttpBinding_${contractOf(service)}" type="tns:${contractOf(service)}">
<soap:binding transport="${namespaces.transport}"/>
${operations.map(operation => `<wsdl:operation name="${operation}"><soap:operation soapAction="${soapAction(service, operation)}" style="document"/><wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation>`).join('\n')}
</wsdl:binding>
<wsdl:service name="${contractOf(service)}Service">
<wsdl:port name="BasicHttpBinding_${contractOf(service)}" binding="tns:BasicHttpBinding_${contractOf(service)}"><soap:address location="${escapeXml(address)}"/></wsdl:port>
</wsdl:service>
</wsdl:definitions>
`;
};

const contractOf = (service: SoapService) => service === 'Exact.Entity.svc' ? 'Entity' : 'EntitySet';

const sequence = (name: string, content: string) => `<xs:complexType name="${name}"><xs:sequence>${content}</xs:sequence></xs:complexType>`;
const element = (name: string, type: string, more = '') => `<xs:element name="${name}" type="${type}" minOccurs="0"${more}/>`;
const many = ' maxOccurs="unbounded"';

const dataTypes = [
	sequence('PropertyData', `${element('Name', 'xs:string')}${element('NoRights', 'xs:boolean')}${element('Value', 'xs:anyType', ' nillable="true"')}`),
	sequence('ArrayOfPropertyData', element('PropertyData', 'a:PropertyData', many)),
	sequence('EntityData', `${element('EntityName', 'xs:string')}${element('Properties', 'a:ArrayOfPropertyData')}`),
	sequence('ArrayOfEntityData', element('EntityData', 'a:EntityData', many)),
	sequence('EntitiesData', `${element('Entities', 'a:ArrayOfEntityData')}${element('EntityName', 'xs:string')}${element('SessionID', 'xs:long')}`),
	sequence('QueryProperty', `${element('Operation', 'xs:string')}${element('PropertyName', 'xs:string')}${element('PropertyValue', 'xs:anyType', ' nillable="true"')}`),
	sequence('ArrayOfQueryProperty', element('QueryProperty', 'a:QueryProperty', many)),
	sequence('FilterQuery', element('Properties', 'a:ArrayOfQueryProperty')),
	sequence('RetrieveCriteria', `${element('BatchSize', 'xs:long')}${element('EntityName', 'xs:string')}${element('FilterQuery', 'a:FilterQuery')}${element('SessionId', 'xs:long')}`),
].join('\n');

const elements = (operation: SoapOperation) => {
	const [argument, type] = operation === 'RetrieveSet' ? ['criteria', 'a:RetrieveCriteria'] : ['data', 'a:EntityData'];
	const results: Readonly<Partial<Record<SoapOperation, string>>> = {RetrieveSet: 'a:EntitiesData', Create: 'a:EntityData', Retrieve: 'a:EntityData'};
	const result = results[operation] === undefined ? '' : element(`${operation}Result`, results[operation]);
	return `<xs:element name="${operation}"><xs:complexType><xs:sequence>${element(argument, type)}</xs:sequence></xs:complexType></xs:element>
<xs:element name="${operation}Response"><xs:complexType><xs:sequence>${result}</xs:sequence></xs:complexType></xs:element>`;
};
