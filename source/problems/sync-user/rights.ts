import type {Entry} from '../problem.js';
import {show} from '../show.js';
import {found} from './kinds.js';
import {
	inDutch,
	some,
	someDutch,
	withoutStop,
} from './phrases.js';

/** What the user behind a link may do. Pages of Exact Online are named as its English interface names them, in both languages. */
export const rightsProblems = {
	'SYNC-403': found(({message, division}) => ({
		summary: `The accounting system refuses the data${division === undefined ? '' : ` of company ${show(division)}`} (${show(message)}), and which of its four causes it is cannot be asked.`,
		cause: 'The rights of the user, its access to the company, the companies that the application is permitted, or the licence; the question about rights is refused as well.',
		fix: 'Check in Exact Online in this order: Master data > Users > Control: Rights; Users > Overview > Companies: Access rights; My Exact Online > Security centre > Manage companies; the licence.',
	}), ({message, division}) => ({
		summary: `Het boekhoudsysteem weigert de gegevens${division === undefined ? '' : ` van administratie ${show(division)}`} (${show(message)}), en welke van de vier oorzaken het is valt niet te vragen.`,
		cause: 'De rechten van de gebruiker, zijn toegang tot de administratie, de administraties die de applicatie mag zien, of de licentie; ook de vraag naar rechten wordt geweigerd.',
		fix: 'Controleer in Exact Online, in deze volgorde: Master data > Users > Control: Rights; Users > Overview > Companies: Access rights; My Exact Online > Security centre > Manage companies; de licentie.',
	})),
	'SYNC-403-RIGHTS': found(({message, division, account}) => ({
		summary: `${show(account)} lacks rights in company ${show(division)} (${show(message)}).`,
		cause: 'The accounting system says itself that this user may not read relations there.',
		fix: 'Give the rights in Exact Online: Master data > Users > Control: Rights, and Monitor > Rights.',
	}), ({message, division, account}) => ({
		summary: `${show(account)} mist rechten in administratie ${show(division)} (${show(message)}).`,
		cause: 'Het boekhoudsysteem zegt zelf dat deze gebruiker daar geen relaties mag lezen.',
		fix: 'Geef de rechten in Exact Online: Master data > Users > Control: Rights, en Monitor > Rights.',
	})),
	'SYNC-403-ACCESS': found(({message, division, account}) => ({
		summary: `${show(account)} may not open ${show(division)} (${show(message)}).`,
		cause: 'The accounting system does not list it among the companies of the user, and does not name the scope of the application as the reason.',
		fix: 'Give the access in Exact Online: Users > Overview > Companies: Access rights. Then look again.',
	}), ({message, division, account}) => ({
		summary: `${show(account)} mag ${show(division)} niet openen (${show(message)}).`,
		cause: 'Het boekhoudsysteem noemt haar niet onder de administraties van de gebruiker, en noemt de applicatie niet als reden.',
		fix: 'Geef de toegang in Exact Online: Users > Overview > Companies: Access rights. Kijk daarna opnieuw.',
	})),
	'SYNC-403-SCOPE': found(({message, division}) => ({
		summary: `Company ${show(division)} is not among the companies of the application (${show(message)}).`,
		cause: 'The person who consented did not permit this company to the application.',
		fix: 'My Exact Online > Security centre > Manage companies, or Import/Export > App permissions; some need to be revoked first, then relink.',
	}), ({message, division}) => ({
		summary: `Administratie ${show(division)} hoort niet bij de administraties van de applicatie (${show(message)}).`,
		cause: 'Wie toestemming gaf, heeft deze administratie niet aan de applicatie gegeven.',
		fix: 'My Exact Online > Security centre > Manage companies, of Import/Export > App permissions; soms moet de toestemming eerst worden ingetrokken en dan opnieuw verbonden.',
	})),
	'SYNC-403-LICENCE': found(({message, division, account}) => ({
		summary: `${show(account)} has the right in company ${show(division)} and is refused all the same (${show(message)}).`,
		cause: 'That leaves the licence or a module that it lacks.',
		fix: 'Check the licence and the modules of this company with whoever administers Exact Online.',
	}), ({message, division, account}) => ({
		summary: `${show(account)} heeft het recht in administratie ${show(division)} en wordt toch geweigerd (${show(message)}).`,
		cause: 'Dan blijft de licentie over, of een module die daarin ontbreekt.',
		fix: 'Controleer de licentie en de modules van deze administratie met wie Exact Online beheert.',
	})),
	'SYNC-RIGHTS': found(({companies, account}) => ({
		summary: `${show(account)} lacks rights: ${Array.isArray(companies) ? `${companies.slice(0, 5).join('; ')}${companies.length > 5 ? ` and ${companies.length - 5} other companies` : ''}` : show(companies)}.`,
		cause: 'The accounting system says itself that this user may not do that there; master data or bookings of the company stay out.',
		fix: 'Give the rights in Exact Online: Master data > Users > Control: Rights, and Monitor > Rights.',
	}), ({companies, account}) => ({
		summary: `${show(account)} mist rechten: ${Array.isArray(companies) ? `${companies.slice(0, 5).map(company => inDutch(show(company))).join('; ')}${companies.length > 5 ? ` en nog ${companies.length - 5} andere administraties` : ''}` : show(companies)}.`,
		cause: 'Het boekhoudsysteem zegt zelf dat deze gebruiker dat daar niet mag; stamgegevens of boekingen van de administratie blijven weg.',
		fix: 'Geef de rechten in Exact Online: Master data > Users > Control: Rights, en Monitor > Rights.',
	})),
	'SYNC-RIGHTS-UNKNOWN': found(({companies, why}) => ({
		summary: `What the user may do is not known in ${some(companies)}: ${withoutStop(show(why))}.`,
		cause: 'The question about rights needs the scope "Organization administration", which the application or the user may lack; a refusal of it says nothing of the rights.',
		fix: 'Check in Exact Online: Master data > Users > Control: Rights. Nothing is asked again for an hour, as each refusal counts.',
	}), ({companies, why}) => ({
		summary: `Wat de gebruiker mag is niet bekend in ${someDutch(companies)}: ${withoutStop(inDutch(show(why)))}.`,
		cause: 'De vraag naar rechten heeft het recht "Organization administration" nodig, dat de applicatie of de gebruiker kan missen; een weigering ervan zegt niets over de rechten.',
		fix: 'Controleer in Exact Online: Master data > Users > Control: Rights. Een uur lang wordt niets opnieuw gevraagd, omdat elke weigering telt.',
	})),
	'SYNC-RIGHTS-LEFT': found(({left}) => ({
		summary: `${show(left)} companies were not asked this time.`,
		cause: 'Calls are limited; a hundred companies are asked at a time.',
		fix: 'Ask again: those that were asked are not asked twice within a day.',
	}), ({left}) => ({
		summary: `${show(left)} administraties zijn deze keer niet gevraagd.`,
		cause: 'Het aantal vragen is beperkt; er worden honderd administraties per keer gevraagd.',
		fix: 'Vraag het opnieuw: wat gevraagd is, wordt binnen een dag niet nog eens gevraagd.',
	})),
} as const satisfies Record<string, Entry>;
