import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {withTunnel} from './reached-at.js';
import {show} from './show.js';

const unreachable = (explain: Entry['explain']): Entry => ({exitCode: exitCodes.connection, explain: facts => withTunnel(explain(facts), facts)});

/** Names, SQL Server Browser and TCP. */
export const networkProblems = {
	'DNS-1': unreachable(({host, role, code, mappedFrom}) => {
		if (mappedFrom !== undefined) {
			return {
				summary: `The name ${show(host)}, at which the profile reaches ${show(mappedFrom)}${role === undefined ? '' : ` (${show(role)})`}, does not resolve (${show(code)}).`,
				cause: 'The entry in the addresses of the profile is wrong, or the name is known in another network only.',
				fix: 'Correct the entry: baco profile show NAME lists the addresses, baco profile set NAME --add-address ... puts another in its place.',
			};
		}

		// A name that has a domain already lacks no suffix.
		const isFull = String(host).includes('.');
		return {
			summary: `The name ${show(host)}${role === undefined ? '' : ` (${show(role)})`} does not resolve (${show(code)}).`,
			cause: `The server name is wrong or belongs to a former server${isFull ? '' : ', or its DNS suffix is missing'}.`,
			fix: `Correct the database path or the web server of the division${isFull ? '' : ', or try the full DNS name'}. Look for the old name in BacoAccessServers and SCPPortals too.`,
		};
	}),
	'SSRP-1': unreachable(({host, port, instance, waitedMs, code, setUpFile}) => ({
		summary: `SQL Server Browser on ${show(host)} (UDP ${show(port ?? 1434)}) ${code === undefined ? `does not answer${typeof waitedMs === 'number' ? ` within ${Math.round(waitedMs / 100) / 10} s` : ''}` : `is not there: the machine refuses the question at once (${show(code)})`}, so the port of instance ${show(instance)} is not known.`,
		cause: code === undefined ? 'A firewall blocks UDP 1434, or the SQL Server Browser service is stopped or disabled.' : 'The machine is on, but nothing listens on this UDP port: the SQL Server Browser service is stopped or disabled.',
		fix: setUpFile === undefined ? 'Start the SQL Server Browser service, open UDP 1434, or use a fixed port: host,port in the database path.' : `Give the port of the instance in ${show(setUpFile)}, "browser": "PORT"; or where the Browser is reached (UDP), "browser": "ADDRESS:PORT"; or start the SQL Server Browser service and open UDP 1434.`,
	})),
	'SSRP-2': unreachable(({host, instance, instances}) => ({
		summary: `SQL Server Browser on ${show(host)} does not know the instance ${show(instance)}.`,
		cause: 'The instance name is wrong, or the instance is stopped or hidden.',
		fix: Array.isArray(instances) && instances.length > 0 ? `Use an instance that is listed there: ${instances.join(', ')}.` : 'Ask for the right instance name, or start the instance; the Browser lists none.',
	})),
	'SSRP-3': unreachable(({host, instance}) => ({
		summary: `The instance ${show(instance)} on ${show(host)} does not listen on TCP.`,
		cause: 'The protocol TCP/IP is disabled for this instance.',
		fix: 'Enable TCP/IP in SQL Server Configuration Manager and restart the instance.',
	})),
	'TCP-1': unreachable(({host, port}) => ({
		summary: `${show(host)} refuses connections on port ${show(port)}.`,
		cause: 'Nothing listens there: SQL Server is stopped, or the port is wrong or was dynamic and has changed.',
		fix: 'Start the SQL Server service and read its port again in the SQL Server error log or Configuration Manager.',
	})),
	'TCP-2': unreachable(({host, port, code, waitedMs}) => ({
		summary: `${show(host)} cannot be reached on port ${show(port)} (${typeof waitedMs === 'number' ? `no answer in ${waitedMs / 1000} s` : show(code ?? 'timeout')}).`,
		cause: 'A firewall drops the packets, the network has no route, or the machine is off.',
		fix: 'Open the TCP port between this machine and the server, and check that the server is on.',
	})),
	'TCP-3': unreachable(({host, port, code}) => ({
		summary: `The connection to ${show(host)}${port === undefined ? '' : `, port ${show(port)},`} was lost${code === undefined ? '' : ` (${show(code)})`}.`,
		cause: 'The server ended the connection or restarted, or the network between was interrupted.',
		fix: 'Test again. When it happens again, look at the SQL Server error log and at firewalls that end idle connections.',
	})),
} as const satisfies Record<string, Entry>;
