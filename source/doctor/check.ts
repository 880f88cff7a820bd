/** One line of `baco doctor`. */
export type DoctorCheck = {
	readonly id: string;
	readonly title: string;
	readonly status: 'pass' | 'warn' | 'fail';
	/** What was seen. */
	readonly detail: string;
	readonly fix?: string;
};

export const pass = (id: string, title: string, detail: string): DoctorCheck => ({
	id, title, status: 'pass', detail,
});

export const warn = (id: string, title: string, detail: string, fix: string): DoctorCheck => ({
	id, title, status: 'warn', detail, fix,
});

export const fail = (id: string, title: string, detail: string, fix: string): DoctorCheck => ({
	id, title, status: 'fail', detail, fix,
});
