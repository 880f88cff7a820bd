/** How a run is named in the first and the last row that its job writes into the process report: ` (run ID)`. Empty for a job that no run started. */
export const runMark = (id: string | undefined): string => id === undefined || id === '' ? '' : ` (run ${id})`;
