import {isEntityService, probeServices} from '../connection/probe-services.js';
import {tryServiceAccount} from '../connection/try-service-account.js';
import {listDivisions} from '../divisions/list-divisions.js';
import {BacoError} from '../problems/baco-error.js';
import {isUsable} from './globe-seen.js';
import type {SetupContext, SetupQuestion} from './question.js';

/** The entity Windows service, and the account that reads from it. */
export const serviceQuestions: readonly SetupQuestion[] = [
	{
		id: 'serviceUser',
		title: 'Windows account for the entity service',
		kind: 'text',
		explain: String.raw`DOMAIN\USER with which the test reads from the entity service. Empty: the service is only probed.`,
		fallback: ({answers}) => answers.serviceUser ?? '',
		async check(answer, context) {
			const divisions = await usableDivisions(context);
			const services = await probeServices(context.workspace(), divisions, {signal: context.signal});
			return {
				says: services.map(service => `${service.name === '' ? '(empty)' : service.name}: ${service.fault ?? (isEntityService(service) ? 'the entity service answers' : (service.probe?.error === undefined ? 'something else answers there' : `no answer (${service.probe.error})`))}.`),
				answers: {serviceUser: answer},
			};
		},
	},
	{
		id: 'servicePassword',
		title: 'Its password',
		kind: 'secret',
		explain: 'It is used for NTLM with the entity service.',
		empty: 'Enter alone goes on without it: nothing is read from the service.',
		applies: ({answers}) => (answers.serviceUser ?? '') !== '',
		async check(answer, context) {
			const {answers, isRepeated, signal} = context;
			if (answer === '') {
				return {says: []};
			}

			const secret = {name: `${answers.name ?? ''}/service`, value: answer};
			if (isRepeated) {
				return {says: ['Kept as it was typed; the tests say what the service makes of it.'], secret};
			}

			const tried = await tryServiceAccount(context.workspace(), await usableDivisions(context), {user: answers.serviceUser ?? '', password: answer, signal});
			if (tried.outcome === 'refused' && tried.problem.id === 'SVC-4') {
				throw new BacoError('SETUP-SERVICE', {at: tried.at, user: answers.serviceUser ?? ''});
			}

			return {says: [saysOf(tried)], secret};
		},
	},
];

const usableDivisions = async ({workspace, signal}: SetupContext) => {
	const divisions = await listDivisions(workspace(), {signal});
	return divisions.filter(division => isUsable(division));
};

const saysOf = (tried: Awaited<ReturnType<typeof tryServiceAccount>>): string => {
	switch (tried.outcome) {
		case 'read': {
			return `The account reads from the entity service at ${tried.at}.`;
		}

		case 'refused': {
			return `${tried.at}: ${tried.problem.message}`;
		}

		case 'untried': {
			return 'It was not tried: no entity service that answers offers REST with NTLM.';
		}
	}
};
