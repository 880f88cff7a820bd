/* eslint-disable unicorn/prefer-https -- a namespace is a name, not an address: the vendor's have http */
/** Names of the vendor's SOAP interface, and of the standards below it. */
export const namespaces = {
	envelope: 'http://schemas.xmlsoap.org/soap/envelope/',
	wsdl: 'http://schemas.xmlsoap.org/wsdl/',
	wsdlSoap: 'http://schemas.xmlsoap.org/wsdl/soap/',
	transport: 'http://schemas.xmlsoap.org/soap/http',
	instance: 'http://www.w3.org/2001/XMLSchema-instance',
	schema: 'http://www.w3.org/2001/XMLSchema',
	services: 'http://www.exactsoftware.com/services/entities/',
	data: 'http://www.exactsoftware.com/schemas/entities/',
	faults: 'http://www.exactsoftware.com/schemas/faults/',
} as const;
