// Owns one run of a job: started detached by whoever launches it, with its order on standard input, and alive until the job's end.
import process from 'node:process';
import {text} from 'node:stream/consumers';
import type {SupervisorAnswer, SupervisorOrder} from '../runs/supervisor/contract.js';
import {supervise} from '../runs/supervisor/supervise.js';

// Whoever launched it may be gone.
process.stdout.on('error', () => undefined);
process.on('SIGHUP', () => undefined);

const order = JSON.parse(await text(process.stdin)) as SupervisorOrder;
try {
	await supervise(order, tell);
} catch (error) {
	tell({ok: false, reason: error instanceof Error ? error.message : String(error)});
	process.exitCode = 1;
}

// eslint-disable-next-line unicorn/no-process-exit -- a pipe that a grandchild of the job holds must not keep it
process.exit();

function tell(answer: SupervisorAnswer) {
	process.stdout.write(`${JSON.stringify(answer)}\n`);
}
