/** An OData error as the vendor's services give it: the real reason is in the inner exception too. */
export const odataError = (code: string, message: string, details?: {readonly cause: string; readonly fix: string}): string => JSON.stringify({
	error: {
		code,
		message: {lang: 'en-US', value: message},
		innererror: {
			message: details?.cause ?? message,
			type: 'Exact.Services.Entities.EntityException',
			stacktrace: '',
			internalexception: {message: details === undefined ? message : `${message} ${details.fix}`, type: 'Exact.Services.Entities.EntityException', stacktrace: ''},
		},
	},
});
