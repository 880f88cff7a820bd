import type {Job, JobParameter, Mark} from './job.js';

/** A job of the catalogue as a person reads it. What no document states is marked. */
export const jobText = (job: Job, left?: readonly string[]): string => [
	`${job.name} (${job.id}), document ${job.document}`,
	`  ${job.purpose}`,
	...(job.obsolete === undefined ? [] : ['', `NOT USED since ${job.obsolete.since}: ${job.obsolete.reason}`, ...(left === undefined ? [`  ${leftovers(job)}`] : left.map(line => `  ${line}`))]),
	...(job.danger === undefined ? [] : ['', `Careful: it ${job.danger.kind}. ${job.danger.reason} Run it with --dry-run first.`]),
	'',
	'What it does',
	...job.functions.map(line => `  - ${line}`),
	'',
	'Command lines',
	...commandLines(job).map(line => `  ${line}`),
	'',
	'Parameters',
	'  /S:SERVER /D:DATABASE  taken from the profile',
	...job.parameters.flatMap(parameter => parameterLines(parameter)),
	'  --dry-run  built-in jobs only: shows what would change, writes nothing',
	'',
	`Function right  ${job.right === undefined ? 'which one is not documented' : `${job.right.id}, ${job.right.name}${marked(job.right.mark)}`}`,
	`When to run it  ${job.recommendedTime.text}${marked(job.recommendedTime.mark)}`,
	`What changes    ${job.changes}`,
	'Tables',
	...job.tables.map(({name, use, mark}) => `  ${use.padEnd(7)}  ${name}${marked(mark)}`),
	...(job.openPoints.length === 0 ? [] : ['', 'Not known', ...job.openPoints.map(line => `  - ${line}`)]),
].join('\n');

/** Every form in which the job is started, as a person types it. */
export const commandLines = ({id, builtIn, classic, enterprise, parameters, obsolete}: Job): string[] => {
	const words = (isVendor: boolean) => parameters
		.filter(({isBuiltInOnly}) => !isVendor || isBuiltInOnly !== true)
		.map(({name, type, isMandatory}) => {
			const word = type === 'switch' ? `/${name}` : `/${name}:${placeholders[type]}`;
			return isMandatory ? word : `[${word}]`;
		}).join(' ');
	const line = (...parts: readonly string[]) => parts.filter(part => part !== '').join(' ');
	return [
		obsolete === undefined && builtIn === undefined ? 'built in    not yet' : (builtIn === undefined ? 'built in    no' : line('built in    baco run', id, words(false), '[--dry-run]')),
		classic === undefined ? 'classic     the name of the program is not known' : line(`classic     ${classic.program} /S:SERVER /D:DATABASE`, words(true)) + marked(classic.mark),
		enterprise === undefined ? 'enterprise  not known' : line(`enterprise  Exact.Process.exe /DBCONFIG:NAME /ASSEMBLY:${enterprise.assembly} /CLASS:${enterprise.className}`, words(true)) + marked(enterprise.mark),
	];
};

const placeholders: Readonly<Record<Exclude<JobParameter['type'], 'switch'>, string>> = {
	divisions: '001,002', division: '001', choice: 'VALUE', text: 'TEXT', number: 'NUMBER', host: 'SERVER', document: 'NUMBER-OR-ID',
};

const parameterLines = ({name, title, isMandatory, help, choices = [], mark, isBuiltInOnly, default: fallback}: JobParameter): string[] => [
	`  /${name}: ${title}${isMandatory ? ', mandatory' : ''}${fallback === undefined ? '' : `, ${fallback} when left out`}${isBuiltInOnly === true ? ', built in only' : ''}${marked(mark)}`,
	`      ${help}`,
	...choices.map(({value, meaning, mark: choiceMark}) => `      ${value.padEnd(8)}  ${meaning}${marked(choiceMark)}`),
];

const marked = (mark: Mark) => mark === 'documented' ? '' : ` [${mark}]`;

const leftovers = ({classic, name}: Job) => `What still starts it: schedules of SQL Server Agent and of Windows with ${classic?.program ?? name} in their command line, and rows of it in baco process-log --job ${name}.`;
