import type {Step} from './step.js';
import {accessServersStep} from './steps/access-servers.js';
import {bacoStep} from './steps/baco.js';
import {browserStep} from './steps/browser.js';
import {databaseStep} from './steps/database.js';
import {encryptionStep} from './steps/encryption.js';
import {federatedIdentityStep} from './steps/federated-identity.js';
import {globeUserStep} from './steps/globe-user.js';
import {loginStep} from './steps/login.js';
import {namesStep} from './steps/names.js';
import {operatorStep} from './steps/operator.js';
import {portStep} from './steps/port.js';
import {serviceStep} from './steps/service.js';
import {settingsStep} from './steps/settings.js';

/** The chain, in the order of the test. */
export const steps: readonly Step[] = [
	settingsStep,
	operatorStep,
	namesStep,
	browserStep,
	portStep,
	encryptionStep,
	loginStep,
	databaseStep,
	bacoStep,
	accessServersStep,
	serviceStep,
	globeUserStep,
	federatedIdentityStep,
];
