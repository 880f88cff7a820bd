import {countOf} from '../../platform/count-of.js';
import {BacoError} from '../../problems/baco-error.js';
import {explainIn} from '../../problems/explain-in.js';
import type {CompanyName} from '../../sync-user/contract.js';
import {roleText} from '../../sync-user/judge-role.js';
import {word, type Language} from '../../sync-user/labels.js';
import {reasonOf} from '../../sync-user/override-reason.js';
import type {PreFlight} from '../../sync-user/pre-flight.js';
import {accountingUnknownText} from '../../sync-user/sides-text.js';
import {canAsk, confirm} from '../confirm.js';
import type {Invocation} from '../command.js';
import type {Subcommand} from '../subcommands.js';
import {writeOutput} from '../write-output.js';
import {askReason, reasonGiven} from './ask-reason.js';
import {sidesLines} from './lists.js';
import {chosenLanguage} from './status.js';
import {stepsLines} from './steps-lines.js';
import {withConnection, type Chosen} from './with-connection.js';

export const choiceSubcommand: Subcommand = {
	takes: ['CONNECTION'],
	flags: ['user', 'grant', 'override-reason', 'yes', 'language'],
	run: async invocation => withConnection(invocation, async chosen => set(invocation, chosen)),
};

const set = async (invocation: Invocation, {workspace, view, connection}: Chosen): Promise<number> => {
	const {user: given, grant} = invocation.flags;
	if (typeof given !== 'string') {
		throw new BacoError('USAGE-1', {detail: 'baco sync-user set needs --user', cause: 'Which user becomes the synchronisation user was not said.', command: 'sync-user'});
	}

	const language = chosenLanguage(invocation);
	const overrideReason = reasonGiven(invocation);
	reasonOf(overrideReason);
	const {chooseUser, findOfficeUser, grantMissing, refuseBeforeGrant} = await import('../../sync-user/choose-user.js');
	const {preFlight} = await import('../../sync-user/pre-flight.js');
	const {probeAll} = await import('../../sync-user/statuses.js');
	const {manualSteps} = await import('../../sync-user/manual-steps.js');
	const user = await findOfficeUser(view, given);
	const [status] = await probeAll(workspace, view, [connection], {signal: invocation.signal});
	const choice = {connection, user, status};
	let check = await preFlight(view, choice);
	let granted: readonly CompanyName[] = [];
	try {
		if (grant === true && check.grantable.length > 0) {
			refuseBeforeGrant(check, overrideReason);
			const companies = check.missing.filter(({id}) => check.grantable.includes(id ?? ''));
			invocation.streams.stderr.write(`${grantLines(user.name, companies).join('\n')}\n`);
			await confirm(invocation, `Give ${user.name} access in the office to ${countOf(companies.length, 'company', 'companies')}?`, 'sync-user set');
			granted = companies;
			check = await grantMissing(workspace, view, choice, check.grantable);
		}

		invocation.streams.stderr.write(`${checkLines(check, language).join('\n')}\n`);
		const reason = await reasonFor(invocation, check);
		if (reason !== undefined || check.isReady) {
			await confirm(invocation, `Make ${user.name} the synchronisation user of ${connection.description}?`, 'sync-user set');
		}

		const {record} = await chooseUser(workspace, view, {...choice, overrideReason: reason});
		const steps = connection.isInOffice === true ? manualSteps({description: connection.description, user: user.name, language}) : undefined;
		await writeOutput(invocation, {
			json: () => ({
				connection: connection.id, user, check, audit: record.id, manualSteps: steps ?? null,
			}),
			text: () => [
				`${user.name} is the synchronisation user of ${connection.description} in baco now (audit ${record.id}).`,
				...(steps === undefined ? ['The office does not have this connection: nothing is left to be done there.'] : stepsLines(steps, language)),
				...(check.canRelink ? [`Then prove the link of this user: baco sync-user relink ${connection.id}`] : []),
			].join('\n'),
		});
		return 0;
	} catch (error) {
		if (granted.length > 0) {
			invocation.streams.stderr.write(`${user.name} was given access in the office before this, or may have been: ${granted.map(({code, name}) => `${code} ${name}`).join(', ')}. Take it back in Settings > Users if it is not wanted.\n`);
		}

		throw error;
	}
};

/** An obstacle wants a reason, which the audit keeps. */
const reasonFor = async (invocation: Invocation, {isReady}: PreFlight): Promise<string | undefined> => {
	const given = reasonGiven(invocation);
	return isReady || given !== undefined || !canAsk(invocation) ? given : askReason(invocation, 'Something stands in the way.');
};

const grantLines = (user: string, companies: readonly CompanyName[]): string[] => [
	`${user} gets access in the office (it is taken back there only, in Settings > Users) to:`,
	...companies.map(({code, name}) => `  ${code}  ${name}`),
];

const checkLines = (check: PreFlight, language: Language): string[] => [
	`  from  ${check.from ?? word('nobody', language)}`,
	`  to    ${check.user.name} (${roleText(check.user, language)})${check.user.isActive ? '' : ', not active'}`,
	...sidesLines({...check, accountingUnknown: accountingUnknownText(check, language)}, language),
	...check.findings.filter(({severity}) => severity !== 'warn').map(found => ({...found, ...explainIn(found, language)})).map(({summary, fix, severity}) => severity === 'fail' ? `${summary} ${fix}` : summary),
];
