/** One thing that was looked at before a start. */
export type Check = {
	readonly id: string;
	readonly title: string;
	readonly status: 'pass' | 'warn' | 'fail' | 'skipped';
	/** What was seen, without a full stop at its end. */
	readonly detail: string;
	/** What to do about it; empty when nothing is to be done. */
	readonly fix: string;
	/** What was seen, for a program. */
	readonly evidence?: Readonly<Record<string, string | number>>;
	/** Of a failure that has a code of its own. */
	readonly exitCode?: number;
};

export const passed = (id: string, title: string, detail: string): Check => ({
	id, title, status: 'pass', detail: withoutStop(detail), fix: '',
});

export const warned = (id: string, title: string, detail: string, fix: string): Check => ({
	id, title, status: 'warn', detail: withoutStop(detail), fix,
});

export const failed = (id: string, title: string, detail: string, fix: string): Check => ({
	id, title, status: 'fail', detail: withoutStop(detail), fix,
});

export const skipped = (id: string, title: string, detail: string): Check => ({
	id, title, status: 'skipped', detail: withoutStop(detail), fix: '',
});

const withoutStop = (detail: string): string => detail.replace(/\.$/v, '');
