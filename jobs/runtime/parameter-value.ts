import {isHost} from '../../source/profiles/server-address.js';
import {documentKey} from '../../source/runs/catalogue/document-key.js';
import type {JobParameter} from '../../source/runs/catalogue/job.js';

/** Text, a number, true for a switch, or the codes of a list. */
export type ParameterValue = string | number | boolean | readonly string[];

export type ReadValue = {readonly value: ParameterValue} | {readonly fault: string};

/** The typed value of a parameter, or what is wrong with it. */
export const readValue = (parameter: JobParameter, text: string): ReadValue => {
	const given = `/${parameter.name}:${text}`;
	if (text.trim() === '') {
		return {fault: `${given} has no value`};
	}

	const fault = parameter.check?.(text);
	return fault === undefined ? readers[parameter.type](text.trim(), given, parameter) : {fault: `${given} ${fault}`};
};

type Reader = (text: string, given: string, parameter: JobParameter) => ReadValue;

const readers: Readonly<Record<JobParameter['type'], Reader>> = {
	divisions(text, given) {
		const codes = text.split(',').map(code => code.trim());
		const wrong = codes.find(code => !isCode(code));
		return wrong === undefined ? {value: [...new Set(codes)]} : {fault: `${given} holds ${wrong === '' ? 'an empty code' : `${JSON.stringify(wrong)}, which is no division code (1 to 3 characters)`}`};
	},
	division: (text, given) => isCode(text) ? {value: [text]} : {fault: `${given} takes one division code (1 to 3 characters)`},
	choice(text, given, {choices = []}) {
		return choices.some(({value}) => value === text) ? {value: text} : {fault: `${given} takes ${choices.map(({value}) => value).join(', ')}`};
	},
	number: (text, given) => /^\d{1,9}(?:\.\d{1,9})?$/v.test(text) ? {value: Number(text)} : {fault: `${given} takes a number of 0 or more, such as 2 or 0.005`},
	host: (text, given) => isHost(text) ? {value: text} : {fault: `${given} takes a host name or an IP address`},
	document: (text, given) => documentKey(text) === undefined ? {fault: `${given} takes the number of a document, such as 00.012.345, or its ID`} : {value: text},
	text: text => ({value: text}),
	switch: (_text, given) => ({fault: `${given} takes no value`}),
};

const isCode = (code: string) => /^[^\s,]{1,3}$/v.test(code);
