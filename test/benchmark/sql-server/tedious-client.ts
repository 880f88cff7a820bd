import {Connection, Request} from 'tedious';

/** Logs in with tedious, without encryption. */
export const connectTedious = async (port: number, password: string, database = 'shop'): Promise<Connection> => {
	const connection = new Connection({
		server: '127.0.0.1',
		authentication: {type: 'default', options: {userName: 'sa', password}},
		options: {
			port, database, encrypt: false, requestTimeout: 0, connectTimeout: 100_000,
		},
	});
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	connection.connect(error => {
		if (error) {
			reject(error);
		} else {
			resolve();
		}
	});
	await promise;
	return connection;
};

/** Runs a batch to its end and counts its rows. */
export const countRows = async (connection: Connection, text: string): Promise<number> => {
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	let rows = 0;
	const request = new Request(text, error => {
		if (error) {
			reject(error);
		} else {
			resolve();
		}
	});
	request.on('row', () => {
		rows++;
	});
	connection.execSqlBatch(request);
	await promise;
	return rows;
};

export const closeTedious = async (connection: Connection): Promise<void> => {
	const {promise, resolve} = Promise.withResolvers<void>();
	connection.once('end', () => {
		resolve();
	});
	connection.close();
	await promise;
};
