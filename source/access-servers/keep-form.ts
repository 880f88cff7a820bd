import {hostPart, instancePart} from './machine-name.js';

/** Gives a new name the form of the old one: `OLD\INST` → `NEW\INST`, bare name → bare name. `change` says in words what was added or left out. */
export const keepForm = (before: string, value: string): {readonly value: string; readonly change?: string} => {
	const trimmed = value.trim();
	const [oldInstance, newInstance] = [instancePart(before), instancePart(trimmed)];
	if (oldInstance !== undefined && newInstance === undefined) {
		return {value: `${hostPart(trimmed)}\\${oldInstance}`, change: `The instance ${oldInstance} of the old value is kept.`};
	}

	return oldInstance === undefined && newInstance !== undefined && before.trim() !== '' ? {value: hostPart(trimmed), change: `The old value has no instance, so ${newInstance} is left out.`} : {value: trimmed};
};
