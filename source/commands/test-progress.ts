import process from 'node:process';
import {stepIds, type TestEvent} from '../connection/contract.js';
import type {Invocation} from './command.js';

/** Live progress on standard error, where a person sees it: one line that is overwritten, or with --plain a line for each step or division. */
export const testProgress = ({flags, streams: {stderr}}: Pick<Invocation, 'flags' | 'streams'>, divisions: number): {readonly onEvent: (event: TestEvent) => void; readonly end: () => void} => {
	if (!stderr.isTTY) {
		return {onEvent: () => undefined, end: () => undefined};
	}

	const isPlain = flags.plain === true || process.env.TERM === 'dumb';
	const write = (line: string) => {
		stderr.write(isPlain ? `${line}\n` : `\r${line.slice(0, Math.max(20, stderr.columns - 1))}${eraseToEnd}`);
	};

	let ended = 0;
	return {
		onEvent(event) {
			const line = divisions === 1
				? stepLine(event)
				: divisionLine(event, () => {
					ended += 1;
					return `${ended}/${divisions}`;
				});
			if (line !== undefined) {
				write(line);
			}
		},
		end() {
			stderr.write(isPlain ? '' : `\r${eraseToEnd}`);
		},
	};
};

const eraseToEnd = '\u{1B}[K';

const stepLine = (event: TestEvent): string | undefined => {
	if (event.type === 'step-started') {
		return `${stepIds.indexOf(event.id) + 1}/${stepIds.length} ${event.id} ...`;
	}

	return event.type === 'step-ended' ? `${event.step.id} ${event.step.status}: ${printable(event.step.summary)}` : undefined;
};

const divisionLine = (event: TestEvent, count: () => string): string | undefined =>
	event.type === 'test-ended' ? `${count()} ${event.result.division} ${printable(event.result.name)}: ${event.result.verdict}` : undefined;

/** What comes out of a database may hold codes that move the cursor. */
const printable = (text: string) => text.replaceAll(/\p{Control}+/gv, ' ');
