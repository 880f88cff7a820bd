import {startJob} from './runtime/start-job.js';

await startJob(async () => import('./log-handler/work.js'));
