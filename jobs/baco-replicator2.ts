import {startJob} from './runtime/start-job.js';

await startJob(async () => import('./baco-replicator2/work.js'));
