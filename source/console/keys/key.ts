/**
One key as the console knows it, whatever bytes it came in.

`name` is the character itself, or `return`, `escape`, `up`, `pageup`, `ctrl-l`, `space`, ...; a paste is one key named `paste`.
*/
export type Key = {
	readonly name: string;
	/** What the key writes into a text input. */
	readonly text?: string;
};
