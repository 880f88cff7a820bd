import type {Leftovers} from './contract.js';

/** Leftovers as a person reads them, one line each. */
export const leftoversText = ({found, looked, notLooked}: Leftovers): string[] => [
	found.length === 0 ? 'Nothing of it was found.' : 'What is left of it',
	...found.map(({place, detail, fix}) => `  - ${place}: ${detail}.${fix === '' ? '' : ` ${fix}`}`),
	...(looked.length === 0 ? [] : [`  Looked into: ${looked.join(', ')}`]),
	...notLooked.map(({place, reason}) => `  Not looked into ${place}: ${reason}`),
].map(line => line.replaceAll(/\p{Control}+/gv, ' '));
