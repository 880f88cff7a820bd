import test from 'ava';
import fc from 'fast-check';
import {BacoError} from '../../source/problems/baco-error.js';
import {namespaces} from '../../source/web-services/namespaces.js';
import {readRequest} from '../../source/web-services/soap/read-request.js';
import {escapeXml} from '../../source/web-services/soap/escape-xml.js';
import {problemId} from '../problem-id.js';
import {typedSettings} from '../../source/web-services/typed-settings.js';

const envelope = (body: string) => `<e:Envelope xmlns:e="${namespaces.envelope}" xmlns="${namespaces.services}" xmlns:d="${namespaces.data}" xmlns:i="${namespaces.instance}" xmlns:x="${namespaces.schema}"><e:Body>${body}</e:Body></e:Envelope>`;
const property = (name: string, value: string) => `<d:PropertyData><d:Name>${name}</d:Name>${value}</d:PropertyData>`;
const update = (properties: string) => envelope(`<Update><data><d:EntityName>UpdateMacAddress</d:EntityName><d:Properties>${properties}</d:Properties></data></Update>`);

test('an update with a value of every type', t => {
	const properties = [
		property('Code', '<d:Value i:type="x:string">120</d:Value>'),
		property('BackOfficeEnabled', '<d:Value i:type="x:boolean">true</d:Value>'),
		property('BackOfficeType', '<d:Value i:type="x:int">6</d:Value>'),
		property('BackOfficeUser', '<d:Value i:nil="true"/>'),
	];
	const request = readRequest(update(properties.join('')));
	t.deepEqual(request, {
		operation: 'Update',
		entityName: 'UpdateMacAddress',
		values: {
			Code: '120', BackOfficeEnabled: true, BackOfficeType: 6, BackOfficeUser: null,
		},
		queries: [],
		batchSize: 0,
	});
});

test('criteria with their operators', t => {
	const {queries, batchSize} = readRequest(envelope('<RetrieveSet><criteria><d:BatchSize>5</d:BatchSize><d:EntityName>GetMacAddress</d:EntityName><d:FilterQuery><d:Properties><d:QueryProperty><d:Operation>&gt;=</d:Operation><d:PropertyName>Code</d:PropertyName><d:PropertyValue i:type="x:string">200</d:PropertyValue></d:QueryProperty></d:Properties></d:FilterQuery></criteria></RetrieveSet>'));
	t.deepEqual(queries, [{name: 'Code', operation: '>=', value: '200'}]);
	t.is(batchSize, 5);
});

const refused: ReadonlyArray<readonly [title: string, xml: string]> = [
	['nothing', ''],
	['no XML', 'hello'],
	['cut off', update('').slice(0, -20)],
	['not SOAP', '<a/>'],
	['SOAP 1.2', envelope('').replace(namespaces.envelope, 'https://www.w3.org/2003/05/soap-envelope')],
	['an empty body', envelope('')],
	['an unknown operation', envelope('<Drop/>')],
	['no entity', envelope('<Update><data/></Update>')],
	['a value without type', update(property('Code', '<d:Value>120</d:Value>'))],
	['a type that is not known', update(property('Code', '<d:Value i:type="x:base64Binary">AA==</d:Value>'))],
	['no boolean', update(property('BackOfficeEnabled', '<d:Value i:type="x:boolean">perhaps</d:Value>'))],
	['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${update('')}`],
	['entities of its own', update(property('Code', '<d:Value i:type="x:string">&b;</d:Value>'))],
	['another namespace', envelope('<Update xmlns="urn:other"/>')],
];
for (const [title, xml] of refused) {
	test(`refused: ${title}`, t => {
		t.is(problemId(() => readRequest(xml)), 'SERVE-REQUEST');
	});
}

test('any text is a request or a clear refusal', t => {
	const anyText = fc.property(fc.string(), fc.nat(), (text, place) => {
		const whole = update('');
		const at = place % whole.length;
		const outcomes = [text, whole.slice(0, at) + text + whole.slice(at)].map(xml => problemId(() => readRequest(xml)));
		t.deepEqual(outcomes.filter(outcome => !['done', 'SERVE-REQUEST'].includes(outcome)), []);
	});
	fc.assert(anyText);
});

test('what is escaped is read as it was', t => {
	fc.assert(fc.property(fc.string({unit: 'grapheme'}), text => {
		// XML itself has no control characters, and reads every end of line as one.
		fc.pre(!/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/v.test(text));
		const sent = property('BackOfficeUser', `<d:Value i:type="x:string">${escapeXml(text)}</d:Value>`);
		const {values} = readRequest(update(sent));
		t.is(values.BackOfficeUser, text);
	}));
});

test('secrets, unknown properties, read-only ones and wrong types are refused together', t => {
	const error = t.throws(() => typedSettings({
		BackOfficePwd: 'x', Nothing: 1, Name: 'x', BackOfficeEnabled: 'yes', BackOfficeType: 1.5,
	}), {instanceOf: BacoError});
	t.is(error.id, 'SERVE-PROPERTY');
	for (const name of ['BackOfficePwd', 'Nothing', 'Name', 'BackOfficeEnabled', 'BackOfficeType']) {
		t.regex(error.message, new RegExp(name, 'v'));
	}
});
