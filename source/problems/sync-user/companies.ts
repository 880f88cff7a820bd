import type {Entry} from '../problem.js';
import {show} from '../show.js';
import {found, used} from './kinds.js';
import {
	inDutch,
	isOne,
	some,
	someDutch,
} from './phrases.js';

/** The companies that a link must cover. */
export const companiesProblems = {
	'SYNC-MISSING': found(({missing, account}) => ({
		summary: `${show(account)} has no access to ${Array.isArray(missing) ? `${missing.length} ${missing.length === 1 ? 'company' : 'companies'} that the connection needs: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' and others' : ''}` : show(missing)}.`,
		cause: 'The accounting system does not show these companies to the linked user: no access right, or not permitted to the application.',
		fix: 'Exact Online: Users > Overview > Companies: Access rights, and My Exact Online > Security centre > Manage companies. Then look again.',
	}), ({missing, account}) => ({
		summary: `${show(account)} heeft geen toegang tot ${Array.isArray(missing) ? `${missing.length} ${missing.length === 1 ? 'administratie' : 'administraties'} die de koppeling nodig heeft: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' en andere' : ''}` : show(missing)}.`,
		cause: 'Het boekhoudsysteem toont deze administraties niet aan de gekoppelde gebruiker: geen toegangsrecht, of niet aan de applicatie gegeven.',
		fix: 'Exact Online: Users > Overview > Companies: Access rights, en My Exact Online > Security centre > Manage companies. Kijk daarna opnieuw.',
	})),
	'SYNC-BLOCKED': found(({blocked}) => ({
		summary: `These companies cannot be used now: ${Array.isArray(blocked) ? blocked.slice(0, 5).join(', ') : show(blocked)}.`,
		cause: 'The accounting system shows them as archived, inactive, or busy with a conversion or a copy.',
		fix: 'Wait for the conversion, or take an archived company out of the office.',
	}), ({blocked}) => ({
		summary: `Deze administraties zijn nu niet te gebruiken: ${inDutch(Array.isArray(blocked) ? blocked.slice(0, 5).join(', ') : show(blocked))}.`,
		cause: 'Het boekhoudsysteem toont ze als gearchiveerd, inactief, of bezig met een conversie of een kopie.',
		fix: 'Wacht op de conversie, of haal een gearchiveerde administratie uit het kantoor.',
	})),
	'SYNC-NOT-SEEN': found(({reason}) => ({
		summary: 'The link answers; which companies it covers was not seen.',
		cause: `${show(reason)}.`,
		fix: 'Look in the office whether its companies are synchronised: Settings > Office > Accounting System.',
	}), ({reason}) => ({
		summary: 'De koppeling antwoordt; welke administraties zij dekt is niet gezien.',
		cause: `${inDutch(show(reason))}.`,
		fix: 'Kijk in het kantoor of de administraties worden gesynchroniseerd: Instellingen > Kantoor > Boekhoudsysteem.',
	})),
	'SYNC-UNASSIGNED': found(({companies, type}) => ({
		summary: `${some(companies)} of type ${show(type)} belong to one of several connections, and it is not known to which.`,
		cause: 'The public API names the system of a company, not its connection. A company counts for a connection once its user alone was seen to have access, or when an operator assigns it.',
		fix: 'Assign them: baco sync-user assign CONNECTION COMPANY..., or companies of the connection in the profile.',
	}), ({companies, type}) => ({
		summary: `${someDutch(companies)} van type ${show(type)} ${isOne(companies) ? 'hoort' : 'horen'} bij een van meerdere koppelingen, en het is niet bekend bij welke.`,
		cause: 'De openbare API noemt het systeem van een administratie, niet haar koppeling. Een administratie telt voor een koppeling zodra alleen haar gebruiker er toegang toe bleek te hebben, of als iemand haar toewijst.',
		fix: 'Wijs ze toe: baco sync-user assign CONNECTION COMPANY..., of companies van de koppeling in het profiel.',
	})),
	'SYNC-ASSIGNMENT': found(({entries}) => ({
		summary: `What the profile assigns to this connection cannot be meant: ${Array.isArray(entries) ? entries.slice(0, 5).join('; ') : show(entries)}.`,
		cause: 'A company has gone or has another code now, a code belongs to several, or two connections claim the same.',
		fix: 'Look at baco sync-user assign CONNECTION, and assign or release it there.',
	}), ({entries}) => ({
		summary: `Wat het profiel aan deze koppeling toewijst kan niet bedoeld zijn: ${Array.isArray(entries) ? entries.slice(0, 5).join('; ') : show(entries)}.`,
		cause: 'Een administratie is weg of heeft nu een andere code, een code hoort bij meerdere, of twee koppelingen noemen dezelfde.',
		fix: 'Kijk in baco sync-user assign CONNECTION, en wijs haar daar toe of laat haar los.',
	})),
	'SYNC-COMPANY': used(({company, reason}) => ({
		summary: `${show(company)} cannot be assigned: ${show(reason)}.`,
		cause: 'A company is named by its id, its code or its name in the office, and must be of the type of the connection.',
		fix: 'baco sync-user assign CONNECTION, without a company, lists them with their ids.',
	}), ({company, reason}) => ({
		summary: `${show(company)} is niet toe te wijzen: ${show(reason)}.`,
		cause: 'Een administratie wordt genoemd met haar id, haar code of haar naam in het kantoor, en moet van het type van de koppeling zijn.',
		fix: 'baco sync-user assign CONNECTION, zonder administratie, toont ze met hun id.',
	})),
	'SYNC-ALONE': used(({type, connection}) => ({
		summary: `${show(connection)} is the only connection of type ${show(type)}: all companies of the type are its own.`,
		cause: 'There is nothing to choose between.',
		fix: 'Nothing is to be done.',
	}), ({type, connection}) => ({
		summary: `${show(connection)} is de enige koppeling van type ${show(type)}: alle administraties van het type horen bij haar.`,
		cause: 'Er is niets te kiezen.',
		fix: 'Er is niets te doen.',
	})),
	'SYNC-ASSIGN-CHANGED': found(({company}) => ({
		summary: `Which connection ${show(company)} belongs to was changed by someone else meanwhile.`,
		cause: 'Another command has assigned it between the preview and the confirmation. Nothing was changed here.',
		fix: 'Look again: baco sync-user assign CONNECTION.',
	}), ({company}) => ({
		summary: `Bij welke koppeling ${show(company)} hoort is intussen door iemand anders gewijzigd.`,
		cause: 'Een andere opdracht heeft haar toegewezen tussen het voorbeeld en de bevestiging. Hier is niets gewijzigd.',
		fix: 'Kijk opnieuw: baco sync-user assign CONNECTION.',
	})),
} as const satisfies Record<string, Entry>;
