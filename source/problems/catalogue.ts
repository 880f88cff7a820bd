import {accessServerProblems} from './access-servers.js';
import {bacoLoginProblems} from './baco-login.js';
import {databaseProblems} from './database.js';
import {identityProblems} from './identity.js';
import {loginProblems} from './login.js';
import {networkProblems} from './network.js';
import {permissionProblems} from './permission.js';
import {serviceProblems} from './service.js';
import {settingsProblems} from './settings.js';
import {tlsProblems} from './tls.js';
import {usageProblems} from './usage.js';

/** The one catalogue of errors and findings: each section file adds its rows here. */
export const catalogue = {
	...usageProblems,
	...settingsProblems,
	...networkProblems,
	...tlsProblems,
	...loginProblems,
	...databaseProblems,
	...permissionProblems,
	...bacoLoginProblems,
	...accessServerProblems,
	...serviceProblems,
	...identityProblems,
} as const;

export type ProblemId = keyof typeof catalogue;
