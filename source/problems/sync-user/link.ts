import type {Entry} from '../problem.js';
import {show} from '../show.js';
import {found, unreached, set} from './kinds.js';
import {said} from './phrases.js';

/** How well a link is, as its tokens and the servers tell it. */
export const linkProblems = {
	'SYNC-NONE': found(({connection}) => ({
		summary: `Connection ${show(connection)} has no link here.`,
		cause: 'Nobody has connected it with baco yet, or its tokens were removed.',
		fix: `Connect it: baco sync-user relink ${show(connection)}.`,
	}), ({connection}) => ({
		summary: `Koppeling ${show(connection)} is hier nog niet gelegd.`,
		cause: 'Niemand heeft haar met baco verbonden, of haar tokens zijn verwijderd.',
		fix: `Verbind haar: baco sync-user relink ${show(connection)}.`,
	})),
	'SYNC-OLD-TOKEN': found(facts => ({
		summary: `${show(facts.host)} refuses the refresh token as an old one${said(facts)}.`,
		cause: 'Somebody else has used the same chain: a second program or machine with a copy of these tokens, a restored backup, or the same user associated twice with one application.',
		fix: 'Only a new consent helps: relink the synchronisation user. Then make sure that nothing else uses its tokens.',
	}), facts => ({
		summary: `${show(facts.host)} weigert het vernieuwingstoken als een oud token${said(facts)}.`,
		cause: 'Iets anders heeft dezelfde keten gebruikt: een tweede programma of een andere machine met een kopie van deze tokens, een teruggezette back-up, of dezelfde gebruiker die twee keer aan één applicatie is gekoppeld.',
		fix: 'Alleen een nieuwe toestemming helpt: verbind de synchronisatiegebruiker opnieuw. Zorg daarna dat niets anders zijn tokens gebruikt.',
	})),
	'SYNC-IDLE': found(facts => ({
		summary: `The refresh token was not used for ${show(facts.ageDays)} days, and ${show(facts.host)} has dropped it${said(facts)}.`,
		cause: `An unused refresh token dies after ${show(facts.idleDays)} days.`,
		fix: 'Relink the synchronisation user, and let a schedule run baco sync-user refresh every day.',
	}), facts => ({
		summary: `Het vernieuwingstoken is ${show(facts.ageDays)} dagen niet gebruikt, en ${show(facts.host)} heeft het laten vervallen${said(facts)}.`,
		cause: `Een ongebruikt vernieuwingstoken vervalt na ${show(facts.idleDays)} dagen.`,
		fix: 'Verbind de synchronisatiegebruiker opnieuw, en laat een planning elke dag baco sync-user refresh draaien.',
	})),
	'SYNC-REVOKED': found(facts => ({
		summary: `${show(facts.host)} no longer accepts the link${said(facts)}.`,
		cause: 'The consent was revoked in the accounting system, the user was removed, has left or has an expired password, or a company was taken from the application.',
		fix: 'Check the user in the accounting system (Exact Online: My Exact Online > Security centre), then relink.',
	}), facts => ({
		summary: `${show(facts.host)} aanvaardt de koppeling niet meer${said(facts)}.`,
		cause: 'De toestemming is in het boekhoudsysteem ingetrokken, de gebruiker is verwijderd, uit dienst of heeft een verlopen wachtwoord, of een administratie is aan de applicatie onttrokken.',
		fix: 'Controleer de gebruiker in het boekhoudsysteem (Exact Online: My Exact Online > Security centre), en verbind daarna opnieuw.',
	})),
	'SYNC-EARLY': found(facts => ({
		summary: `${show(facts.host)} gives no new access token yet${said(facts)}.`,
		cause: 'A new access token is not given before 570 seconds after the last one. The link itself is well.',
		fix: 'Nothing is to be done: baco uses the token that it has, and asks again in time.',
	}), facts => ({
		summary: `${show(facts.host)} geeft nog geen nieuw toegangstoken${said(facts)}.`,
		cause: 'Een nieuw toegangstoken komt niet eerder dan 570 seconden na het vorige. De koppeling zelf is in orde.',
		fix: 'Er is niets te doen: baco gebruikt het token dat er is, en vraagt op tijd opnieuw.',
	})),
	'SYNC-401': found(({status}) => ({
		summary: `The access token is not accepted (HTTP ${show(status)}).`,
		cause: 'The token was revoked before its time, or belongs to another site.',
		fix: 'Relink the synchronisation user.',
	}), ({status}) => ({
		summary: `Het toegangstoken wordt niet aanvaard (HTTP ${show(status)}).`,
		cause: 'Het token is voor zijn tijd ingetrokken, of hoort bij een andere site.',
		fix: 'Verbind de synchronisatiegebruiker opnieuw.',
	})),
	'SYNC-DUE': found(({ageDays, daysLeft}) => ({
		summary: `The refresh token is ${show(ageDays)} days old; ${show(daysLeft)} days are left.`,
		cause: 'An unused refresh token dies.',
		fix: 'Run baco sync-user refresh, and let a schedule run it every day.',
	}), ({ageDays, daysLeft}) => ({
		summary: `Het vernieuwingstoken is ${show(ageDays)} dagen oud; er zijn nog ${show(daysLeft)} dagen over.`,
		cause: 'Een ongebruikt vernieuwingstoken vervalt.',
		fix: 'Draai baco sync-user refresh, en laat een planning dat elke dag doen.',
	})),
	'SYNC-CLOCK': found(({seconds}) => ({
		summary: `The clock of this machine is ${show(Math.abs(Number(seconds)))} seconds ${Number(seconds) > 0 ? 'ahead of' : 'behind'} the accounting system's.`,
		cause: 'The clock is wrong. When tokens expire is reckoned with it.',
		fix: 'Set the clock, and let it be kept by NTP.',
	}), ({seconds}) => ({
		summary: `De klok van deze machine loopt ${show(Math.abs(Number(seconds)))} seconden ${Number(seconds) > 0 ? 'voor' : 'achter'} op die van het boekhoudsysteem.`,
		cause: 'De klok staat verkeerd. Wanneer tokens verlopen wordt ermee berekend.',
		fix: 'Zet de klok goed, en laat NTP haar bijhouden.',
	})),
	'SYNC-UNREACHABLE': unreached(({host, detail}) => ({
		summary: `${show(host)} does not answer (${show(detail)}).`,
		cause: 'The network, a proxy or the server. This says nothing about the link.',
		fix: 'Try again; check the way to this host from this machine.',
	}), ({host, detail}) => ({
		summary: `${show(host)} antwoordt niet (${show(detail)}).`,
		cause: 'Het netwerk, een proxy of de server. Over de koppeling zegt dit niets.',
		fix: 'Probeer het opnieuw; controleer de weg van deze machine naar deze host.',
	})),
	'SYNC-BUSY': unreached(({host, retryAfter}) => ({
		summary: `${show(host)} takes no more calls for now (HTTP 429${retryAfter === undefined ? '' : `, again in ${show(retryAfter)} s`}).`,
		cause: 'The limit of calls is used up. This says nothing about the link.',
		fix: 'Wait a minute; after several refusals an hour.',
	}), ({host, retryAfter}) => ({
		summary: `${show(host)} neemt nu geen vragen meer aan (HTTP 429${retryAfter === undefined ? '' : `, weer over ${show(retryAfter)} s`}).`,
		cause: 'Het toegestane aantal vragen is op. Over de koppeling zegt dit niets.',
		fix: 'Wacht een minuut; na meerdere weigeringen een uur.',
	})),
	'SYNC-UNAVAILABLE': unreached(({host, status}) => ({
		summary: `${show(host)} is in trouble (HTTP ${show(status)}).`,
		cause: 'The server itself failed. This says nothing about the link.',
		fix: 'Try again later.',
	}), ({host, status}) => ({
		summary: `${show(host)} heeft een storing (HTTP ${show(status)}).`,
		cause: 'De server zelf faalde. Over de koppeling zegt dit niets.',
		fix: 'Probeer het later opnieuw.',
	})),
	'SYNC-ANSWER': unreached(({host, status, detail, message}) => ({
		summary: `${host === undefined ? 'The accounting system' : show(host)} answered something that is not understood (${[status === undefined ? undefined : `HTTP ${show(status)}`, detail, message].filter(text => text !== undefined && text !== '').map(text => show(text)).join(', ')}).`,
		cause: 'The address is not the one of an accounting system, a proxy answers in its place, or the interface has changed.',
		fix: 'Check the site of the connection in the profile.',
	}), ({host, status, detail, message}) => ({
		summary: `${host === undefined ? 'Het boekhoudsysteem' : show(host)} antwoordde iets dat niet te begrijpen is (${[status === undefined ? undefined : `HTTP ${show(status)}`, detail, message].filter(text => text !== undefined && text !== '').map(text => show(text)).join(', ')}).`,
		cause: 'Het adres is niet dat van een boekhoudsysteem, een proxy antwoordt in zijn plaats, of de interface is gewijzigd.',
		fix: 'Controleer de site van de koppeling in het profiel.',
	})),
	'SYNC-CLIENT': set(facts => ({
		summary: `${show(facts.host)} does not know the application, or not with this secret${said(facts)}.`,
		cause: 'The client id or its secret is wrong, or the registration was removed. The link itself may be well.',
		fix: 'Correct the client id in the profile, and store the secret: baco credential set PROFILE/sync-client@CONNECTION.',
	}), facts => ({
		summary: `${show(facts.host)} kent de applicatie niet, of niet met dit geheim${said(facts)}.`,
		cause: 'De client-id of het geheim is verkeerd, of de registratie is verwijderd. De koppeling zelf kan in orde zijn.',
		fix: 'Verbeter de client-id in het profiel, en bewaar het geheim: baco credential set PROFILE/sync-client@CONNECTION.',
	})),
	'SYNC-STORE': set(({name, detail}) => ({
		summary: `The tokens of ${show(name)} cannot be kept: ${show(detail)}`,
		cause: 'No store takes them. Nothing was refreshed or replaced, as new tokens would be lost.',
		fix: 'Run baco credential status to see which stores can be used here, then do it again.',
	}), ({name, detail}) => ({
		summary: `De tokens van ${show(name)} kunnen niet worden bewaard: ${show(detail)}`,
		cause: 'Geen opslag neemt ze aan. Er is niets vernieuwd of vervangen, omdat nieuwe tokens verloren zouden gaan.',
		fix: 'Draai baco credential status om te zien welke opslag hier bruikbaar is, en doe het dan opnieuw.',
	})),
} as const satisfies Record<string, Entry>;
