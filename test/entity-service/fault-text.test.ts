import test from 'ava';
import fc from 'fast-check';
import {diagnoseResponse, diagnoseServiceError} from '../../source/entity-service/diagnose-response.js';
import {faultText} from '../../source/entity-service/fault-text.js';
import {offeredSchemes, parseAccount} from '../../source/entity-service/read-with-ntlm.js';
import type {ProblemId} from '../../source/problems/catalogue.js';

const rest = (inner: object) => JSON.stringify({error: {code: '', message: {lang: 'en', value: 'outer'}, ...inner}});
const soap = (detail: string) => `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring xml:lang="en">The creator of this fault did not specify a Reason.</faultstring><detail>${detail}</detail></s:Fault></s:Body></s:Envelope>`;

const bodies: ReadonlyArray<[string, string, string | undefined]> = [
	['REST, internal exception', rest({innererror: {message: 'inner', internalexception: {message: 'the real reason'}}}), 'the real reason'],
	['REST, inner error', rest({innererror: {message: 'inner'}}), 'inner'],
	['REST, message value', rest({}), 'outer'],
	['REST, message as text', JSON.stringify({error: {message: 'plain'}}), 'plain'],
	['ATOM', '<error xmlns="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><code/><message xml:lang="en">no &lt;row&gt;</message></error>', 'no <row>'],
	['SOAP, first exception with words', soap('<EntityFault xmlns="http://www.exactsoftware.com/schemas/faults/"><Exceptions><WSExceptionInfo><Message></Message></WSExceptionInfo><WSExceptionInfo><Message>MacAddress2 unknown</Message></WSExceptionInfo></Exceptions><Message>An error</Message></EntityFault>'), 'MacAddress2 unknown'],
	['SOAP, the fault itself', soap('<EntityFault><Exceptions/><Message>An error</Message></EntityFault>'), 'An error'],
	['SOAP, the fault string', soap(''), 'The creator of this fault did not specify a Reason.'],
	['HTML', '<html><body>Bad gateway</body></html>', undefined],
	['nothing', '', undefined],
	['broken JSON', '{"error":', undefined],
];
for (const [title, body, expected] of bodies) {
	test(`best text: ${title}`, t => {
		t.is(faultText(body), expected);
	});
}

test('no body makes the reader fail', t => {
	fc.assert(fc.property(fc.string(), fc.string(), (a, b) => {
		t.notThrows(() => faultText(`<Exceptions>${a}<Message>${b}`));
		t.notThrows(() => faultText(`{${a}`));
	}));
});

const answers: ReadonlyArray<[ProblemId | undefined, number, string | undefined]> = [
	[undefined, 200, undefined],
	['SVC-3', 404, undefined],
	['SVC-4', 401, undefined],
	['SVC-5', 403, undefined],
	['SVC-5', 500, 'NoRights'],
	['SVC-5', 500, 'User x is not an active employee, or has no rights for this entity.'],
	['SVC-6', 500, 'Login failed for user \'Baco\'.'],
	['SVC-6', 500, undefined],
	['SVC-7', 503, 'Service Unavailable'],
	['SVC-13', 418, undefined],
	['BAS-NOROW', 500, 'MacAddress2: machine BIKEAPP01 is not registered in this administration.'],
	['IIS-1', 500, String.raw`Access to the path 'C:\Windows\Microsoft.NET\Framework\v2.0.50727\Temporary ASP.NET Files\x' is denied.`],
	['LIC-1', 403, 'Licence option 998 is missing'],
	['WS-1', 403, 'The web service GetMacAddress is not enabled.'],
];
for (const [id, status, text] of answers) {
	test(`answer ${status} ${text ?? ''} is ${id ?? 'no error'}`, t => {
		t.is(diagnoseResponse(status, text), id);
	});
}

test('errors of the connection to the service', t => {
	t.is(diagnoseServiceError('ECONNREFUSED'), 'SVC-1');
	t.is(diagnoseServiceError('ETIMEDOUT'), 'SVC-2');
	t.is(diagnoseServiceError('EHOSTUNREACH'), 'SVC-2');
	t.is(diagnoseServiceError('DEPTH_ZERO_SELF_SIGNED_CERT'), 'SVC-8');
	t.is(diagnoseServiceError('EPROTO'), 'SVC-8');
	t.is(diagnoseServiceError('HPE_INVALID_CONSTANT'), 'SVC-13');
});

test('accounts and schemes', t => {
	t.deepEqual(parseAccount(String.raw`DELTABIKE\svc-synergy`, 'x'), {domain: 'DELTABIKE', user: 'svc-synergy', password: 'x'});
	t.deepEqual(parseAccount('svc@deltabike.example', 'x'), {domain: '', user: 'svc@deltabike.example', password: 'x'});
	t.deepEqual(offeredSchemes({status: 401, headers: {'www-authenticate': 'Negotiate, NTLM'}, body: ''}), ['Negotiate', 'NTLM']);
	t.deepEqual(offeredSchemes({status: 401, headers: {}, body: ''}), []);
});
