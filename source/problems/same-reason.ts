/** One line for each reason: twenty databases of a server that is off say no more than their names. */
export const sameReason = (places: ReadonlyArray<{readonly name: string; readonly reason: string}>): string[] =>
	Object.entries(Object.groupBy(places, ({reason}) => reason)).map(([reason, same]) => `${same!.map(({name}) => name).join(', ')}: ${reason}`);
