export type Flow = 'loopback' | 'device' | 'paste' | 'credentials';

export type Offered = {
	readonly consent: 'authorisation-code' | 'credentials' | 'office-pages';
	/** The registered redirect address is on the browser's own machine. */
	readonly canLoopBack: boolean;
	readonly hasDeviceGrant: boolean;
};

/** The flows that can be used, the best one first: by where baco runs, and by what the server offers. */
export const flowsOf = ({consent, canLoopBack, hasDeviceGrant}: Offered, environment: Readonly<NodeJS.ProcessEnv>, platform: NodeJS.Platform): Flow[] => {
	if (consent !== 'authorisation-code') {
		return consent === 'credentials' ? ['credentials'] : [];
	}

	const loopback: Flow[] = canLoopBack ? ['loopback'] : [];
	const device: Flow[] = hasDeviceGrant ? ['device'] : [];
	// Device codes can be phished, and the browser of this machine cannot.
	return hasBrowser(environment, platform) ? [...loopback, ...device, 'paste'] : [...device, 'paste', ...loopback];
};

/** Whether a browser is likely to run where baco does. */
export const hasBrowser = (environment: Readonly<NodeJS.ProcessEnv>, platform: NodeJS.Platform): boolean => {
	const isSet = (name: string) => environment[name] !== undefined && environment[name] !== '';
	return !isRemote(environment) && (platform !== 'linux' || isSet('DISPLAY') || isSet('WAYLAND_DISPLAY'));
};

/** Whether the person sits at another machine. */
export const isRemote = (environment: Readonly<NodeJS.ProcessEnv>): boolean => ['SSH_CONNECTION', 'SSH_TTY', 'SSH_CLIENT'].some(name => environment[name] !== undefined && environment[name] !== '');

/** How a browser on the operator's own machine reaches a port of this one. */
export const forwardHint = (port: number, environment: Readonly<NodeJS.ProcessEnv>, host: string, user: string): string => {
	const address = (environment.SSH_CONNECTION ?? '').split(' ', 3).at(2) ?? host;
	return `ssh -L ${port}:127.0.0.1:${port} ${user}@${address}`;
};
