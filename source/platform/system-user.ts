import os from 'node:os';

/** The name of this process's user; a container can have a user without one. */
export const systemUser = (): string => {
	try {
		return os.userInfo().username;
	} catch {
		return 'unknown';
	}
};
