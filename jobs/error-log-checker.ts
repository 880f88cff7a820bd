import {startJob} from './runtime/start-job.js';

await startJob(async () => import('./error-log-checker/work.js'));
