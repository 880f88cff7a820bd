/** A change that the console can make to mend a finding. */
export type RepairOffer = {
	readonly kind: 'access-server';
	readonly division: string;
	readonly rowId: number;
	readonly column: 'MachineName' | 'IPAddress';
	readonly before: string;
	readonly after: string;
};
