import {BacoError} from '../../problems/baco-error.js';
import type {SystemCompany} from '../contract.js';
import {busyProblem, exchange} from '../web/read-json.js';

/** The offices that the user of a token may open, from the XML service of the cluster. Rejects with SYNC-401 for a token that is not taken. */
export const readOffices = async (cluster: string, accessToken: string, signal: AbortSignal): Promise<SystemCompany[]> => {
	const url = `${cluster.replace(/\/$/v, '')}/webservices/processxml.asmx`;
	const answer = await exchange({
		url,
		method: 'POST',
		headers: {'content-type': 'text/xml; charset=utf-8', soapaction: '"https://www.twinfield.com/ProcessXmlString"', accept: 'text/xml'},
		body: envelope(accessToken),
		signal,
	});
	const fault = /<faultstring[^>]*>(?<text>[^<]*)</v.exec(answer.text)?.groups?.text;
	if (fault !== undefined) {
		throw new BacoError(/code (?:103|354)/v.test(fault) ? 'SYNC-401' : 'SYNC-ANSWER', {status: answer.status, message: fault.slice(0, 200)});
	}

	const busy = busyProblem(url, answer);
	if (busy !== undefined) {
		throw busy;
	}

	const result = /<ProcessXmlStringResult>(?<text>[\s\S]*?)<\/ProcessXmlStringResult>/v.exec(answer.text)?.groups?.text;
	if (result === undefined) {
		throw new BacoError('SYNC-ANSWER', {status: answer.status, detail: 'an answer without a list of offices'});
	}

	return decode(result).matchAll(/<office(?<attributes>[^>]*)>(?<code>[^<]*)<\/office>/gv).map(({groups}) => ({
		code: decode(groups!.code!).trim(),
		hid: '',
		name: decode(/\sname="(?<name>[^"]*)"/v.exec(groups!.attributes!)?.groups?.name ?? ''),
	})).toArray();
};

const envelope = (accessToken: string) => `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header><Header xmlns="http://www.twinfield.com/"><AccessToken>${accessToken}</AccessToken></Header></soap:Header><soap:Body>
<ProcessXmlString xmlns="http://www.twinfield.com/"><xmlRequest><![CDATA[<list><type>offices</type></list>]]></xmlRequest></ProcessXmlString></soap:Body></soap:Envelope>`;

const decode = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', '\'').replaceAll('&amp;', '&');
