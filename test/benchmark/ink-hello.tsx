import {Box, Text, render} from 'ink';

// The ten-line program that the console's first frame is compared with.
const Hello = () => (
	<Box borderStyle='single'>
		<Text>Hello from Ink</Text>
	</Box>
);

render(<Hello/>, {interactive: true});
