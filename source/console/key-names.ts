const names: Readonly<Record<string, string>> = {
	return: 'Enter', escape: 'Esc', space: 'Space', pageup: 'PgUp', pagedown: 'PgDn', up: 'Up', down: 'Down', left: 'Left', right: 'Right', home: 'Home', end: 'End', tab: 'Tab', 'shift-tab': 'Shift-Tab',
};

/** A key as it is written on the keyboard. */
export const keyName = (name: string): string => names[name] ?? name.replace(/^ctrl-/v, 'Ctrl-');
