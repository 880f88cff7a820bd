/** A number of bytes as a person reads it: `512 KiB`, `8.0 MiB`, `1.5 GiB`. */
export const showBytes = (bytes: number): string => {
	const unit = bytes < 1024 ** 2 ? 'KiB' : (bytes < 1024 ** 3 ? 'MiB' : 'GiB');
	const value = bytes / {KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3}[unit];
	return `${unit !== 'KiB' && value < 10 ? value.toFixed(1) : Math.floor(value)} ${unit}`;
};
