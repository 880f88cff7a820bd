import {Box, Text} from 'ink';
import {memo} from 'react';

const Line = memo(({text}: {readonly text: string}) => <Text wrap='truncate'>{text === '' ? ' ' : text}</Text>);
Line.displayName = 'Line';

/** Ready lines, each exactly one row high; what does not fit is cut. A line that stays the same is not drawn again. */
export const Lines = ({lines, width, height = lines.length}: {readonly lines: readonly string[]; readonly width: number; readonly height?: number}) => (
	<Box flexDirection='column' flexShrink={0} width={width} height={height} overflow='hidden'>
		{lines.slice(0, height).map((text, row) => <Line key={row} text={text}/>)}
	</Box>
);
