/** The seven sites; a token belongs to one of them. `com` is the United States and all others. */
export const exactOnlineSites = ['nl', 'be', 'de', 'fr', 'es', 'co.uk', 'com'] as const;

/** Address of a country's site; undefined for a country without one. */
export const siteOfCountry = (country: string): string | undefined => {
	const wanted = country.toLowerCase();
	const domain = {uk: 'co.uk', gb: 'co.uk', us: 'com'}[wanted] ?? wanted;
	return (exactOnlineSites as readonly string[]).includes(domain) ? `https://start.exactonline.${domain}` : undefined;
};
