import {readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import {paths} from '../platform/paths.js';
import {writeFileDurably} from '../platform/write-file.js';
import type {SetupAnswers} from './answers.js';

/** A set-up that was left in the middle. */
export type SetupDraft = {readonly savedAt: string; readonly answers: SetupAnswers};

export const draftFile = () => path.join(paths().state, 'setup.json');

/** Undefined when there is none, or it cannot be read: the set-up then begins anew. */
export const readDraft = async (): Promise<SetupDraft | undefined> => {
	try {
		const draft = JSON.parse(await readFile(draftFile(), 'utf8')) as SetupDraft;
		return typeof draft.savedAt === 'string' && typeof draft.answers === 'object' && Object.values(draft.answers).every(value => typeof value === 'string') ? draft : undefined;
	} catch {
		return undefined;
	}
};

/** Rejects with FILE-WRITE. */
export const writeDraft = async (answers: SetupAnswers): Promise<void> => writeFileDurably(draftFile(), `${JSON.stringify({savedAt: new Date().toISOString(), answers})}\n`);

export const removeDraft = async (): Promise<void> => rm(draftFile(), {force: true});
