import type {Entry} from '../problem.js';
import {show} from '../show.js';
import {found} from './kinds.js';
import {inDutch} from './phrases.js';

const listed = (divisions: unknown): string => Array.isArray(divisions) ? `${divisions.slice(0, 5).join(', ')}${divisions.length > 5 ? `, + ${divisions.length - 5}` : ''}` : show(divisions);

/** The divisions that the user of a Globe connection may use. */
export const globeProblems = {
	'SYNC-GLOBE-MISSING': found(({user, database, divisions}) => ({
		summary: `${show(user)} has no access in ${show(database)} to divisions that the connection needs: ${listed(divisions)}.`,
		cause: 'The division is not in this database, or the person does not belong to it.',
		fix: 'Add the division to the person in the HR card of that database, or correct the back office settings of the division and the companies of the connection in the profile.',
	}), ({user, database, divisions}) => ({
		summary: `${show(user)} heeft in ${show(database)} geen toegang tot divisies die de koppeling nodig heeft: ${inDutch(listed(divisions))}.`,
		cause: 'De divisie staat niet in deze database, of de persoon hoort er niet bij.',
		fix: 'Voeg de divisie toe aan de persoon in de HR-kaart van die database, of verbeter de backoffice-instellingen van de divisie en companies van de koppeling in het profiel.',
	})),
	'SYNC-GLOBE-BLOCKED': found(({user, database, divisions}) => ({
		summary: `${show(user)} cannot use these divisions of ${show(database)} now: ${listed(divisions)}.`,
		cause: 'The person is blocked for the back office there, or the division is not active.',
		fix: 'Lift the block in the HR card of the person, or make the division active.',
	}), ({user, database, divisions}) => ({
		summary: `${show(user)} kan deze divisies van ${show(database)} nu niet gebruiken: ${inDutch(listed(divisions))}.`,
		cause: 'De persoon is daar geblokkeerd voor de backoffice, of de divisie is niet actief.',
		fix: 'Hef de blokkade op in de HR-kaart van de persoon, of maak de divisie actief.',
	})),
	'SYNC-GLOBE-UNKNOWN': found(({user, database, divisions}) => ({
		summary: `Whether ${show(user)} may use these divisions of ${show(database)} is not known: ${listed(divisions)}.`,
		cause: 'This release of the database lacks the table or the column that tells it, or the login may not read it.',
		fix: 'Look in Globe itself, as this user.',
	}), ({user, database, divisions}) => ({
		summary: `Of ${show(user)} deze divisies van ${show(database)} mag gebruiken is niet bekend: ${inDutch(listed(divisions))}.`,
		cause: 'Deze uitgave van de database mist de tabel of de kolom die het zegt, of de login mag haar niet lezen.',
		fix: 'Kijk in Globe zelf, als deze gebruiker.',
	})),
	'SYNC-GLOBE-WINDOWS': found(({login}) => ({
		summary: `The Windows login ${show(login)} is disabled at the SQL server.`,
		cause: 'An administrator of the server has disabled it. The user cannot open Globe with it.',
		fix: `An administrator of the server runs: ALTER LOGIN [${show(login)}] ENABLE.`,
	}), ({login}) => ({
		summary: `De Windows-login ${show(login)} is uitgeschakeld op de SQL-server.`,
		cause: 'Een beheerder van de server heeft haar uitgeschakeld. De gebruiker kan er Globe niet mee openen.',
		fix: `Een beheerder van de server draait: ALTER LOGIN [${show(login)}] ENABLE.`,
	})),
} as const satisfies Record<string, Entry>;
