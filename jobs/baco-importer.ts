import {startJob} from './runtime/start-job.js';

await startJob(async () => import('./baco-importer/work.js'));
