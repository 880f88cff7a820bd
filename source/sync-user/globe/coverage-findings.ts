import {finding, type Finding} from '../../problems/finding.js';
import type {CompanyName, Coverage, WindowsLogin} from '../contract.js';

/** What is wrong with the divisions of the user of a Globe connection, and with its Windows login. */
export const coverageFindings = (coverage: Coverage | undefined, windowsLogin: WindowsLogin, facts: Readonly<Record<string, unknown>>): readonly Finding[] => [
	...found('SYNC-GLOBE-MISSING', coverage?.missing, facts),
	...found('SYNC-GLOBE-BLOCKED', coverage?.blocked, facts),
	...found('SYNC-GLOBE-UNKNOWN', coverage?.unknown, facts),
	...(windowsLogin.state === 'disabled' ? [finding('SYNC-GLOBE-WINDOWS', 'warn', {...facts, login: windowsLogin.name})] : []),
];

const found = (id: 'SYNC-GLOBE-MISSING' | 'SYNC-GLOBE-BLOCKED' | 'SYNC-GLOBE-UNKNOWN', companies: readonly CompanyName[] = [], facts: Readonly<Record<string, unknown>> = {}): Finding[] => companies.length === 0
	? []
	: [finding(id, 'warn', {...facts, divisions: companies.map(({code, name, reason}) => `${[code, name].filter(part => part !== '').join(' ')} (${reason})`)})];
