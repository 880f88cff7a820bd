import type {Language} from '../problems/problem.js';
import type {Account, SqlLogin, WindowsLogin} from './contract.js';
import {word} from './labels.js';

/** Role and logins of a user of the accounting system, as far as its system tells them: label and text. */
export const accountFacts = (account: Account | null, language: Language = 'en'): ReadonlyArray<readonly [string, string]> => {
	const {roles, sqlLogin, windowsLogin} = account ?? {};
	return [
		...(roles === undefined ? [] : [[word('role', language), roles === 'unknown' ? word('unknown', language) : (roles.length === 0 ? word('none', language) : roles.join(', '))] as const]),
		...(sqlLogin === undefined ? [] : [[word('sqlLogin', language), sqlText(sqlLogin, language)] as const]),
		...(windowsLogin === undefined ? [] : [[word('windowsLogin', language), windowsText(windowsLogin, language)] as const]),
	];
};

const states = ['disabled', 'locked', 'expired', 'mustChange'] as const;

/** `Baco, in order`, `Baco, locked; unknown: expired`. */
const sqlText = (login: SqlLogin, language: Language): string => {
	const texts = words[language];
	if (login.exists !== true) {
		return `${login.name}, ${login.exists === false ? texts.missing : word('unknown', language)}`;
	}

	const bad = states.filter(state => login[state] === true).map(state => texts[state]);
	const hidden = states.filter(state => login[state] === 'unknown').map(state => texts[state]);
	const judged = bad.length > 0 ? bad.join(', ') : (hidden.length === states.length ? texts.exists : texts.good);
	return `${login.name}, ${judged}${hidden.length === 0 ? '' : `; ${word('unknown', language)}: ${hidden.join(', ')}`}`;
};

/** `DELTABIKE\j.devries, WINDOWS_LOGIN, enabled`. */
const windowsText = ({name, kind, state}: WindowsLogin, language: Language): string =>
	[name, kind, state === 'unknown' ? word('unknown', language) : words[language][state]].filter(text => text !== undefined).join(', ');

const words = {
	en: {
		missing: 'does not exist', exists: 'exists', good: 'in order', disabled: 'disabled', locked: 'locked', expired: 'expired', mustChange: 'must change its password', enabled: 'enabled', none: 'no login of its own; a Windows group may let the user in',
	},
	nl: {
		missing: 'bestaat niet', exists: 'bestaat', good: 'in orde', disabled: 'uitgeschakeld', locked: 'vergrendeld', expired: 'verlopen', mustChange: 'moet zijn wachtwoord wijzigen', enabled: 'ingeschakeld', none: 'geen eigen login; een Windows-groep kan de gebruiker toelaten',
	},
} as const satisfies Record<Language, unknown>;
