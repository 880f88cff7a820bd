import {BacoError} from '../problems/baco-error.js';
import {listStoredProfiles} from '../profiles/profile-store.js';
import {
	fail,
	pass,
	warn,
	type DoctorCheck,
} from './check.js';

/** Whether the profiles can be read and used. */
export const inspectProfiles = async (): Promise<DoctorCheck[]> => {
	try {
		const profiles = await listStoredProfiles();
		const broken = profiles.filter(({profile}) => profile === undefined);
		if (profiles.length === 0) {
			return [warn('profiles', 'Profiles', 'none yet', 'Add one with baco profile add, or look around with --demo.')];
		}

		if (broken.length > 0) {
			return broken.map(({name, faults}) => fail('profiles', 'Profiles', `${name} cannot be used: ${faults.join('; ')}`, `Change it with baco profile set ${name}, or remove it.`));
		}

		const current = profiles.find(({isCurrent}) => isCurrent);
		return [pass('profiles', 'Profiles', `${profiles.map(({name}) => name).join(', ')}; in use: ${current?.name ?? 'none'}`)];
	} catch (error) {
		if (error instanceof BacoError) {
			return [fail('profiles', 'Profiles', error.explanation.summary, error.explanation.fix)];
		}

		throw error;
	}
};
