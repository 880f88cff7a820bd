import type {RepairOffer} from './repair-offer.js';

/** The command that makes an offered repair. It says which value was seen, so that pasted later it overwrites no other one. */
export const repairCommand = ({division, rowId, column, before, after}: RepairOffer, profile: string): string => [
	'baco access-servers repair', division, '--row', rowId, column === 'MachineName' ? '--machine-name' : '--ip-address', quoted(after), '--expect', quoted(before), '--profile', profile,
].join(' ');

/** One word for a POSIX shell, whatever a database holds. */
const quoted = (value: string) => `'${value.replaceAll('\'', String.raw`'\''`)}'`;
