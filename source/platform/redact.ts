/** Every registered secret, in each of the ways in which it may be written, with what finds it. */
const secrets = new Map<string, RegExp>();

/** Registers a live secret, so that `redact` finds it in any text from now on. */
export const keepSecret = (secret: string): void => {
	// One and two characters would blot out half of every text.
	if (secret.length < 3) {
		return;
	}

	// As it is, as it looks inside a JSON document, and inside an address.
	for (const written of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed())]) {
		secrets.set(written, finderOf(written));
	}
};

/** Registers what an address in a text gives away: the code or the tokens that somebody copied along with it. Whether there was any. */
export const hasKeptSecretsOf = (text: string): boolean => {
	const values = text.matchAll(/\b(?:code|access_token|refresh_token|id_token|client_secret)=(?<value>[\w!%*+\-.\/:=~]+)/gv).map(({groups}) => groups!.value!).toArray();
	for (const value of values) {
		keepSecret(value);
	}

	return values.length > 0;
};

/** The text with every registered secret replaced by `***`, the longest ones first. A short one is replaced where it stands by itself, and not inside of a word. */
export const redact = (text: string): string => without(text, [...secrets]);

/** The same for a text of baco's own words, after what came into it from outside was redacted by itself: a short secret that is a word of the language leaves the others whole. */
export const redactOwnText = (text: string): string => without(text, [...secrets].filter(([written]) => written.length >= longEnough));

const without = (text: string, wanted: ReadonlyArray<readonly [written: string, finder: RegExp]>): string => {
	let redacted = text;
	for (const [, finder] of wanted.toSorted(([a], [b]) => b.length - a.length)) {
		redacted = redacted.replaceAll(finder, '***');
	}

	return redacted;
};

/** No rule for passwords allows shorter ones; words of this length and more are seldom a part of another. */
const longEnough = 8;

const letter = String.raw`[\p{Letter}\p{Number}]`;

// What ends in a letter and is no word: an escaped character of JSON or of an address, a colour of a terminal, the flag of a password.
const noWord = String.raw`(?<=\\[bfnrt]|\\u[\da-fA-F]{4}|%[\da-fA-F]{2}|\u{1B}\[[\d;]*[a-zA-Z]|(?<!${letter})[\-\/][Pp])`;

const finderOf = (written: string): RegExp => {
	const literal = written.replaceAll(/[$\(\)*+.\/?\[\\\]^\{\|\}]/gv, String.raw`\$&`);
	if (written.length >= longEnough) {
		return new RegExp(literal, 'gv');
	}

	const [start, end] = edges.map(edge => edge.test(written));
	return new RegExp(`${start ? `(?:(?<!${letter})|${noWord})` : ''}(?:${literal})+${end ? `(?!${letter})` : ''}`, 'gv');
};

const edges = [new RegExp(`^${letter}`, 'v'), new RegExp(`${letter}$`, 'v')];
