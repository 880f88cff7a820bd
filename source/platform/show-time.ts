/** A moment in the time zone of this machine, as in `2026-11-22 08:30 GMT+1`. */
export const localTime = (date: Date): string => {
	const parts = Object.fromEntries(format().formatToParts(date).map(({type, value}) => [type, value]));
	return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute} ${parts.timeZoneName}`;
};

/** The same with seconds: `2026-11-22 08:30:05 GMT+1`. */
export const localSeconds = (date: Date): string => {
	const [day, time, zone] = localTime(date).split(' ', 3);
	return `${day} ${time}:${String(date.getSeconds()).padStart(2, '0')} ${zone}`;
};

/** The time of day on the clock of this machine, with milliseconds: `08:30:05.042`. */
export const clockText = (date: Date): string => `${[date.getHours(), date.getMinutes(), date.getSeconds()].map(part => String(part).padStart(2, '0')).join(':')}.${String(date.getMilliseconds()).padStart(3, '0')}`;

/** A datetime column as it is stored, as in `2026-11-22 07:30`: such a column has no time zone, the driver reads it as UTC. */
export const storedTime = (date: Date): string => date.toISOString().slice(0, 16).replace('T', ' ');

/** As above, with seconds: rows of a log that belong together are told apart. */
export const storedSeconds = (date: Date): string => date.toISOString().slice(0, 19).replace('T', ' ');

/** Made at each call, as the time zone is read from the environment. */
const format = () => new Intl.DateTimeFormat('en-GB', {
	year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short',
});
