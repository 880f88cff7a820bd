/** Cuts bytes into lines of text. Call it for each chunk; without a chunk it gives the rest. */
export type LineSplitter = (chunk?: Uint8Array) => string[];

/** The longest line that is kept whole; a longer one goes on in the next. */
const longest = 16_384;

/**
Lines end at LF, CRLF or CR. UTF-8 is read as such; a line that is not UTF-8 is read in `fallback`, as the vendor's programs print in a code
page of Windows, and output that begins with the mark of UTF-16 is read as that.
*/
export const splitLines = ({fallback = 'windows-1252'}: {readonly fallback?: string} = {}): LineSplitter => {
	const strict = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});
	const loose = new TextDecoder(fallback);
	let wide: InstanceType<typeof TextDecoder> | undefined;
	let isFirst = true;
	let rest: Uint8Array = new Uint8Array();
	let wideRest = '';

	const decode = (bytes: Uint8Array): string => {
		try {
			return strict.decode(bytes);
		} catch {
			return loose.decode(bytes);
		}
	};

	const splitWide = (chunk: Uint8Array | undefined): string[] => {
		const text = wideRest + (chunk === undefined ? wide!.decode() : wide!.decode(chunk, {stream: true}));
		const lines = text.split(/\r\n|\n/v);
		wideRest = chunk === undefined ? '' : lines.pop()!;
		return chunk === undefined && lines.at(-1) === '' ? lines.slice(0, -1) : lines;
	};

	return chunk => {
		if (isFirst && chunk !== undefined && chunk.length >= 2) {
			isFirst = false;
			wide = chunk[0] === 0xFF && chunk[1] === 0xFE ? new TextDecoder('utf-16le') : undefined;
		}

		if (wide !== undefined) {
			return splitWide(chunk);
		}

		if (chunk === undefined) {
			const last = rest;
			rest = new Uint8Array();
			return last.length === 0 ? [] : [decode(withoutReturn(last))];
		}

		const bytes = rest.length === 0 ? chunk : concat(rest, chunk);
		const lines: string[] = [];
		let start = 0;
		for (let end = nextBreak(bytes, start); end !== -1; end = nextBreak(bytes, start)) {
			lines.push(decode(bytes.subarray(start, end)));
			start = end + (bytes[end] === carriageReturn && bytes[end + 1] === lineFeed ? 2 : 1);
		}

		while (bytes.length - start > longest) {
			const end = wholeCharacters(bytes, start + longest);
			lines.push(decode(bytes.subarray(start, end)));
			start = end;
		}

		rest = bytes.slice(start);
		return lines;
	};
};

const lineFeed = 10;
const carriageReturn = 13;

/** A CR at the very end may be half of a CRLF: it waits for what comes next. */
const nextBreak = (bytes: Uint8Array, start: number): number => {
	const feed = bytes.indexOf(lineFeed, start);
	const back = bytes.indexOf(carriageReturn, start);
	const isFirst = back !== -1 && (feed === -1 || back < feed) && back < bytes.length - 1;
	return isFirst ? back : feed;
};

const withoutReturn = (bytes: Uint8Array) => bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;

/** Steps back from the middle of a character of UTF-8. */
const wholeCharacters = (bytes: Uint8Array, end: number): number => {
	for (let back = 0; back < 4; back++) {
		const byte = bytes[end - back]!;
		if (byte < 0x80 || byte >= 0xC0) {
			return end - back;
		}
	}

	return end;
};

const concat = (first: Uint8Array, second: Uint8Array): Uint8Array => {
	const whole = new Uint8Array(first.length + second.length);
	whole.set(first);
	whole.set(second, first.length);
	return whole;
};
