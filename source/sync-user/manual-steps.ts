import type {Language} from './labels.js';

export type ManualSteps = {readonly older: readonly string[]; readonly newer: readonly string[]};

/** What must be done in the office's own pages, because its public API cannot: the path in the older and in the newer interface. */
export const manualSteps = ({description, user, language = 'en'}: {readonly description: string; readonly user: string; readonly language?: Language}): ManualSteps => language === 'nl'
	? {
		older: [
			'Instellingen > Kantoor > tabblad Boekhoudsysteem',
			`Acties > bewerken, rechts van ${description}`,
			`Basecone synchronisatiegebruiker: kies ${user}`,
			'Gebruikersinstellingen (blauwe naam) > Boekhoudsysteemgebruikers > Verbinden, als de status niet verbonden is',
		],
		newer: [
			'Instellingen > Organisatie > Koppelingen',
			`Actie bij ${description} > Bewerken`,
			`Basecone synchronisatiegebruiker: kies ${user}`,
			'Gebruikersinstellingen bekijken > Verbinden, als de status niet verbonden is',
		],
	}
	: {
		older: [
			'Settings > Office > Accounting System tab',
			`Actions > edit, right of ${description}`,
			`Basecone synchronisation user: select ${user}`,
			'User settings (the blue name) > accounting system users > Connect, when the status is not Connected',
		],
		newer: [
			'Settings > Organisation > Connections',
			`Action of ${description} > Edit`,
			`Basecone synchronisation user: select ${user}`,
			'View user settings > Connect, when the status is not Connected',
		],
	};
