/** Values by division code. `set` gives a new object over the same storage: of two states only the newer one is right, and ten thousand divisions cost no copies. */
export type ByCode<Value> = {
	readonly get: (code: string) => Value | undefined;
	readonly set: (code: string, value: Value) => ByCode<Value>;
	readonly entries: () => MapIterator<[string, Value]>;
};

export const byCode = <Value>(values: Iterable<readonly [string, Value]> = []): ByCode<Value> => over(new Map(values));

function over<Value>(map: Map<string, Value>): ByCode<Value> {
	return {
		get: code => map.get(code),
		set(code, value) {
			map.set(code, value);
			return over(map);
		},
		entries: () => map.entries(),
	};
}
