/** A MAC address as twelve upper-case hex digits; undefined when the text is none. Accepts `:`, `-`, `.` and blanks between digits. */
export const parseMacAddress = (text: string): string | undefined => {
	const trimmed = text.trim();
	const digits = trimmed.replaceAll(/[\s\-.:]/gv, '');
	if (!/^[0-9a-f]{12}$/iv.test(digits)) {
		return undefined;
	}

	return forms.some(form => form.test(trimmed)) ? digits.toUpperCase() : undefined;
};

/** `00-15-5D-01-02-03`, as Windows shows it. */
export const formatMacAddress = (digits: string): string => digits.match(/.{2}/gv)?.join('-') ?? digits;

// Separators must stand in the same places throughout, so that a code which merely contains hex digits is not taken for an address.
const forms = [
	/^[0-9a-f]{12}$/iv,
	/^[0-9a-f]{2}(?<separator>[\s\-.:])(?:[0-9a-f]{2}\k<separator>){4}[0-9a-f]{2}$/iv,
	/^[0-9a-f]{4}(?<separator>[\s\-.:])[0-9a-f]{4}\k<separator>[0-9a-f]{4}$/iv,
	/^[0-9a-f]{6}[\-:][0-9a-f]{6}$/iv,
];
