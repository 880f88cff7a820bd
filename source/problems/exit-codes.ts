/** Exit codes are public: people script against them. */
export const exitCodes = {
	done: 0,
	failed: 1,
	usage: 2,
	configuration: 3,
	connection: 4,
	rights: 5,
	alreadyRunning: 6,
	timedOut: 7,
	cancelled: 8,
} as const;
