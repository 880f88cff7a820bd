/** The words of an error body that say most to a person: REST JSON, ATOM or a SOAP EntityFault; undefined when the body has none. At most 500 characters. */
export const faultText = (body: string): string | undefined => {
	const text = (body.trimStart().startsWith('{') ? jsonText(body) : xmlText(body))?.replaceAll(/\s+/gv, ' ').trim();
	return text === undefined || text === '' ? undefined : text.slice(0, 500);
};

type JsonFault = {
	readonly error?: {
		readonly message?: string | {readonly value?: string};
		readonly innererror?: {readonly message?: string; readonly internalexception?: {readonly message?: string}};
	};
};

const jsonText = (body: string): string | undefined => {
	let fault: JsonFault;
	try {
		fault = JSON.parse(body) as JsonFault;
	} catch {
		return undefined;
	}

	const {message, innererror} = fault.error ?? {};
	return [innererror?.internalexception?.message, innererror?.message, typeof message === 'string' ? message : message?.value].find(text => typeof text === 'string' && text.trim() !== '');
};

/** The exceptions inside an EntityFault say more than its own message, and that more than the fault string. */
const xmlText = (body: string): string | undefined => {
	const exceptions = /<(?:\w+:)?Exceptions[\s>](?<inner>.*?)<\/(?:\w+:)?Exceptions>/sv.exec(body)?.groups?.inner ?? '';
	const outside = body.replace(exceptions, '');
	return [...elements(exceptions, 'Message'), ...elements(outside, 'Message'), ...elements(outside, 'message'), ...elements(outside, 'faultstring')].find(text => text.trim() !== '');
};

const elements = (body: string, name: string): string[] =>
	body.matchAll(new RegExp(String.raw`<(?:\w+:)?${name}(?:\s[^>]*)?>(?<text>[^<]*)<`, 'gv')).map(match => decode(match.groups!.text!)).toArray();

const decode = (text: string): string =>
	text.replaceAll(/&(?<name>lt|gt|quot|apos|amp);/gv, (_match, name: string) => entities[name]!)
		.replaceAll(/&#(?<code>\d{1,7});/gv, (match, code: string) => Number(code) <= 0x10_FF_FF ? String.fromCodePoint(Number(code)) : match);

const entities: Readonly<Record<string, string>> = {
	lt: '<', gt: '>', quot: '"', apos: '\'', amp: '&',
};
