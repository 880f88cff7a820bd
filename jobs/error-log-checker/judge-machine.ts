import {countOf} from '../../source/platform/count-of.js';
import {isHost} from '../../source/profiles/server-address.js';
import type {Restarts} from '../../source/profiles/profile.js';

/** Why a machine is not restarted; undefined when it may be. `restartedAt` and `now` are of the server's clock. */
export const judgeMachine = (machine: string, {servers = [], coolDownMinutes = usualCoolDown}: Restarts, {restartedAt, now}: {readonly restartedAt: Date | undefined; readonly now: Date}): string | undefined => {
	if (!isHost(machine)) {
		return machine === '' ? 'the entry names no machine' : 'that is no host name';
	}

	if (servers.every(server => server.toLowerCase() !== machine.toLowerCase())) {
		return 'it is not on the list of the profile';
	}

	// A clock that was set back must not keep it away for ever.
	const minutes = restartedAt === undefined ? Infinity : Math.abs(now.getTime() - restartedAt.getTime()) / 60_000;
	return minutes < coolDownMinutes ? `it was restarted ${countOf(Math.floor(minutes), 'minute')} ago, and is left alone for ${coolDownMinutes}` : undefined;
};

const usualCoolDown = 15;
