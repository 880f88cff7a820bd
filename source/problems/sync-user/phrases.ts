import {show} from '../show.js';

export const unchanged = 'The link that was there before is untouched.';
export const unchangedDutch = 'De koppeling die er al was is onaangeroerd.';
export const again = 'Start the relink again.';
export const againDutch = 'Begin opnieuw met verbinden.';

/** What the server said, as far as it said something. */
export const said = ({error, detail, reason}: Readonly<Record<string, unknown>>): string => {
	const words = [error, detail, reason].filter(text => text !== undefined && text !== '').map(text => show(text));
	return words.length === 0 ? '' : ` (${words.join(': ')})`;
};

/** `3 companies (101 Holding, ...)`. */
export const some = (companies: unknown): string => Array.isArray(companies) ? `${companies.length} ${companies.length === 1 ? 'company' : 'companies'} (${companies.slice(0, 5).join(', ')}${companies.length > 5 ? ' and others' : ''})` : show(companies);

export const someDutch = (companies: unknown): string => Array.isArray(companies) ? `${companies.length} ${companies.length === 1 ? 'administratie' : 'administraties'} (${companies.slice(0, 5).join(', ')}${companies.length > 5 ? ' en andere' : ''})` : show(companies);

export const isOne = (companies: unknown): boolean => Array.isArray(companies) && companies.length === 1;

export const withoutStop = (sentence: string): string => sentence.endsWith('.') ? sentence.slice(0, -1) : sentence;

/** Words that a check puts into its facts, in Dutch; what is not among them stays as it is. */
export const inDutch = (text: string): string => {
	let changed = text;
	for (const [english, dutch] of Object.entries(factWords)) {
		changed = changed.replaceAll(english, () => dutch);
	}

	return changed;
};

const factWords: Readonly<Record<string, string>> = {
	'read relations': 'relaties lezen',
	'read ledgers': 'grootboekrekeningen lezen',
	'read VAT codes': 'btw-codes lezen',
	'read cost centres': 'kostenplaatsen lezen',
	'book purchase entries': 'inkoopboekingen maken',
	'add documents': 'documenten toevoegen',
	'being backed up or restored': 'bezig met een back-up of terugzetting',
	'being converted': 'bezig met een conversie',
	'being copied': 'bezig met een kopie',
	'(inactive)': '(inactief)',
	'(archived)': '(gearchiveerd)',
	'the question about rights is refused': 'de vraag naar rechten wordt geweigerd',
	'the question about rights was refused in other companies, and is not asked any more': 'de vraag naar rechten is in andere administraties geweigerd, en wordt niet meer gesteld',
	'The companies of its user are not told by': 'De administraties van de gebruiker komen niet van',
	'The office does not have this connection, so it names no companies for it': 'Het kantoor heeft deze koppeling niet, en noemt er dus geen administraties voor',
	'The office was not asked, so which companies are needed is not known': 'Het kantoor is niet gevraagd, dus welke administraties nodig zijn is niet bekend',
	'not in dbo.bedryf of this database': 'niet in dbo.bedryf van deze database',
	'not active in dbo.bedryf': 'niet actief in dbo.bedryf',
	'no row in dbo.DivisionPeople': 'geen regel in dbo.DivisionPeople',
	'the row in dbo.DivisionPeople has ended': 'de regel in dbo.DivisionPeople is beëindigd',
	'row in dbo.DivisionPeople': 'regel in dbo.DivisionPeople',
	'dbo.DivisionPeople is missing or may not be read': 'dbo.DivisionPeople ontbreekt of is niet te lezen',
	'dbo.DivisionPeople lacks': 'dbo.DivisionPeople mist',
	'main division in dbo.humres': 'hoofddivisie in dbo.humres',
	'has no access in the office': 'heeft geen toegang in het kantoor',
	'has no access in the accounting system': 'heeft geen toegang in het boekhoudsysteem',
	'something that is not an address': 'iets dat geen adres is',
	'an address without a code': 'een adres zonder code',
};
