import {exitCodes} from '../exit-codes.js';
import type {Entry} from '../problem.js';
import {show} from '../show.js';
import {
	found,
	refused,
	set,
	used,
} from './kinds.js';
import {
	again,
	againDutch,
	inDutch,
	said,
	unchanged,
	unchangedDutch,
	withoutStop,
} from './phrases.js';

/** The way to a new link, and what stops it. */
export const relinkProblems = {
	'SYNC-REASON': used(({least}) => ({
		summary: `The reason is too short: it needs at least ${show(least)} characters.`,
		cause: 'The audit keeps it for whoever asks later why this was done though something stood in the way.',
		fix: 'Say in some words why, and who agreed: --override-reason TEXT.',
	}), ({least}) => ({
		summary: `De reden is te kort: zij heeft minstens ${show(least)} tekens nodig.`,
		cause: 'De audit bewaart haar voor wie later vraagt waarom dit is gedaan hoewel iets in de weg stond.',
		fix: 'Zeg in enkele woorden waarom, en wie het goed vond: --override-reason TEXT.',
	})),
	'SYNC-REFUSED': found(({why, cause = 'Companies would be without a synchronisation user that can reach them.', fix = 'Give the access first.'}) => ({
		summary: `Not done: ${withoutStop(show(why))}.`,
		cause: show(cause),
		fix: `${show(fix)} Or say why it is done all the same: --override-reason TEXT. The reason goes into the audit.`,
	}), ({why, cause, fix, whyDutch = why, causeDutch = cause, fixDutch = fix}) => ({
		summary: `Niet gedaan: ${withoutStop(show(whyDutch))}.`,
		cause: causeDutch === undefined ? 'Administraties zouden zonder synchronisatiegebruiker zijn die ze kan bereiken.' : show(causeDutch),
		fix: `${fixDutch === undefined ? 'Geef eerst de toegang.' : show(fixDutch)} Of zeg waarom het toch wordt gedaan: --override-reason TEXT. De reden komt in de audit.`,
	})),
	'SYNC-CHANGED': found(({connection}) => ({
		summary: `The link of ${show(connection)} was changed by someone else meanwhile.`,
		cause: 'Another console or command has relinked it while this one waited. Its link is the one in force; the one made here was dropped.',
		fix: 'Look at the connection again before you relink.',
	}), ({connection}) => ({
		summary: `De koppeling van ${show(connection)} is intussen door iemand anders gewijzigd.`,
		cause: 'Een andere console of opdracht heeft haar opnieuw verbonden terwijl deze wachtte. Die koppeling geldt; de hier gemaakte is weggegooid.',
		fix: 'Bekijk de koppeling opnieuw voordat u opnieuw verbindt.',
	})),
	'SYNC-PROFILE-CHANGED': set(({profile, connection, changed, isRemoved}) => ({
		summary: isRemoved === true ? `Profile ${show(profile)} is gone.` : `Profile ${show(profile)} was changed meanwhile (${Array.isArray(changed) ? changed.join(', ') : show(changed)}).`,
		cause: `Somebody edited or removed it after it was opened here; a new link of ${show(connection)} would not belong to it.`,
		fix: `Open the profile again, then start the relink again. ${unchanged}`,
	}), ({profile, connection, changed, isRemoved}) => ({
		summary: isRemoved === true ? `Profiel ${show(profile)} is weg.` : `Profiel ${show(profile)} is intussen gewijzigd (${Array.isArray(changed) ? changed.join(', ') : show(changed)}).`,
		cause: `Iemand heeft het gewijzigd of verwijderd nadat het hier was geopend; een nieuwe koppeling van ${show(connection)} zou er niet bij horen.`,
		fix: `Open het profiel opnieuw, en begin dan opnieuw met verbinden. ${unchangedDutch}`,
	})),
	'SYNC-CREDENTIALS': refused(({code}) => ({
		summary: `The user and password are not right (${show(code)}).`,
		cause: 'The accounting system refused them. They are not tried again: repeated attempts lock an account.',
		fix: 'Check them at the accounting system, then enter them again.',
	}), ({code}) => ({
		summary: `Gebruiker en wachtwoord kloppen niet (${show(code)}).`,
		cause: 'Het boekhoudsysteem weigerde ze. Ze worden niet nog eens geprobeerd: herhaalde pogingen blokkeren een account.',
		fix: 'Controleer ze in het boekhoudsysteem, en voer ze dan opnieuw in.',
	})),
	'SYNC-PASTE': used(({found: seen}) => ({
		summary: `The address of the page is needed, and this is ${show(seen)}.`,
		cause: 'A code alone cannot be checked against the question that was asked.',
		fix: `Copy the whole address from the browser's address bar. ${unchanged}`,
	}), ({found: seen}) => ({
		summary: `Het adres van de pagina is nodig, en dit is ${inDutch(show(seen))}.`,
		cause: 'Een code alleen is niet te vergelijken met de vraag die is gesteld.',
		fix: `Kopieer het hele adres uit de adresbalk van de browser. ${unchangedDutch}`,
	})),
	'SYNC-PASTE-PAGE': used(({characters}) => ({
		summary: `This is a page and not its address (${show(characters)} characters).`,
		cause: 'The text of the page was copied.',
		fix: `Copy the address from the browser's address bar. ${unchanged}`,
	}), ({characters}) => ({
		summary: `Dit is een pagina en niet haar adres (${show(characters)} tekens).`,
		cause: 'De tekst van de pagina is gekopieerd.',
		fix: `Kopieer het adres uit de adresbalk van de browser. ${unchangedDutch}`,
	})),
	'SYNC-PASTE-HOST': used(({found: seen, wanted}) => ({
		summary: `This address is one of ${show(seen)}, and the answer comes to ${show(wanted)}.`,
		cause: 'It was copied too early, or from another window.',
		fix: `Go on in the browser until the address begins with ${show(wanted)}, then copy it. ${unchanged}`,
	}), ({found: seen, wanted}) => ({
		summary: `Dit adres is er een van ${show(seen)}, en het antwoord komt bij ${show(wanted)}.`,
		cause: 'Het is te vroeg gekopieerd, of uit een ander venster.',
		fix: `Ga in de browser door tot het adres begint met ${show(wanted)}, en kopieer het dan. ${unchangedDutch}`,
	})),
	'SYNC-STATE': found(({host}) => ({
		summary: `The answer from ${show(host)} belongs to another question (its state does not match).`,
		cause: 'It comes from an earlier attempt, from another window, or from somebody who wants to slip in a foreign account.',
		fix: `${again} Use only the window that was opened for it. ${unchanged}`,
	}), ({host}) => ({
		summary: `Het antwoord van ${show(host)} hoort bij een andere vraag (de state klopt niet).`,
		cause: 'Het komt van een eerdere poging, uit een ander venster, of van iemand die een vreemd account wil laten koppelen.',
		fix: `${againDutch} Gebruik alleen het venster dat ervoor is geopend. ${unchangedDutch}`,
	})),
	'SYNC-CODE': found(facts => ({
		summary: `${show(facts.host)} does not take the code${said(facts)}.`,
		cause: `${facts.codeSeconds === undefined ? 'A code is good for a short time' : `A code is good for ${show(facts.codeSeconds)} seconds`} and once: it was used already, it is too old (the question was asked ${show(facts.waitedSeconds)} seconds ago), or it is another application's.`,
		fix: `${again} ${unchanged}`,
	}), facts => ({
		summary: `${show(facts.host)} neemt de code niet aan${said(facts)}.`,
		cause: `${facts.codeSeconds === undefined ? 'Een code is korte tijd geldig' : `Een code is ${show(facts.codeSeconds)} seconden geldig`} en één keer: zij is al gebruikt, te oud (de vraag is ${show(facts.waitedSeconds)} seconden geleden gesteld), of van een andere applicatie.`,
		fix: `${againDutch} ${unchangedDutch}`,
	})),
	'SYNC-DENIED': found(facts => ({
		summary: `The consent was not given${said(facts)}.`,
		cause: 'The person pressed Cancel, or may not connect applications.',
		fix: `${again} ${unchanged}`,
	}), facts => ({
		summary: `De toestemming is niet gegeven${said(facts)}.`,
		cause: 'Iemand koos Annuleren, of mag geen applicaties koppelen.',
		fix: `${againDutch} ${unchangedDutch}`,
	})),
	'SYNC-DEVICE-LATE': {
		exitCode: exitCodes.timedOut,
		explain: ({host}) => ({
			summary: `The code for ${show(host)} was not confirmed in time.`,
			cause: 'Nobody typed it in, or nobody consented, before it expired.',
			fix: `${again} ${unchanged}`,
		}),
		dutch: ({host}) => ({
			summary: `De code voor ${show(host)} is niet op tijd bevestigd.`,
			cause: 'Niemand heeft haar ingetypt, of niemand gaf toestemming, voordat zij verliep.',
			fix: `${againDutch} ${unchangedDutch}`,
		}),
	},
	'SYNC-DEVICE-CODE': found(facts => ({
		summary: `${show(facts.host)} does not know the code any more${said(facts)}.`,
		cause: 'The server was restarted or has forgotten it, or it was given to another application. Nobody refused the consent.',
		fix: `${again} ${unchanged}`,
	}), facts => ({
		summary: `${show(facts.host)} kent de code niet meer${said(facts)}.`,
		cause: 'De server is opnieuw gestart of is haar vergeten, of zij is aan een andere applicatie gegeven. Niemand heeft de toestemming geweigerd.',
		fix: `${againDutch} ${unchangedDutch}`,
	})),
	'SYNC-LATE': {
		exitCode: exitCodes.timedOut,
		explain: ({minutes}) => ({
			summary: `No answer came within ${show(minutes)} minutes.`,
			cause: 'Nobody went through the pages of the accounting system.',
			fix: `${again} ${unchanged}`,
		}),
		dutch: ({minutes}) => ({
			summary: `Binnen ${show(minutes)} minuten kwam er geen antwoord.`,
			cause: 'Niemand is door de pagina\'s van het boekhoudsysteem gegaan.',
			fix: `${againDutch} ${unchangedDutch}`,
		}),
	},
	'SYNC-LOOPBACK': set(({port, code}) => ({
		summary: `This machine does not let baco listen on port ${show(port)} (${show(code)}).`,
		cause: 'Another program listens there.',
		fix: 'End that program, or paste the address instead: --flow paste.',
	}), ({port, code}) => ({
		summary: `Op deze machine mag baco niet luisteren op poort ${show(port)} (${show(code)}).`,
		cause: 'Een ander programma luistert daar.',
		fix: 'Beëindig dat programma, of plak in plaats daarvan het adres: --flow paste.',
	})),
	'SYNC-BROWSER': set(({program, detail}) => ({
		summary: `No browser could be started (${show(program)}: ${show(detail)}).`,
		cause: 'The desktop of this machine has no program for addresses, or baco runs without one.',
		fix: 'Copy the address (Ctrl-y), and open it in a browser yourself.',
	}), ({program, detail}) => ({
		summary: `Er kon geen browser worden gestart (${show(program)}: ${show(detail)}).`,
		cause: 'Het bureaublad van deze machine heeft geen programma voor adressen, of baco draait zonder bureaublad.',
		fix: 'Kopieer het adres (Ctrl-y), en open het zelf in een browser.',
	})),
	'SYNC-FLOW': used(({flow, offered, connection}) => ({
		summary: `Connection ${show(connection)} cannot be relinked by ${show(flow)}.`,
		cause: `Here it can be by ${Array.isArray(offered) && offered.length > 0 ? offered.join(', ') : 'the pages of the office only'}.`,
		fix: 'Leave --flow out, or name one of these.',
	}), ({flow, offered, connection}) => ({
		summary: `Koppeling ${show(connection)} is niet opnieuw te verbinden met ${show(flow)}.`,
		cause: `Hier kan het met ${Array.isArray(offered) && offered.length > 0 ? offered.join(', ') : 'alleen de pagina\'s van het kantoor'}.`,
		fix: 'Laat --flow weg, of noem een van deze.',
	})),
	'SYNC-OFFICE-PAGES': found(({connection, steps}) => ({
		summary: `Connection ${show(connection)} can be relinked in the office's own pages only.`,
		cause: 'Its public API cannot do it.',
		fix: show(steps),
	}), ({connection, stepsDutch, steps}) => ({
		summary: `Koppeling ${show(connection)} is alleen in de pagina's van het kantoor zelf opnieuw te verbinden.`,
		cause: 'De openbare API kan het niet.',
		fix: show(stepsDutch ?? steps),
	})),
} as const satisfies Record<string, Entry>;
