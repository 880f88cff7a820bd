import {shellWord} from '../platform/shell-word.js';
import type {RepairOffer} from './repair-offer.js';

/** The command that makes an offered repair. It says which value was seen, so that pasted later it overwrites no other one. */
export const repairCommand = ({division, rowId, column, before, after}: RepairOffer, profile: string): string => [
	'baco access-servers repair', division, '--row', rowId, column === 'MachineName' ? '--machine-name' : '--ip-address', shellWord(after), '--expect', shellWord(before), '--profile', profile,
].join(' ');
