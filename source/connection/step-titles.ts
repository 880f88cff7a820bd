import type {StepId} from './contract.js';

/** The one name of each step, for the console, the reports and the JSON; short enough for the narrow column of the console. */
export const stepTitles: Readonly<Record<StepId, string>> = {
	CFG: 'Settings', WHO: 'Operator', DNS: 'Host names', SSRP: 'SQL Browser', TCP: 'Port', TLS: 'Encryption', LOGIN: 'Login',
	DB: 'Globe database', BACO: 'BACO login', BAS: 'Access servers', SVC: 'Entity service', USER: 'Globe user', FID: 'Federated identity',
};
