import type {Entry} from '../problem.js';
import {show} from '../show.js';
import {
	found,
	unreached,
	refused,
	set,
	used,
} from './kinds.js';

/** The office, its connections and its users. */
export const officeProblems = {
	'SYNC-STATE-FILE': set(({file, detail}) => ({
		summary: `${show(file)} cannot be used: ${show(detail)}.`,
		cause: 'It was changed by something else than baco, or a disk failed. It holds which synchronisation users were chosen, and no tokens.',
		fix: 'Move it away; baco writes a new one. Then choose the synchronisation users again.',
	}), ({file, detail}) => ({
		summary: `${show(file)} is niet te gebruiken: ${show(detail)}.`,
		cause: 'Iets anders dan baco heeft het gewijzigd, of een schijf faalde. Er staat in welke synchronisatiegebruikers zijn gekozen, en geen tokens.',
		fix: 'Zet het bestand weg; baco schrijft een nieuw. Kies daarna de synchronisatiegebruikers opnieuw.',
	})),
	'SYNC-SETTINGS': set(({connection, missing}) => ({
		summary: `Connection ${show(connection)} has no ${Array.isArray(missing) ? missing.join(', ') : show(missing)} in the profile.`,
		cause: 'Without it baco cannot link to its accounting system.',
		fix: `Add it: baco sync-user configure ${show(connection)} --system SYSTEM --url SITE --client-id ID --redirect-uri ADDRESS.`,
	}), ({connection, missing}) => ({
		summary: `Koppeling ${show(connection)} mist in het profiel: ${Array.isArray(missing) ? missing.join(', ') : show(missing)}.`,
		cause: 'Zonder dat kan baco haar niet met het boekhoudsysteem verbinden.',
		fix: `Voeg het toe: baco sync-user configure ${show(connection)} --system SYSTEM --url SITE --client-id ID --redirect-uri ADDRESS.`,
	})),
	'SYNC-UNKNOWN': used(({connection, known, isSeveral}) => ({
		summary: isSeveral === true ? `Several connections begin with ${show(connection)}.` : `There is no connection ${show(connection)}.`,
		cause: `${isSeveral === true ? 'They are' : 'The office and the profile have'} ${Array.isArray(known) && known.length > 0 ? known.join(', ') : 'none'}.`,
		fix: 'Name one of these, by its id or the beginning of its description.',
	}), ({connection, known, isSeveral}) => ({
		summary: isSeveral === true ? `Meerdere koppelingen beginnen met ${show(connection)}.` : `Er is geen koppeling ${show(connection)}.`,
		cause: `${isSeveral === true ? 'Dit zijn' : 'Het kantoor en het profiel hebben'} ${Array.isArray(known) && known.length > 0 ? known.join(', ') : 'er geen'}.`,
		fix: 'Noem een van deze, met haar id of het begin van haar omschrijving.',
	})),
	'SYNC-NO-OFFICE': set(() => ({
		summary: 'The profile has no office.',
		cause: 'Choosing a synchronisation user needs the public API of the office.',
		fix: 'Add it: baco profile set PROFILE --office-url https://api.basecone.com/v1 --office-client ID, and store its key: baco credential set PROFILE/office.',
	}), () => ({
		summary: 'Het profiel heeft geen kantoor.',
		cause: 'Een synchronisatiegebruiker kiezen gaat via de openbare API van het kantoor.',
		fix: 'Voeg het toe: baco profile set PROFILE --office-url https://api.basecone.com/v1 --office-client ID, en bewaar de sleutel: baco credential set PROFILE/office.',
	})),
	'SYNC-OFFICE-KEY': refused(({status, code}) => ({
		summary: `The office does not accept the key (HTTP ${show(status)}, ${show(code)}).`,
		cause: 'The key belongs to another application or was replaced, or the client identifier is wrong.',
		fix: 'Store the right key: baco credential set PROFILE/office.',
	}), ({status, code}) => ({
		summary: `Het kantoor aanvaardt de sleutel niet (HTTP ${show(status)}, ${show(code)}).`,
		cause: 'De sleutel hoort bij een andere applicatie of is vervangen, of de client-id is verkeerd.',
		fix: 'Bewaar de juiste sleutel: baco credential set PROFILE/office.',
	})),
	'SYNC-OFFICE-RIGHTS': refused(({code, path}) => ({
		summary: `The owner of the key may not do this in the office (${show(code)}, ${show(path)}).`,
		cause: 'Connections are managed by users with the role SuperUser only.',
		fix: 'Use the key of a SuperUser.',
	}), ({code, path}) => ({
		summary: `De eigenaar van de sleutel mag dit niet in het kantoor (${show(code)}, ${show(path)}).`,
		cause: 'Alleen gebruikers met de rol SuperUser beheren koppelingen.',
		fix: 'Gebruik de sleutel van een supergebruiker.',
	})),
	'SYNC-ROLE': refused(({user, roles}) => ({
		summary: `${show(user)} is not a SuperUser of the office (${Array.isArray(roles) ? roles.join(', ') : show(roles)}).`,
		cause: 'Only a SuperUser sees and manages the connections.',
		fix: 'Use the key of a SuperUser; looking works without it.',
	}), ({user, roles}) => ({
		summary: `${show(user)} is geen supergebruiker van het kantoor (${Array.isArray(roles) ? roles.join(', ') : show(roles)}).`,
		cause: 'Alleen een supergebruiker (SuperUser) ziet en beheert de koppelingen.',
		fix: 'Gebruik de sleutel van een supergebruiker; kijken gaat zonder.',
	})),
	'SYNC-OFFICE': unreached(({status, code, path}) => ({
		summary: `The office refuses the call (HTTP ${show(status)}, ${show(code)}, ${show(path)}).`,
		cause: 'The public API gave this code.',
		fix: 'Look the code up at developers.basecone.com/lookup.',
	}), ({status, code, path}) => ({
		summary: `Het kantoor weigert de vraag (HTTP ${show(status)}, ${show(code)}, ${show(path)}).`,
		cause: 'De openbare API gaf deze code.',
		fix: 'Zoek de code op: developers.basecone.com/lookup.',
	})),
	'SYNC-OFFICE-LINK': found(({code, connection}) => ({
		summary: `The office's own link of ${show(connection)} does not answer (${show(code)}).`,
		cause: 'The office asks its accounting system through the synchronisation user, and was refused.',
		fix: 'Reconnect it in the office: Settings > Office > Accounting System > Actions > edit (newer: Settings > Organisation > Connections > Edit).',
	}), ({code, connection}) => ({
		summary: `De eigen koppeling van het kantoor met ${show(connection)} antwoordt niet (${show(code)}).`,
		cause: 'Het kantoor vraagt het boekhoudsysteem via de synchronisatiegebruiker, en werd geweigerd.',
		fix: 'Verbind haar opnieuw in het kantoor: Instellingen > Kantoor > Boekhoudsysteem > Acties > bewerken (nieuwer: Instellingen > Organisatie > Koppelingen > Bewerken).',
	})),
	'SYNC-GLOBE-DIVISION': found(({division}) => ({
		summary: `Synergy has no division ${show(division)}.`,
		cause: 'The connection of the profile names a division that is gone.',
		fix: 'Correct it: baco sync-user configure CONNECTION --system globe --division CODE.',
	}), ({division}) => ({
		summary: `Synergy heeft geen divisie ${show(division)}.`,
		cause: 'De koppeling van het profiel noemt een divisie die weg is.',
		fix: 'Verbeter haar: baco sync-user configure CONNECTION --system globe --division CODE.',
	})),
	'SYNC-USER-UNKNOWN': used(({user, known}) => ({
		summary: `The office has no user ${show(user)}.`,
		cause: 'Neither an id, nor a user name, nor a name is like it, or several are.',
		fix: `Name the user by its user name in the office${Array.isArray(known) && known.length > 0 ? `: ${known.slice(0, 20).join(', ')}${known.length > 20 ? ` and ${known.length - 20} others` : ''}` : ''}. baco sync-user users CONNECTION lists them.`,
	}), ({user, known}) => ({
		summary: `Het kantoor heeft geen gebruiker ${show(user)}.`,
		cause: 'Geen id, gebruikersnaam of naam is eraan gelijk, of meerdere zijn het.',
		fix: `Noem de gebruiker met zijn gebruikersnaam in het kantoor${Array.isArray(known) && known.length > 0 ? `: ${known.slice(0, 20).join(', ')}${known.length > 20 ? ` en ${known.length - 20} andere` : ''}` : ''}. baco sync-user users CONNECTION toont ze.`,
	})),
	'SYNC-USER-INACTIVE': found(({user}) => ({
		summary: `${show(user)} is not active in the office.`,
		cause: 'A synchronisation user must be able to log in.',
		fix: 'Activate the user, or choose another one.',
	}), ({user}) => ({
		summary: `${show(user)} is niet actief in het kantoor.`,
		cause: 'Een synchronisatiegebruiker moet kunnen inloggen.',
		fix: 'Activeer de gebruiker, of kies een andere.',
	})),
	'SYNC-LINK-OTHER': found(({user, account, madeFor, connection}) => ({
		summary: `The link of ${show(account)} was ${madeFor === undefined ? 'not made for' : `made for ${show(madeFor)}, not for`} ${show(user)}.`,
		cause: `${show(user)} was chosen as the synchronisation user after the consent. Which user of the accounting system is behind ${show(user)}, and what that one may open, is not known.`,
		fix: `Prove it: baco sync-user relink ${show(connection)}, signed in as the user of the accounting system that belongs to ${show(user)}.`,
	}), ({user, account, madeFor, connection}) => ({
		summary: `De koppeling van ${show(account)} is ${madeFor === undefined ? 'niet' : `voor ${show(madeFor)} gemaakt, niet`} voor ${show(user)}${madeFor === undefined ? ' gemaakt' : ''}.`,
		cause: `${show(user)} is na de toestemming als synchronisatiegebruiker gekozen. Welke gebruiker van het boekhoudsysteem bij ${show(user)} hoort, en wat die mag openen, is niet bekend.`,
		fix: `Bewijs het: baco sync-user relink ${show(connection)}, aangemeld als de gebruiker van het boekhoudsysteem die bij ${show(user)} hoort.`,
	})),
	'SYNC-USER-ACCESS': found(({user, missing}) => ({
		summary: `${show(user)} has no access in the office to ${Array.isArray(missing) ? `${missing.length} of the companies: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' and others' : ''}` : show(missing)}.`,
		cause: 'A synchronisation user must have access to all companies of its connection.',
		fix: 'Grant it with --grant, or in the office: Settings > Users.',
	}), ({user, missing}) => ({
		summary: `${show(user)} heeft in het kantoor geen toegang tot ${Array.isArray(missing) ? `${missing.length} van de administraties: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' en andere' : ''}` : show(missing)}.`,
		cause: 'Een synchronisatiegebruiker moet toegang hebben tot alle administraties van zijn koppeling.',
		fix: 'Geef die met --grant, of in het kantoor: Instellingen > Gebruikers.',
	})),
	'SYNC-USER-ROLES': found(({user, roles}) => ({
		summary: `${show(user)} has roles that must not be combined: ${Array.isArray(roles) ? roles.join(', ') : show(roles)}.`,
		cause: 'Accountant and SMEAccountant together lead to errors; ClientUser and RestrictedClientUser exclude each other.',
		fix: 'Take one of the two away in the office: Settings > Users.',
	}), ({user, roles}) => ({
		summary: `${show(user)} heeft rollen die niet samen mogen: ${Array.isArray(roles) ? roles.join(', ') : show(roles)}.`,
		cause: 'Accountant en SMEAccountant samen geven fouten; ClientUser en RestrictedClientUser sluiten elkaar uit.',
		fix: 'Neem een van de twee weg in het kantoor: Instellingen > Gebruikers.',
	})),
	'SYNC-USER-ROLE-UNKNOWN': found(({user}) => ({
		summary: `Which role ${show(user)} has is not known.`,
		cause: 'The office tells no role of this user to the owner of the key.',
		fix: 'Look in the office: Settings > Users. Usually the synchronisation user is a SuperUser or an Accountant.',
	}), ({user}) => ({
		summary: `Welke rol ${show(user)} heeft is niet bekend.`,
		cause: 'Het kantoor noemt de eigenaar van de sleutel geen rol van deze gebruiker.',
		fix: 'Kijk in het kantoor: Instellingen > Gebruikers. Gewoonlijk is de synchronisatiegebruiker een SuperUser of een Accountant.',
	})),
	'SYNC-USER-ROLE': found(({user, roles}) => ({
		summary: `${show(user)} has the role ${Array.isArray(roles) ? roles.join(', ') : show(roles)}.`,
		cause: 'Usually the synchronisation user is a SuperUser or an Accountant; the role decides nothing by itself.',
		fix: 'Nothing is to be done, unless the user cannot see what it should.',
	}), ({user, roles}) => ({
		summary: `${show(user)} heeft de rol ${Array.isArray(roles) ? roles.join(', ') : show(roles)}.`,
		cause: 'Gewoonlijk is de synchronisatiegebruiker een SuperUser of een Accountant; de rol zelf beslist niets.',
		fix: 'Er is niets te doen, tenzij de gebruiker niet ziet wat hij moet zien.',
	})),
} as const satisfies Record<string, Entry>;
