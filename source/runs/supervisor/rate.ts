/** How fast something moves on that is told now and then, in steps of any size. */
export type Rate = {
	/** `done` in all at a moment; less than before begins anew. */
	readonly mark: (at: number, done: number) => void;
	/** A second; undefined until it has moved on once. */
	readonly perSecond: (now: number) => number | undefined;
};

type Mark = {readonly at: number; readonly done: number};

/** Over the last ten seconds, or over the steps around them when these are longer. Between two steps it stays what it was; after a longer wait than any before it sinks. */
export const openRate = (): Rate => {
	let marks: Mark[] = [];
	return {
		mark(at, done) {
			const last = marks.at(-1);
			if (last === undefined || done < last.done) {
				marks = [{at, done}];
			} else if (done > last.done) {
				marks = [...recent(marks, at), {at, done}];
			}
		},
		perSecond(now) {
			const [first, last] = [marks[0], marks.at(-1)];
			if (first === undefined || last === undefined || last.at - first.at < 500) {
				return undefined;
			}

			const longest = Math.max(...marks.slice(1).map(({at}, index) => at - marks[index]!.at));
			const waited = Math.max(0, now - last.at - longest);
			return ((last.done - first.done) * 1000) / (last.at - first.at + waited);
		},
	};
};

const windowMs = 10_000;

/** From the last one before the window on: without it a step that is longer than the window would not be seen. */
const recent = (marks: readonly Mark[], now: number): Mark[] => marks.slice(Math.max(0, marks.findLastIndex(({at}) => now - at >= windowMs)));
