/** A browser without a screen: keeps cookies, follows redirects by hand, fills in the forms of the sign-in pages. */
export const openWebAgent = () => {
	const cookies = new Map<string, string>();

	const request = async (url: string, form?: Readonly<Record<string, string>>): Promise<Response> => {
		const response = await fetch(url, {
			method: form === undefined ? 'GET' : 'POST',
			redirect: 'manual',
			headers: {accept: 'text/html', cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')},
			...(form !== undefined && {body: new URLSearchParams(form)}),
		});
		for (const line of response.headers.getSetCookie()) {
			const [name = '', value = ''] = line.split(';', 1)[0]!.split(/=(?<value>.*)/v, 2);
			cookies.set(name, value);
		}

		return response;
	};

	/** Follows until a page has no form and no redirect, until one says `until`, or until the address begins with `end`. */
	const walk = async (url: string, {login, end = 'nowhere:', until, isAborting = false, userCode = ''}: WalkOptions): Promise<{readonly url: string; readonly text: string}> => {
		let current = url;
		let response = await request(current);
		let hasAborted = false;
		for (let steps = 0; steps < 30; steps++) {
			const location = response.headers.get('location');
			if (location !== null) {
				current = new URL(location, current).href;
				if (current.startsWith(end)) {
					return {url: current, text: ''};
				}

				response = await request(current); // eslint-disable-line no-await-in-loop -- a browser goes page by page
				continue;
			}

			const text = await response.text(); // eslint-disable-line no-await-in-loop
			const form = formOf(text, current);
			if (form === undefined || hasAborted || (until !== undefined && text.includes(until))) {
				return {url: current, text};
			}

			if (isAborting && form.abort !== undefined) {
				current = form.abort;
				hasAborted = true;
				response = await request(current); // eslint-disable-line no-await-in-loop
				continue;
			}

			current = form.action;
			// eslint-disable-next-line no-await-in-loop
			response = await request(current, {
				...form.hidden,
				...(form.fields.includes('login') && {login, password: 'anything'}),
				...(form.fields.includes('user_code') && {user_code: userCode}),
			});
		}

		throw new Error(`The pages go round in circles at ${current}`);
	};

	return {walk};
};

export type WalkOptions = {readonly login: string; readonly end?: string; /** A text at which the person stops and reads. */ readonly until?: string; readonly isAborting?: boolean; readonly userCode?: string};

/** Signs in and consents; the address that the browser is sent back to. */
export const signIn = async (authorisationUrl: string, login: string, end: string, isAborting = false): Promise<string> => {
	const {url} = await openWebAgent().walk(authorisationUrl, {login, end, isAborting});
	return url;
};

/** Types the code into the page for devices, signs in and consents. */
export const confirmDevice = async (verificationUri: string, userCode: string, login: string, isAborting = false): Promise<string> => {
	const {text} = await openWebAgent().walk(verificationUri, {login, userCode, isAborting});
	return text;
};

const formOf = (text: string, base: string) => {
	const action = /<form[^>]*action="(?<action>[^"]+)"/v.exec(text)?.groups?.action;
	if (action === undefined) {
		return undefined;
	}

	const inputs = text.matchAll(/<input[^>]*>/gv).map(([tag]) => ({
		name: attribute(tag, 'name'), value: attribute(tag, 'value') ?? '', isHidden: attribute(tag, 'type') === 'hidden',
	})).toArray();
	const abort = /<a href="(?<abort>[^"]+)">\[ Cancel \]/v.exec(text)?.groups?.abort;
	return {
		action: new URL(action.replaceAll('&amp;', '&'), base).href,
		abort: abort === undefined ? undefined : new URL(abort, base).href,
		hidden: Object.fromEntries(inputs.filter(({isHidden, name}) => isHidden && name !== undefined).map(({name, value}) => [name!, value])),
		fields: inputs.filter(({isHidden}) => !isHidden).map(({name}) => name ?? ''),
	};
};

const attribute = (tag: string, name: string) => new RegExp(String.raw`\s${name}="(?<value>[^"]*)"`, 'v').exec(tag)?.groups?.value;
