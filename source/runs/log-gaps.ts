import {agree, countOf} from '../platform/count-of.js';
import {localSeconds} from '../platform/show-time.js';
import type {LogGap} from './contract.js';

/** `12 lines are missing after line 40, from 2026-11-27 14:05:01 GMT+1 on: they could not be written (ENOSPC, the disk is full).` */
export const gapText = ({lines, after, from, to, reason}: LogGap): string =>
	`${countOf(lines, 'line')} ${agree(lines, 'is', 'are')} missing after line ${after}, from ${localSeconds(new Date(from))} ${to === null ? 'on' : `to ${localSeconds(new Date(to))}`}: ${agree(lines, 'it', 'they')} could not be written (${reason}${reason === 'ENOSPC' ? ', the disk is full' : ''}).`;

export const missingLines = (gaps: readonly LogGap[] = []): number => gaps.reduce((sum, {lines}) => sum + lines, 0);

/** What a log that breaks off cannot say itself. */
export const gapsAtEnd = (gaps: readonly LogGap[] = []): readonly LogGap[] => gaps.filter(({to}) => to === null);
