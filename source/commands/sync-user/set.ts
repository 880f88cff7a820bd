import {countOf} from '../../platform/count-of.js';
import {BacoError} from '../../problems/baco-error.js';
import {explainIn} from '../../problems/explain-in.js';
import {roleText} from '../../sync-user/judge-role.js';
import type {PreFlight} from '../../sync-user/pre-flight.js';
import {confirm} from '../confirm.js';
import type {Invocation} from '../command.js';
import type {Subcommand} from '../subcommands.js';
import {writeOutput} from '../write-output.js';
import {coverageLines} from './lists.js';
import {chosenLanguage} from './status.js';
import {stepsLines} from './steps-lines.js';
import {withConnection, type Chosen} from './with-connection.js';

export const choiceSubcommand: Subcommand = {
	takes: ['CONNECTION'],
	flags: ['user', 'grant', 'override-reason', 'yes', 'language'],
	run: async invocation => withConnection(invocation, async chosen => set(invocation, chosen)),
};

const set = async (invocation: Invocation, {workspace, view, connection}: Chosen): Promise<number> => {
	const {user: given, grant, 'override-reason': overrideReason} = invocation.flags;
	if (typeof given !== 'string') {
		throw new BacoError('USAGE-1', {detail: 'baco sync-user set needs --user', cause: 'Which user becomes the synchronisation user was not said.', command: 'sync-user'});
	}

	const language = chosenLanguage(invocation);
	const {chooseUser, findOfficeUser, grantMissing} = await import('../../sync-user/choose-user.js');
	const {preFlight} = await import('../../sync-user/pre-flight.js');
	const {probeAll} = await import('../../sync-user/statuses.js');
	const {manualSteps} = await import('../../sync-user/manual-steps.js');
	const user = await findOfficeUser(view, given);
	const [status] = await probeAll(workspace, view, [connection], {signal: invocation.signal});
	const choice = {
		connection, user, status, overrideReason: typeof overrideReason === 'string' ? overrideReason : undefined,
	};
	let check = await preFlight(view, choice);
	if (grant === true && check.grantable.length > 0) {
		invocation.streams.stderr.write(`${grantLines(check).join('\n')}\n`);
		await confirm(invocation, `Give ${user.name} access in the office to ${countOf(check.grantable.length, 'company', 'companies')}?`, 'sync-user set');
		check = await grantMissing(workspace, view, choice, check.grantable);
	}

	invocation.streams.stderr.write(`${checkLines(check, language).join('\n')}\n`);
	if (check.isReady || choice.overrideReason !== undefined) {
		await confirm(invocation, `Make ${user.name} the synchronisation user of ${connection.description}?`, 'sync-user set');
	}

	const {record} = await chooseUser(workspace, view, choice);
	const steps = manualSteps({description: connection.description, user: user.name, language});
	await writeOutput(invocation, {
		json: () => ({
			connection: connection.id, user, check, audit: record.id, manualSteps: steps,
		}),
		text: () => [
			`${user.name} is the synchronisation user of ${connection.description} in baco now (audit ${record.id}).`,
			...stepsLines(steps, language),
			`Then prove the link of this user: baco sync-user relink ${connection.id}`,
		].join('\n'),
	});
	return 0;
};

const grantLines = ({user, missing, grantable}: PreFlight): string[] => [
	`${user.name} gets access in the office to:`,
	...missing.filter(({id}) => grantable.includes(id ?? '')).map(({code, name}) => `  ${code}  ${name}`),
];

const checkLines = (check: PreFlight, language: Parameters<typeof coverageLines>[1]): string[] => [
	`${check.user.name} (${roleText(check.user, language)})${check.user.isActive ? '' : ', not active'}`,
	...coverageLines(check, language),
	...check.findings.filter(({severity}) => severity !== 'warn').map(found => ({...found, ...explainIn(found, language)})).map(({summary, fix, severity}) => severity === 'fail' ? `${summary} ${fix}` : summary),
	...(check.isAccountingSideKnown ? [] : ['What the accounting system lets this user see is not known: the link does not answer for it. Relink to prove it.']),
];
