/** `; did you mean X` when one of the choices is near, else nothing. */
export const suggestion = (word: string, choices: readonly string[]): string => {
	const near = choices
		.map(choice => ({choice, distance: distance(word.toLowerCase(), choice.toLowerCase())}))
		.filter(({choice, distance}) => distance <= Math.max(1, Math.floor(choice.replace(/^-+/v, '').length / 3)))
		.toSorted((a, b) => a.distance - b.distance);
	return near[0] === undefined ? '' : `; did you mean ${near[0].choice}`;
};

/** Letters to insert, remove, replace or swap with their neighbour. */
const distance = (from: string, to: string): number => {
	const rows = [Array.from({length: to.length + 1}, (_, index) => index)];
	for (let i = 1; i <= from.length; i++) {
		const row = [i];
		for (let index = 1; index <= to.length; index++) {
			const replaced = rows[i - 1]![index - 1]! + (from[i - 1] === to[index - 1] ? 0 : 1);
			const isSwapped = i > 1 && index > 1 && from[i - 1] === to[index - 2] && from[i - 2] === to[index - 1];
			row.push(Math.min(rows[i - 1]![index]! + 1, row[index - 1]! + 1, replaced, isSwapped ? rows[i - 2]![index - 2]! + 1 : Infinity));
		}

		rows.push(row);
	}

	return rows.at(-1)!.at(-1)!;
};
