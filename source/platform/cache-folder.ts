import path from 'node:path';
import {paths} from './paths.js';

/** Where compiled code is kept between starts. */
export const cacheFolder = (): string => path.join(paths().cache, 'compiled');
