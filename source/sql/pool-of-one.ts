import mssql, {type Connection} from 'mssql';

/** What the pool calls to make and end its connections. */
type Inside = {
	_poolCreate: () => Promise<Connection>;
	_poolDestroy: (connection: Connection) => Promise<void>;
};

/**
A pool with one physical connection, never replaced by another one.

The driver logs in once to try the configuration, throws that connection away and logs in again for the first request.
Here the first connection is kept, so that there is one login: half the round trips, and one line in the server's audit.
*/
export const poolOfOne = (configuration: mssql.config & {readonly beforeConnect: (connection: Connection) => void}): mssql.ConnectionPool => {
	const pool = new mssql.ConnectionPool({
		...configuration,
		validateConnection: false,
		pool: {min: 1, max: 1},
	});
	const inside = pool as unknown as Inside;
	const create = inside._poolCreate.bind(pool);
	const destroy = inside._poolDestroy.bind(pool);
	let first: Connection | undefined;
	let isMade = false;
	inside._poolCreate = async () => {
		if (first !== undefined) {
			const connection = first;
			first = undefined;
			return connection;
		}

		if (isMade) {
			throw new mssql.ConnectionError('The connection was lost.', 'ECONNCLOSED');
		}

		const connection = await create();
		isMade = true;
		return connection;
	};

	inside._poolDestroy = async connection => {
		if (pool.connecting) {
			first = connection;
		} else {
			await destroy(connection);
		}
	};

	// The request or the login rejects with the same error; without a listener the event would end the process.
	pool.on('error', ignore);
	return pool;
};

const ignore = () => undefined;
