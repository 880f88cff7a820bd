/** How many entries make about as many lines as a transaction may have. */
export const stepOf = ({entries, lines}: {readonly entries: number; readonly lines: number}): number => Math.max(1, Math.floor(linesAtOnce / (lines / Math.max(1, entries))));

/** Lines of one transaction: SQL Server turns 5,000 locks of a statement into one on the whole table. */
const linesAtOnce = 4000;
