import type {Dialogue} from './dialogue.js';

export type Choice<Value> = {readonly text: string; readonly value: Value};

/** Offers numbered choices until one is taken. Undefined for 0, an empty answer, or when nobody answers; `quit` ends the whole dialogue from anywhere. */
export const choose = async <Value>({say, ask, quit}: Dialogue, title: string, choices: ReadonlyArray<Choice<Value>>, none = 'back'): Promise<Value | undefined> => {
	for (;;) {
		say(title, ...choices.map(({text}, index) => `${index + 1}. ${text}`), `0. ${none}`);
		// eslint-disable-next-line no-await-in-loop -- a wrong answer is asked again
		const answer = await ask('Number:');
		if (answer === undefined || ['0', ''].includes(answer)) {
			return undefined;
		}

		if (['quit', 'q'].includes(answer)) {
			// eslint-disable-next-line no-await-in-loop -- what is not saved is asked for
			if (await quit()) {
				return undefined;
			}

			continue;
		}

		const choice = /^\d+$/v.test(answer) ? choices[Number(answer) - 1] : undefined;
		if (choice) {
			return choice.value;
		}

		say(['help', '?'].includes(answer) ? `Type the number of a choice, 0 for ${none}, or quit.` : `There is no choice ${answer}.`);
	}
};
