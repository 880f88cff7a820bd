import {stat} from 'node:fs/promises';
import path from 'node:path';
import {findDbConfig} from './db-config.js';
import {refuse, type SetupQuestion} from './question.js';

/** The vendor's programs, where this machine is the Synergy web server: jobs that are programs of the vendor run from there. */
export const synergyFolderQuestion: SetupQuestion = {
	id: 'synergyFolder',
	title: 'Synergy folder',
	kind: 'text',
	explain: 'A db.config is on this machine, so it is the Synergy web server. The folder with the programs of Synergy, or the one above its bin. Empty for none.',
	applies: async () => await findDbConfig() !== undefined,
	async fallback({answers}) {
		if (answers.synergyFolder !== undefined) {
			return answers.synergyFolder;
		}

		const config = await findDbConfig();
		const folder = config === undefined ? '' : path.dirname(config.file);
		return await isFolder(path.join(folder, 'bin')) ? folder : '';
	},
	async check(answer, {answers}) {
		const config = await findDbConfig();
		const says = config === undefined ? [] : [`${config.file} names ${config.server}, database ${config.database}${answers.database === undefined || config.database.toLowerCase() === answers.database.toLowerCase() ? '' : `; the profile has ${answers.database}`}.`];
		if (answer === '') {
			return {says, answers: {synergyFolder: ''}};
		}

		const folder = path.resolve(answer);
		if (!await isFolder(folder)) {
			throw refuse(`${folder} is no folder of this machine`);
		}

		return {says: [...says, await isFolder(path.join(folder, 'bin')) ? `${folder} has a bin folder.` : `${folder} has no bin folder: programs are looked for in it itself.`], answers: {synergyFolder: folder}};
	},
};

const isFolder = async (folder: string): Promise<boolean> => stat(folder).then(found => found.isDirectory()).catch(() => false);
