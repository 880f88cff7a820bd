/** Runs the vendor's jobs of Enterprise releases. */
export const hostProgram = 'Exact.Process.exe';
