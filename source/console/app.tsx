import {Box} from 'ink';
import {useSyncExternalStore} from 'react';
import {footerLine} from './components/footer-line.js';
import {headerLine} from './components/header-line.js';
import {Lines} from './components/lines.js';
import {messageLine} from './components/message-line.js';
import {frameOf} from './screens/frame.js';
import {
	bodyRows,
	frameRows,
	isRoomy,
	smallest,
} from './state/layout.js';
import type {Store} from './state/store.js';
import type {Theme} from './theme.js';

/** The whole screen: one row less than the window, whatever the window is. */
export const ConsoleApp = ({store, theme}: {readonly store: Store; readonly theme: Theme}) => {
	const state = useSyncExternalStore(store.subscribe, store.get);
	const {columns} = state.size;
	if (columns < smallest.columns || state.size.rows < smallest.rows) {
		return <Lines lines={[`baco needs ${smallest.columns}x${smallest.rows}.`.slice(0, columns)]} width={columns}/>;
	}

	const {title, panes, scrollLimit = 0} = frameOf(state, theme);
	const space = isRoomy(state.size) ? [''] : [];
	const rows = bodyRows(state.size);
	return (
		<Box flexDirection='column' width={columns} height={frameRows(state.size)} overflow='hidden'>
			<Lines lines={[headerLine(state, theme), ...space, title]} width={columns}/>
			<Box height={rows} width={columns} flexShrink={0} overflow='hidden'>
				{panes.map(({lines, width}, index) => <Lines key={index} lines={lines} width={width} height={rows}/>)}
			</Box>
			<Lines lines={[...space, messageLine(state, theme), footerLine(state, theme, scrollLimit > 0)]} width={columns}/>
		</Box>
	);
};
