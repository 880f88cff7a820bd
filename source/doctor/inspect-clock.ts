import {statSync} from 'node:fs';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {pass, warn, type DoctorCheck} from './check.js';

/** Whether the clock can be right: certificates and the times of the audit log depend on it. `now` in milliseconds. */
export const inspectClock = (now: number, installedAt = installationTime(), platform: NodeJS.Platform = process.platform): DoctorCheck[] => {
	const shown = `${new Date(now).toISOString()}, ${new Intl.DateTimeFormat().resolvedOptions().timeZone}`;
	const isBefore = now < installedAt - 86_400_000;
	return [isBefore
		? warn('clock', 'Clock', `${shown}: earlier than the day this program was installed`, `Set the clock (${platform === 'win32' ? 'w32tm /resync' : 'timedatectl set-ntp true'}): certificates will not be valid.`)
		: pass('clock', 'Clock', shown)];
};

const installationTime = () => statSync(fileURLToPath(import.meta.url)).mtimeMs;
