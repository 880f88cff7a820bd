import {startJob} from './runtime/start-job.js';

await startJob(async () => import('./rp-financial-check/work.js'));
