/** Marks the part of a document's body that is the job's: the next run puts its own in the place of it and leaves the rest. */
const start = '<!-- RPExcelImport -->';
const end = '<!-- /RPExcelImport -->';

/** The body with the result of this run, in paragraphs; bodies of documents are HTML. */
export const withResult = (body: string | null, lines: readonly string[]): string => {
	const block = `${start}${lines.map(line => `<p>${escaped(line)}</p>`).join('')}${end}`;
	const before = body ?? '';
	const from = before.indexOf(start);
	const to = before.indexOf(end, from);
	return from === -1 || to === -1 ? before + block : before.slice(0, from) + block + before.slice(to + end.length);
};

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
