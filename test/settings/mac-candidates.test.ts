import test from 'ava';
import {
	isHere,
	macCandidates,
	macOriginText,
	type ThisMachine,
} from '../../source/settings/mac-candidates.js';

const card = {
	address: '10.0.0.7', netmask: '255.0.0.0', family: 'IPv4' as const, mac: '00:15:5d:0a:2b:07', internal: false, cidr: null,
};
const machine: ThisMachine = {name: 'bikeapp01', cards: {eth0: [card], lo: [{...card, internal: true, mac: '00:00:00:00:00:00'}]}};
const rows = [
	{machineName: 'BIKEAPP01', macAddress: '00155d0a2b01', isApplicationServer: true},
	{machineName: 'WORKSTATION', macAddress: '00-15-5D-0A-2B-33', isApplicationServer: false},
	{machineName: 'BIKEAPP01', macAddress: 'opaque', isApplicationServer: true},
];

test('the application server is told from other machines by name and address', t => {
	t.true(isHere('BIKEAPP01.deltabike.nl', machine));
	t.true(isHere('10.0.0.7', machine));
	t.false(isHere('BIKEAPP02', machine));
	t.false(isHere(undefined, machine));
});

test('cards are offered on the application server alone, registered addresses of other machines never', t => {
	t.deepEqual(macCandidates(rows, {isOwn: false, machine}).map(({value}) => value), ['00-15-5D-0A-2B-01']);
	t.deepEqual(macCandidates(rows, {isOwn: true, machine}).map(({value}) => value), ['00-15-5D-0A-2B-01', '00-15-5D-0A-2B-07']);
});

test('whose list it is, and where its own one is', t => {
	const origin = {applicationServer: 'BIKEAPP01', division: '100', isOwn: false};
	t.is(macOriginText({...origin, count: 1}), 'Addresses of BIKEAPP01, as BacoAccessServers of division 100 has them. Its own list: run getmac on BIKEAPP01.');
	t.regex(macOriginText({...origin, count: 0}), /has no MAC address for BIKEAPP01\. Its own list: run getmac on BIKEAPP01/v);
	t.regex(macOriginText({...origin, isOwn: true, count: 2}), /and its network cards, as it is this machine/v);
});
