import {startJob} from './runtime/start-job.js';

await startJob(async () => import('./rp-excel-import/work.js'), {hasRoom: true});
