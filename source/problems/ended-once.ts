import type {Entry, Explanation, Facts} from './problem.js';

/** The rows with one full stop where a value that has its own, as `Delta Bike Retail B.V.`, ends a sentence. */
export const endedOnce = (rows: Readonly<Record<string, Entry>>): Record<string, Entry> => Object.fromEntries(Object.entries(rows).map(([id, {explain, dutch, ...entry}]) => [id, {
	...entry,
	explain: facts => once(explain(facts)),
	...(dutch !== undefined && {dutch: (facts: Facts) => once(dutch(facts))}),
}]));

const once = ({summary, cause, fix}: Explanation): Explanation => ({summary: ended(summary), cause: ended(cause), fix: ended(fix)});

const ended = (text: string) => text.replaceAll(/(?<=\p{Letter})\.\.(?=\s|$)/gv, '.');
