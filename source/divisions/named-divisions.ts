import {agree} from '../platform/count-of.js';

/** `divisions 100, 110`: in words, the first of many by their codes. */
export const namedDivisions = (codes: readonly string[], most = 12): string => `${agree(codes.length, 'division', 'divisions')} ${codes.slice(0, most).join(', ')}${codes.length > most ? ` and ${codes.length - most} more` : ''}`;
