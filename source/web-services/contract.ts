/** A value of an entity's property. */
export type EntityValue = string | number | boolean | null;

/** One entity as its properties, by name. */
export type EntityValues = Readonly<Record<string, EntityValue>>;

/** An entity with what REST needs to guard a change. */
export type Entity = {
	readonly values: EntityValues;
	/** Row version in hex digits; undefined when the table has none. */
	readonly version: string | undefined;
};

/** Whoever calls, after the password was proven. */
export type Caller = {readonly user: string};

export type Call = {readonly caller: Caller; readonly signal: AbortSignal};

/** What both interfaces offer, whatever the wire looks like. All reject with a BacoError. */
export type SettingsEntity = {
	/** Settings of every division, by code. */
	readonly list: (call: Call) => Promise<Entity[]>;
	readonly retrieve: (code: string, call: Call) => Promise<Entity>;
	/** Settings of a division that has none yet. */
	readonly create: (values: EntityValues, call: Call) => Promise<Entity>;
	readonly update: (code: string, values: EntityValues, call: Call & {readonly version?: string | undefined}) => Promise<Entity>;
	/** Switches the connection off and clears its settings; passwords and tokens stay. */
	readonly remove: (code: string, call: Call & {readonly version?: string | undefined}) => Promise<void>;
};
