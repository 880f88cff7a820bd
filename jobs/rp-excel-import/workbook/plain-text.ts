/** Characters that XML cannot hold are written `_x000D_`, and such a text itself `_x005F_x000D_`. */
export const plainText = (text: string): string =>
	text.includes('_x') ? text.replaceAll(/_x(?<code>[\dA-Fa-f]{4})_/gv, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))) : text;
