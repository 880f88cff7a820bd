import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

/** Where secrets come from and go to. */
export const secretProblems = {
	'SECRET-MISSING': {
		exitCode: exitCodes.configuration,
		explain: ({name, variable}) => ({
			summary: `There is no password for ${show(name)}.`,
			cause: 'No store has it, and there is nobody to ask.',
			fix: `Store it with baco credential set ${show(name)}, or set ${show(variable)} for one run.`,
		}),
	},
	'SECRET-EMPTY': {
		exitCode: exitCodes.usage,
		explain: ({name}) => ({
			summary: `The password for ${show(name)} is empty.`,
			cause: 'Nothing came from standard input or the prompt.',
			fix: 'Give the password, ended by a line break or the end of the input.',
		}),
	},
	'SECRET-COMMAND': {
		exitCode: exitCodes.configuration,
		explain: ({name, program, detail}) => ({
			summary: `The password command ${show(program)} did not give the password for ${show(name)}: ${show(detail)}.`,
			cause: 'The profile says to ask this program first.',
			fix: 'Run the program by hand to see what it needs (an unlocked store, a login), or change it with baco profile set NAME --password-command.',
		}),
	},
	'SECRET-NO-STORE': {
		exitCode: exitCodes.configuration,
		explain: ({name, keychain}) => ({
			summary: `The password for ${show(name)} was not stored.`,
			cause: `The system's keychain cannot be used here (${show(keychain)}), and the vault needs a passphrase that was not given.`,
			fix: 'Run it in a terminal without a pipe, to be asked for a passphrase, or give one by BACO_VAULT_PASSPHRASE_FILE or BACO_VAULT_PASSPHRASE. The password is never stored in the clear.',
		}),
	},
	'SECRET-KEYCHAIN': {
		exitCode: exitCodes.configuration,
		explain: ({name, detail}) => ({
			summary: `The keychain did not do what it was asked for ${show(name)}: ${show(detail)}.`,
			cause: 'The keychain is locked, not running, or refuses this program.',
			fix: 'Unlock it, or use the vault: --store vault.',
		}),
	},
	'VAULT-LOCKED': {
		exitCode: exitCodes.configuration,
		explain: ({file}) => ({
			summary: `The vault ${show(file)} is locked.`,
			cause: 'It has the password, but its passphrase was not given.',
			fix: 'Run it in a terminal without a pipe, to be asked for it, or give it by BACO_VAULT_PASSPHRASE_FILE or BACO_VAULT_PASSPHRASE.',
		}),
	},
	'VAULT-PASSPHRASE-FILE': {
		exitCode: exitCodes.configuration,
		explain: ({file, code}) => ({
			summary: code === 'ENOENT' ? `There is no passphrase file ${show(file)}.` : `The passphrase file ${show(file)} cannot be read: ${show(code)}.`,
			cause: 'BACO_VAULT_PASSPHRASE_FILE names it.',
			fix: 'Name the file whose first line is the passphrase of the vault, readable by your user alone; or unset the variable to be asked.',
		}),
	},
	'VAULT-PASSPHRASE': {
		exitCode: exitCodes.configuration,
		explain: ({file}) => ({
			summary: `The passphrase does not open the vault ${show(file)}.`,
			cause: 'It is not the passphrase that the vault was made with.',
			fix: 'Try again. A forgotten passphrase cannot be recovered: remove the file and store the passwords again.',
		}),
	},
	'VAULT-DAMAGED': {
		exitCode: exitCodes.configuration,
		explain: ({file, detail}) => ({
			summary: `The vault ${show(file)} is damaged: ${show(detail)}.`,
			cause: 'It was changed by something else than baco, or a disk or a copy failed. It was left as it is.',
			fix: 'Bring it back from a backup, or move it away and store the passwords again.',
		}),
	},
} as const satisfies Record<string, Entry>;
