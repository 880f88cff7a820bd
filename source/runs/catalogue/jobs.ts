import {aspRunAll} from './asp-run-all.js';
import {aspUpdateAll} from './asp-update-all.js';
import {bacoImporter} from './baco-importer.js';
import {bacoProcessRatios} from './baco-process-ratios.js';
import {bacoReplicator2} from './baco-replicator2.js';
import {bdScheduler} from './bd-scheduler.js';
import {blCustomerStatus} from './bl-customer-status.js';
import {blProcess} from './bl-process.js';
import {compressItemAttachments} from './compress-item-attachments.js';
import {crmRating} from './crm-rating.js';
import {errorLogChecker} from './error-log-checker.js';
import {exactFullText} from './exact-full-text.js';
import {hrBgJobs} from './hr-bg-jobs.js';
import {hrBgProj} from './hr-bg-proj.js';
import {hrMail} from './hr-mail.js';
import type {Job, JobGroup} from './job.js';
import {logHandler} from './log-handler.js';
import {rpExcelImport} from './rp-excel-import.js';
import {rpFinancialCheck} from './rp-financial-check.js';
import {scan2Exact} from './scan2exact.js';
import {synergyExchange} from './synergy-exchange.js';

/** Every background job of Exact Synergy, by group. */
export const jobs: readonly Job[] = [
	rpExcelImport,
	bacoImporter,
	bacoReplicator2,
	rpFinancialCheck,
	bacoProcessRatios,
	bdScheduler,
	exactFullText,
	compressItemAttachments,
	scan2Exact,
	hrBgJobs,
	hrMail,
	synergyExchange,
	hrBgProj,
	blCustomerStatus,
	crmRating,
	blProcess,
	logHandler,
	errorLogChecker,
	aspRunAll,
	aspUpdateAll,
];

export const groupTitles: Readonly<Record<JobGroup, string>> = {
	financial: 'Financial', documents: 'Documents', people: 'People', accounts: 'Accounts', system: 'System', hosting: 'Hosting',
};
