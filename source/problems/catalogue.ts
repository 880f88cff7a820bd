import {accessServerProblems} from './access-servers.js';
import {backOfficeProblems} from './back-office.js';
import {bacoLoginProblems} from './baco-login.js';
import {configurationProblems} from './configuration.js';
import {databaseProblems} from './database.js';
import {demoProblems} from './demo.js';
import {endedOnce} from './ended-once.js';
import {excelImportProblems} from './excel-import.js';
import {identityProblems} from './identity.js';
import {jobProcessProblems} from './job-processes.js';
import {jobProblems} from './jobs.js';
import {logJobProblems} from './log-jobs.js';
import {loginProblems} from './login.js';
import {moveProblems} from './move.js';
import {networkProblems} from './network.js';
import {permissionProblems} from './permission.js';
import {processLogProblems} from './process-log.js';
import {reportProblems} from './report.js';
import {secretProblems} from './secrets.js';
import {serviceProblems} from './service.js';
import {settingsProblems} from './settings.js';
import {setupProblems} from './setup.js';
import {sqlProblems} from './sql.js';
import {syncUserProblems} from './sync-user.js';
import {synergyProblems} from './synergy.js';
import {tlsProblems} from './tls.js';
import {usageProblems} from './usage.js';
import {workbookProblems} from './workbooks.js';
import {webServiceProblems} from './web-services.js';

const rows = {
	...usageProblems,
	...configurationProblems,
	...secretProblems,
	...sqlProblems,
	...synergyProblems,
	...settingsProblems,
	...backOfficeProblems,
	...moveProblems,
	...setupProblems,
	...networkProblems,
	...tlsProblems,
	...loginProblems,
	...databaseProblems,
	...permissionProblems,
	...bacoLoginProblems,
	...accessServerProblems,
	...serviceProblems,
	...identityProblems,
	...syncUserProblems,
	...reportProblems,
	...demoProblems,
	...workbookProblems,
	...logJobProblems,
	...excelImportProblems,
	...jobProblems,
	...processLogProblems,
	...jobProcessProblems,
	...webServiceProblems,
} as const;

export type ProblemId = keyof typeof rows;

/** The one catalogue of errors and findings: each section file adds its rows to it. */
export const catalogue = endedOnce(rows) as typeof rows;
