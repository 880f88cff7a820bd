import type {ProcessLogRow} from './contract.js';

/** The message as a person reads it, what is to be known of it first. */
export const messageText = ({text, note}: Pick<ProcessLogRow, 'text' | 'note'>): string => note === undefined ? text : `${note} ${text}`;
