/** A cursor in a list and the first row that is visible. The length and the height are not kept: they change under it. */
export type ListPosition = {
	readonly index: number;
	readonly top: number;
};

export const listStart: ListPosition = {index: 0, top: 0};

export type ListMove = 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last';

/** Moves the cursor and keeps it in the window. */
export const moveInList = (position: ListPosition, move: ListMove, length: number, height: number): ListPosition => {
	const page = Math.max(1, height - 1);
	const steps: Readonly<Record<ListMove, number>> = {
		up: -1, down: 1, 'page-up': -page, 'page-down': page, first: -Infinity, last: Infinity,
	};
	return placeInList(position, position.index + steps[move], length, height);
};

/** Puts the cursor on a row, clamped, and moves the window only as far as it must, so that few rows change on screen. */
export const placeInList = (position: ListPosition, wanted: number, length: number, height: number): ListPosition => {
	const index = Math.max(0, Math.min(length - 1, wanted));
	const lowest = Math.max(0, length - height);
	const top = Math.min(lowest, Math.max(index - height + 1, Math.min(index, position.top)));
	return {index, top: Math.max(0, top)};
};
