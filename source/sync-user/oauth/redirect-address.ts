import {keepSecret} from '../../platform/redact.js';
import {BacoError} from '../../problems/baco-error.js';

/**
The address that a browser came back to, out of what a person pasted: line wraps and blanks are taken out, origin, path and state are
checked. Rejects with SYNC-PASTE, SYNC-PASTE-PAGE, SYNC-PASTE-HOST, SYNC-STATE or SYNC-DENIED.
*/
export const readRedirectAddress = (pasted: string, {redirectUri, state}: {readonly redirectUri: string; readonly state: string}): URL => {
	const url = addressIn(pasted);
	const wanted = new URL(redirectUri);
	keepSecret(url.searchParams.get('code') ?? '');
	if (url.origin !== wanted.origin || url.pathname !== wanted.pathname) {
		throw new BacoError('SYNC-PASTE-HOST', {found: url.origin + url.pathname, wanted: wanted.origin + wanted.pathname});
	}

	if (url.searchParams.get('state') !== state) {
		throw new BacoError('SYNC-STATE', {host: url.host});
	}

	const error = url.searchParams.get('error');
	if (error !== null) {
		throw new BacoError('SYNC-DENIED', {host: url.host, error, detail: url.searchParams.get('error_description') ?? undefined});
	}

	if (!url.searchParams.has('code')) {
		throw new BacoError('SYNC-PASTE', {found: 'an address without a code'});
	}

	return url;
};

const addressIn = (pasted: string): URL => {
	const text = pasted.replaceAll(/[\s\p{Control}]+/gv, '');
	if (text === '') {
		throw new BacoError('SYNC-PASTE', {found: 'nothing'});
	}

	const quoted = unquoted(text);
	const isPage = /<[!\/a-z]/iv.test(quoted) || (pasted.trim().split(/\s+/v).length > 8 && !/^https?:/iv.test(quoted));
	if (isPage || quoted.length > longestAddress) {
		throw new BacoError('SYNC-PASTE-PAGE', {characters: pasted.length});
	}

	if (!/^https?:\/\//iv.test(quoted) || !URL.canParse(quoted)) {
		// It may be a bare code, which cannot be checked against the question: it is not repeated.
		keepSecret(quoted);
		throw new BacoError('SYNC-PASTE', {found: 'something that is not an address'});
	}

	return new URL(quoted);
};

/** Out of a mail it may come in quotation marks or angle brackets. */
const unquoted = (text: string) => /^(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|<(?<angle>[^>]*)>)$/v.exec(text)?.slice(1).find(part => part !== undefined) ?? text;

const longestAddress = 16_384;

/** What was pasted and one more line of it. A line that begins an address anew replaces what came before. */
export const withLine = (pasted: string, line: string): string => /^\s*["'<]?https?:\/\//iv.test(line) ? line : pasted + line;

/** Said when `isIncomplete`. */
export const endsTooEarly = 'The address ends too early: its code or its state is not there. Paste the rest of it, or the whole address anew; Enter alone gives it up.';

/** Whether an address looks as if its end were still to come: a terminal without paste marks gives it line by line. */
export const isIncomplete = (pasted: string, {redirectUri, state}: {readonly redirectUri: string; readonly state: string}): boolean => {
	const text = pasted.replaceAll(/[\s\p{Control}]+/gv, '');
	if (text !== '' && redirectUri.startsWith(text)) {
		return true;
	}

	if (!text.startsWith(redirectUri) || text.length > longestAddress || !URL.canParse(text)) {
		return false;
	}

	const {searchParams} = new URL(text);
	const found = searchParams.get('state');
	return (!searchParams.has('code') && !searchParams.has('error')) || found === null || (found !== state && state.startsWith(found));
};
