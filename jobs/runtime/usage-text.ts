import type {Job, JobParameter} from '../../source/runs/catalogue/job.js';

/** What `/?` prints. */
export const usageText = (job: Job): string => [
	`${job.name} (${job.document}): ${job.purpose}`,
	'',
	`  node dist/jobs/${job.builtIn ?? job.id}.js /S:SERVER /D:DATABASE${job.parameters.map(parameter => ` ${form(parameter)}`).join('')} [--dry-run]`,
	'',
	...[
		['/S:', 'database server of Synergy, as the profile names it'],
		['/D:', 'Synergy database'],
		...job.parameters.map(parameter => [`/${parameter.name}${parameter.type === 'switch' ? '' : ':'}`, helpOf(parameter)] as const),
		['--dry-run', 'show what would be changed, and change nothing'],
	].map(([name, help]) => `  ${name.padEnd(12)}${help}`),
	'',
].join('\n');

const form = ({name, type, isMandatory, title}: JobParameter) => {
	const parameter = type === 'switch' ? `/${name}` : `/${name}:${title.toUpperCase().replaceAll(' ', '-')}`;
	return isMandatory ? parameter : `[${parameter}]`;
};

const helpOf = ({help, choices, default: fallback}: JobParameter) => [
	help,
	...(choices ?? []).map(({value, meaning}) => `${value}: ${meaning}`),
	...(fallback === undefined ? [] : [`${fallback} unless told`]),
].join('; ');
