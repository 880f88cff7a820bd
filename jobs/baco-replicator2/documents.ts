import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {joined, sql, uniqueidentifier} from '../../source/sql/statement.js';
import {codeOf, type Entry, type Places} from './entries-of.js';

/** A document of Globe that an entry names. */
export type EntryDocument = {readonly id: string; readonly entry: string | undefined; readonly subject: string; readonly body: string | null};

/** The documents that the entries name, as Globe has them; one that Globe does not have gets a subject of its entry. */
export const readDocuments = async (globe: SqlConnection, entries: readonly Entry[], place: Places): Promise<EntryDocument[]> => {
	const named = new Map<string, Entry>();
	for (const entry of entries) {
		for (const line of entry.lines) {
			const id = line[place('DocumentID')] ?? line[place('DocAttachmentID')];
			if (typeof id === 'string' && !named.has(id)) {
				named.set(id, entry);
			}
		}
	}

	const known = await readKnown(globe, named.keys().toArray());
	return [...named].map(([id, {guid, lines}]) => ({
		id, entry: guid, subject: known.get(id)?.Subject ?? `Entry ${codeOf(lines[0]!, place('bkstnr'))}`, body: known.get(id)?.Body ?? null,
	}));
};

type Known = {readonly ID: string; readonly Subject: string; readonly Body: string | null};

const readKnown = async (globe: SqlConnection, ids: readonly string[]): Promise<Map<string, Known>> => {
	const known = new Map<string, Known>();
	const columns = await knownColumns(globe, 'BacoDiscussions');
	if (!columns.has('subject')) {
		return known;
	}

	for (let start = 0; start < ids.length; start += 1000) {
		const some = joined(ids.slice(start, start + 1000).map(id => uniqueidentifier(id)), ', ');
		const {rows} = await globe.query<Known>(sql`SELECT ID, Subject, Body FROM dbo.BacoDiscussions WHERE ID IN (${some})`); // eslint-disable-line no-await-in-loop
		for (const row of rows) {
			known.set(row.ID, row);
		}
	}

	return known;
};
