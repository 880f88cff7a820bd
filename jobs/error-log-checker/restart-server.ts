import process from 'node:process';
import {execa} from 'execa';
import {redact} from '../../source/platform/redact.js';

/**
Restarts the web service of a machine; resolves with what is to be said of it. Rejects with an error in plain words when it could not, also
when that took too long: whether the machine restarts then is not known.
*/
export type RestartServer = (server: string) => Promise<string>;

/** Microsoft's own tool: it stops and starts IIS of a machine in the network, and waits for both. */
export const usualCommand = ['iisreset', '{server}', '/RESTART'] as const;

/**
Restarts with a command: its program and arguments, `{server}` replaced by the name. No shell sees the name. Where the vendor's tool does not
run, or the service is behind a load balancer, the profile names another program; its exit code 0 is success.
*/
export const restartByCommand = ([file, ...args]: readonly string[]): RestartServer => async server => {
	const {failed, timedOut, exitCode, all, originalMessage} = await execa(file!, args.map(argument => argument.replaceAll('{server}', () => server)), {
		all: true, reject: false, stdin: 'ignore', timeout: timeoutMs(), windowsHide: true, maxBuffer: 64 * 1024,
	});
	if (timedOut) {
		throw new Error(`${file} did not end in ${timeoutMs() / 1000} s`);
	}

	const said = redact(all.replaceAll(/\s+/gv, ' ').trim()).slice(0, 500);
	if (failed) {
		throw new Error(`${exitCode === undefined ? originalMessage ?? `${file} cannot be run` : `${file} ended with ${exitCode}`}${said === '' ? '' : `: ${said}`}`);
	}

	return said;
};

/** `iisreset` itself waits up to a minute for the stop and 20 seconds for the start. */
const timeoutMs = () => {
	const {BACO_RESTART_SECONDS: seconds} = process.env;
	return (seconds !== undefined && /^\d{1,4}$/v.test(seconds) ? Number(seconds) : 180) * 1000;
};
