/** What the reading of schedules cannot see: a job without a schedule there may have one all the same. */
export const unseen = 'Windows Task Scheduler, systemd and the SQL Server Agents of other servers are not read';
