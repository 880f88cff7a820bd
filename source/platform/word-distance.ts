/** Letters to insert, remove, replace or swap with their neighbour. */
export const wordDistance = (from: string, to: string): number => {
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
