import {exitCodes} from './exit-codes.js';
import type {Entry} from './problem.js';
import {show} from './show.js';

/** Files of the operator's machine, and the profiles in them. */
export const configurationProblems = {
	'CONFIG-DAMAGED': {
		exitCode: exitCodes.configuration,
		explain: ({file, detail, keptAs}) => ({
			summary: `The configuration file ${show(file)} is damaged: ${show(detail)}.`,
			cause: 'It was edited by hand, or a disk or a copy failed. baco does not touch it, so that no profile is lost.',
			fix: `Mend it, or move it away (mv '${show(file)}' '${show(file)}.old') and add the profiles again.${keptAs === undefined ? '' : ` A copy is kept as ${show(keptAs)}.`}`,
		}),
	},
	'CONFIG-UNREADABLE': {
		exitCode: exitCodes.configuration,
		explain: ({file, code}) => ({
			summary: `The configuration file ${show(file)} cannot be read: ${show(code)}.`,
			cause: code === 'ENOENT' ? 'There is no such file on this machine: it was removed, or its name came with a profile of another machine.' : (code === 'EACCES' || code === 'EPERM' ? 'It belongs to another user, or its mode refuses you.' : 'The operating system refused to read it.'),
			fix: code === 'ENOENT' ? 'Put the file there. Where a profile names it as its certificate: baco profile set NAME --ca-file FILE names another one.' : 'Give your user the right to read it, or set BACO_HOME to a folder of your own.',
		}),
	},
	'FILE-WRITE': {
		exitCode: exitCodes.configuration,
		explain: ({file, code}) => ({
			summary: `${show(file)} cannot be written: ${show(code)}. What it held before is unchanged.`,
			cause: writeCauses[show(code)] ?? 'The operating system refused the write.',
			fix: ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(show(code)) ? 'Free some space, then run the same again.' : 'Run baco doctor to see which folders can be written, or set BACO_HOME to another one.',
		}),
	},
	'FILE-BUSY': {
		exitCode: exitCodes.configuration,
		explain: ({file, lock, owner}) => ({
			summary: `${show(file)} is in use by another baco${owner === undefined || owner === '' ? '' : ` (process ${show(owner)})`}.`,
			cause: 'Another baco is saving to it and does not end.',
			fix: `Wait for it or end it. If no baco runs, remove ${show(lock)}.`,
		}),
	},
	'PROFILE-FILE': {
		exitCode: exitCodes.usage,
		explain: ({file, reason}) => ({
			summary: `${show(file)} cannot be imported: ${show(reason)}.`,
			cause: 'It must be a file that baco profile export wrote.',
			fix: 'Export the profiles again: baco profile export --file FILE.',
		}),
	},
	'PROFILE-NONE': {
		exitCode: exitCodes.configuration,
		explain: ({known}) => ({
			summary: 'No profile is chosen.',
			cause: known === undefined || known === '' ? 'No profile was added yet.' : `There are profiles (${show(known)}), but none is in use.`,
			fix: known === undefined || known === ''
				? String.raw`Set one up, question by question: baco setup. Or add one: baco profile add NAME --server HOST[,PORT][\INSTANCE] --database SYNERGY --user LOGIN. To look around without a server, use --demo.`
				: 'Choose one: baco profile use NAME, or --profile NAME for one command, or BACO_PROFILE.',
		}),
	},
	'PROFILE-UNKNOWN': {
		exitCode: exitCodes.configuration,
		explain: ({name, known}) => ({
			summary: `There is no profile named ${show(name)}.`,
			cause: known === undefined || known === '' ? 'No profile was added yet.' : `The profiles are: ${show(known)}.`,
			fix: 'Run baco profile list, or add it with baco profile add.',
		}),
	},
	'PROFILE-EXISTS': {
		exitCode: exitCodes.usage,
		explain: ({name, file, setUpFile}) => ({
			summary: `There is already a profile named ${show(name)}.`,
			cause: 'Adding it again would replace it.',
			fix: setUpFile === undefined
				? (file === undefined
					? `Change single fields with baco profile set ${show(name)}, or remove it first.`
					: `To replace it by the one of the file: baco profile import ${show(file)} --force. Nothing was imported.`)
				: `Give another "name" in ${show(setUpFile)}; or change that profile with baco profile set ${show(name)}.`,
		}),
	},
	'PROFILE-INVALID': {
		exitCode: exitCodes.configuration,
		explain: ({name, faults, file}) => ({
			summary: `The profile ${show(name)} cannot be used: ${show(faults)}.`,
			cause: file === undefined ? 'A value is missing or not possible.' : `Its entry in ${show(file)} has a value that is missing or not possible.`,
			fix: `Change it with baco profile set ${show(name)}, or remove it with baco profile remove ${show(name)}.`,
		}),
	},
	'PROFILE-CHANGE': {
		exitCode: exitCodes.usage,
		explain: ({name, faults}) => ({
			summary: `Profile ${show(name)} is not changed: ${show(faults)}.`,
			cause: 'What it was to get cannot be used; it is stored as it was.',
			fix: 'Give another value, or take the field away with --unset FLAG where it may be left out: baco profile --help lists what each flag takes.',
		}),
	},
	'AUDIT-UNREADABLE': {
		exitCode: exitCodes.configuration,
		explain: ({file, code}) => ({
			summary: `The audit log ${show(file)} cannot be read: ${show(code)}.`,
			cause: 'The operating system refused to read it.',
			fix: 'Give your user the right to read it; changes need it to be undone.',
		}),
	},
} as const satisfies Record<string, Entry>;

const writeCauses: Readonly<Record<string, string>> = {
	ENOSPC: 'The disk is full.',
	EDQUOT: 'Your disk quota is used up.',
	EFBIG: 'A limit on file sizes is set for this user (ulimit -f).',
	EACCES: 'The folder belongs to another user, or its mode refuses you.',
	EPERM: 'The folder belongs to another user, or its mode refuses you.',
	EROFS: 'The disk is mounted read-only.',
	ENOTDIR: 'Something on the way to it is a file and not a folder.',
	EISDIR: 'A folder has its name.',
};
