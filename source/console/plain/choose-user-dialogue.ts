import process from 'node:process';
import {explainIn} from '../../problems/explain-in.js';
import type {ConnectionStatus} from '../../sync-user/contract.js';
import {languageOf} from '../../sync-user/labels.js';
import {roleText} from '../../sync-user/judge-role.js';
import type {PreFlight} from '../../sync-user/pre-flight.js';
import {accountingUnknownText} from '../../sync-user/sides-text.js';
import type {SyncServices} from '../sync-services.js';
import {askReason} from './ask-reason.js';
import {choose} from './choose.js';
import type {Dialogue} from './dialogue.js';
import {sidesText, stepsText} from './say-coverage.js';

/** Chooses another synchronisation user: the check, access that can be given, a reason where companies stay out of reach. Says whether it was changed. */
export const chooseUserByNumbers = async (dialogue: Dialogue, sync: SyncServices, {id, description, syncUser}: ConnectionStatus): Promise<'changed' | 'unchanged'> => {
	const {say, ask, signal} = dialogue;
	const users = await sync.users({signal});
	const user = await choose(dialogue, `Users of the office, for ${description}:`, users.map(value => ({
		text: `${value.name}, ${value.userName}, ${value.roles.join(', ')}${value.isActive ? '' : ', not active'}${value.id === syncUser?.id ? ', now' : ''}`, value,
	})));
	if (user === undefined) {
		return 'unchanged';
	}

	let check = await sync.check(id, user, {signal});
	say(...checkText(check));
	const granted = check.missing.filter(company => check.grantable.includes(company.id ?? ''));
	if (granted.length > 0 && await ask(`Type g to give ${user.name} access in the office to ${granted.map(({code, name}) => `${code} ${name}`).join(', ')} at once (it is taken back in the office only, in Settings > Users), empty to leave it:`) === 'g') {
		check = await sync.grant(id, user, check.grantable);
		say(...checkText(check));
	}

	const reason = check.isReady ? undefined : await askReason(dialogue, check.findings.filter(({severity}) => severity === 'fail').map(found => explainIn(found, language())).map(({summary, fix}) => `${summary} ${fix}`).join(' '));
	if ((!check.isReady && (reason ?? '') === '') || await ask(`Type y to make ${user.name} the synchronisation user instead of ${check.from ?? 'nobody'}:`) !== 'y') {
		say('Nothing was changed.');
		return 'unchanged';
	}

	const {record, steps} = await sync.choose(id, user, reason);
	say(`${record.after} is the synchronisation user in baco now. Audit record ${record.id}.`, ...(steps === undefined ? [] : stepsText(steps, language())));
	return 'changed';
};

const checkText = (check: PreFlight): string[] => [`${check.user.name}: ${roleText(check.user, language())}.`, ...check.findings.map(found => explainIn(found, language()).summary), ...sidesText({...check, accountingUnknown: accountingUnknownText(check, language())}, language())];

const language = () => languageOf(undefined, process.env);
