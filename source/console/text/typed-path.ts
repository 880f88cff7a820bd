import os from 'node:os';

/** A path as it was typed into the console: no shell has put the home folder in the place of `~`. */
export const typedPath = (text: string): string => text.trim().replace(/^~(?=[\/\\]|$)/v, () => os.homedir());
