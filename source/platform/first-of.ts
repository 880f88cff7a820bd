/** Names for one line: `100, 110, 120`, and of many the first with how many there are besides: `100, 110, 120, 130, 140 and 7 more`. */
export const firstOf = (names: readonly string[], most = 5): string => names.length <= most + 1
	? names.join(', ')
	: `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
