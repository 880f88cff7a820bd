import {once} from 'node:events';
import net from 'node:net';

/** A TCP line to a server that a test can cut: after a number of messages from the client, its answer is lost. */
export const startLine = async (serverPort: number) => {
	let messagesLeft = Infinity;
	let isOpen = true;
	const sockets = new Set<net.Socket>();
	const server = net.createServer(client => {
		if (!isOpen) {
			client.destroy();
			return;
		}

		const far = net.connect(serverPort, '127.0.0.1');
		sockets.add(client).add(far);
		let isCut = false;
		client.on('data', data => {
			messagesLeft -= 1;
			isCut ||= messagesLeft === 0;
			far.write(data);
		});
		far.on('data', data => {
			if (isCut) {
				// The server has done its work; only its word does not arrive.
				client.resetAndDestroy();
			} else {
				client.write(data);
			}
		});
		for (const [one, other] of [[client, far], [far, client]] as const) {
			one.on('error', () => undefined);
			one.on('close', () => {
				other.destroy();
			});
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as net.AddressInfo).port,
		/** Loses the answer to the message with this number, counted from now. `isBack`: new connections get through. */
		cutAfter(messages: number, isBack: boolean) {
			messagesLeft = messages;
			isOpen = isBack;
		},
		stop() {
			server.close();
			for (const socket of sockets) {
				socket.destroy();
			}
		},
	};
};
