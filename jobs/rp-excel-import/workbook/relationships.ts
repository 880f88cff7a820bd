import {posix} from 'node:path';
import {mostIndexBytes} from './limits.js';
import type {Package} from './open-package.js';
import {parseWhole} from './parse-xml.js';

export type Relationship = {readonly id: string; readonly type: string; readonly target: string};

/** What a part refers to, by full names of parts. `type` is the last word of the type's address: it differs between the two editions of the format. */
export const readRelationships = async (workbook: Package, part: string): Promise<Relationship[]> => {
	const {dir, base} = posix.parse(part);
	const list = posix.join(dir, '_rels', `${base}.rels`);
	const relationships: Relationship[] = [];
	if (!workbook.has(list)) {
		return relationships;
	}

	await parseWhole({file: workbook.file, part: list}, workbook.read(list, mostIndexBytes), {
		open(name, {Id = '', Type = '', Target = '', TargetMode}) {
			if (name === 'Relationship' && TargetMode !== 'External') {
				relationships.push({id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: Target.startsWith('/') ? Target.slice(1) : posix.join(dir, Target)});
			}
		},
	});
	return relationships;
};
