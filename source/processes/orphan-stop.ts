// Ends one job whose supervisor is gone: started detached by whoever wants its end, so that the stop goes on without them.
import process from 'node:process';
import {stopOrphan} from '../runs/supervisor/stop-orphan.js';

process.on('SIGHUP', () => undefined);
await stopOrphan(process.argv[2]!);
