/**
Fetches over a connection of its own, which ends with the answer.

A connection that is kept may be closed by the server in the very moment when the next request is sent over it. Whether that request was carried out is then not known, and a code or a refresh token works once only: it must not be sent again.
*/
export const fetchAlone = async (url: string | URL, init: Readonly<RequestInit> = {}): Promise<Response> => {
	const headers = new Headers(init.headers);
	headers.set('connection', 'close');
	return fetch(url, {...init, headers});
};
