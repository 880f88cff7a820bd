/** How the demo process says why it ended before it was ready. */
export const demoExitCodes = {
	failed: 1,
	/** The folder holds sample data of another version. */
	otherVersion: 3,
	/** Another demo process has the folder. */
	alreadyRunning: 6,
} as const;
