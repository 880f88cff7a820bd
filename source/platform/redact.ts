const secrets = new Set<string>();

/** Registers a live secret, so that `redact` finds it in any text from now on. */
export const keepSecret = (secret: string): void => {
	// One and two characters would blot out half of every text.
	if (secret.length < 3) {
		return;
	}

	secrets.add(secret);
	// As it looks inside a JSON document and inside an address.
	secrets.add(JSON.stringify(secret).slice(1, -1));
	secrets.add(encodeURIComponent(secret.toWellFormed()));
};

/** The text with every registered secret replaced by `***`, the longest ones first. */
export const redact = (text: string): string => {
	let redacted = text;
	for (const secret of [...secrets].toSorted((a, b) => b.length - a.length)) {
		redacted = redacted.replaceAll(secret, '***');
	}

	return redacted;
};
