/** Rows of an OData v2 answer in JSON; undefined when the body is none. */
export const odataRows = (body: string): ReadonlyArray<Readonly<Record<string, unknown>>> | undefined => {
	try {
		const {d} = JSON.parse(body) as {readonly d?: {readonly results?: unknown}};
		return Array.isArray(d?.results) ? d.results as ReadonlyArray<Readonly<Record<string, unknown>>> : undefined;
	} catch {
		return undefined;
	}
};

export const isODataList = (body: string): boolean => odataRows(body) !== undefined;
