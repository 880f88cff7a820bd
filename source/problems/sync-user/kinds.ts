import {exitCodes} from '../exit-codes.js';
import type {Entry} from '../problem.js';

type Texts = Entry['explain'];

const kind = (exitCode: number) => (explain: Texts, dutch: Texts) => ({exitCode, explain, dutch});

export const found = kind(exitCodes.failed);
export const unreached = kind(exitCodes.connection);
export const refused = kind(exitCodes.rights);
export const set = kind(exitCodes.configuration);
export const used = kind(exitCodes.usage);
