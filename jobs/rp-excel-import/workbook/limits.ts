const mebibyte = 1024 ** 2;

/** Of Excel itself. */
export const mostRows = 1_048_576;
export const mostColumns = 16_384;
export const mostCharacters = 32_767;

/** Bytes of a workbook as it is attached; it is held in memory. */
export const mostPackedBytes = 128 * mebibyte;

/** Bytes of a sheet, unpacked; it streams. A full one of thirteen columns has about 650 MiB. */
export const mostSheetBytes = 2048 * mebibyte;

/** Bytes of the other parts, unpacked; what they hold stays in memory. */
export const mostSharedTextBytes = 256 * mebibyte;
export const mostStyleBytes = 64 * mebibyte;
export const mostIndexBytes = 4 * mebibyte;

/** Parts of a package: an honest workbook has a few dozen. */
export const mostParts = 10_000;
