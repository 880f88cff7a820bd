import test from 'ava';
import {adapters} from '../../source/sync-user/adapters.js';
import {canAskRights} from '../../source/sync-user/can-ask-rights.js';
import type {SystemId} from '../../source/sync-user/contract.js';

test('the systems that can be asked for rights are those whose adapter can', t => {
	for (const [system, {checkRights}] of Object.entries(adapters)) {
		t.is(canAskRights({system: system as SystemId}), checkRights !== undefined, system);
	}
});
