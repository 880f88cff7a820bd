declare module 'js-md4' {
	const md4: {readonly arrayBuffer: (content: Uint8Array) => ArrayBuffer};
	export = md4;
}
