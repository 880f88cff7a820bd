import type {AuditRecord} from '../../source/audit/contract.js';
import {
	stepIds,
	type StepId,
	type StepResult,
	type StepStatus,
	type TestEvent,
	type TestResult,
} from '../../source/connection/contract.js';
import type {Division} from '../../source/divisions/contract.js';
import {BacoError} from '../../source/problems/baco-error.js';
import type {Finding} from '../../source/problems/finding.js';
import type {Profile} from '../../source/profiles/profile.js';
import type {StatementRecord} from '../../source/sql/contract.js';
import type {RunServices} from '../../source/console/run-services.js';
import type {
	AccessServerLine,
	Ask,
	LastResult,
	Profiles,
	Services,
} from '../../source/console/services.js';

export const sampleProfile: Profile = {
	name: 'delta-prod',
	label: 'PROD',
	color: 'red',
	server: {host: 'SYNSQL01', instance: 'SYNERGY'},
	database: 'Synergy',
	user: 'jdoe',
	encrypt: true,
	trustServerCertificate: false,
	readOnly: false,
	globeUser: 'BACO',
	formerServers: [],
	confirmedNames: [],
	addresses: {},
	browserPort: 1434,
	administratorRole: {id: 0, description: 'Administrator'},
};

const names = ['Delta Bike Nederland B.V.', 'Delta Bike Belgie N.V.', 'Delta Bike Deutschland GmbH', 'Delta Bike France S.A.S.', 'Delta Parts B.V.', 'Delta Rental B.V.', 'Delta Holding B.V.', 'Delta Logistics B.V.'];

export const sampleDivision = (number: number, changes: Partial<Division> = {}): Division => ({
	code: String(number).padStart(3, '0'),
	name: names[(number - 1) % names.length]!,
	enabled: true,
	webService: 'GLOBEAPP01:8010',
	serverPath: String.raw`GLOBESQL01\EXACT`,
	databaseName: String(number).padStart(3, '0'),
	fixedCredentials: false,
	fixedUser: '',
	sqlUser: '',
	hasToken: false,
	hasRefreshToken: false,
	tokenExpires: undefined,
	active: true,
	hidden: false,
	member: true,
	blocked: false,
	missingColumns: [],
	...changes,
});

export const sampleDivisions = (count: number): Division[] => Array.from({length: count}, (_, index) => sampleDivision(index + 1));

/** A finding as the catalogue would make it, with a row to repair. */
export const staleFinding = (division: string): Finding => ({
	id: 'BAS-STALE',
	severity: 'fail',
	summary: 'Row 3 of BACOACCESSSERVERS names the old SQL server OLDSQL01.',
	cause: 'The database was moved to GLOBESQL01, and the row still has the name of the former server.',
	fix: 'Change the machine name of row 3 to GLOBESQL01, then test again.',
	evidence: {row: 3, machineName: 'OLDSQL01', expected: ['GLOBESQL01', 'GLOBEAPP01']},
	repair: {
		kind: 'access-server', division, rowId: 3, column: 'MachineName', before: 'OLDSQL01', after: 'GLOBESQL01',
	},
});

export const sampleStep = (id: StepId, status: StepStatus, division: string): StepResult => ({
	id,
	title: `Step ${id}`,
	status,
	durationMs: 12,
	summary: status === 'fail' ? staleFinding(division).summary : (status === 'skipped' ? 'Not run: LOGIN failed.' : `What ${id} saw.`),
	evidence: {host: 'GLOBESQL01', port: 1433},
	findings: status === 'fail' ? [staleFinding(division)] : [],
});

export const sampleResult = (division: Division, failing: ReadonlySet<string>): TestResult => {
	const isFails = failing.has(division.code);
	return {
		division: division.code,
		name: division.name,
		verdict: isFails ? 'fail' : 'pass',
		startedAt: '2026-08-22T10:00:00.000Z',
		durationMs: 1234,
		steps: stepIds.map(id => sampleStep(id, isFails && id === 'BAS' ? 'fail' : (id === 'FID' ? 'skipped' : 'pass'), division.code)),
	};
};

export type SampleOptions = {
	readonly divisions?: readonly Division[];
	readonly failing?: readonly string[];
	readonly profile?: Profile;
	readonly otherProfiles?: readonly Profile[];
	readonly lastResults?: ReadonlyMap<string, LastResult>;
	/** Tests stop after this step and wait for `release`. */
	readonly holdAt?: StepId;
	/** Rejections of `open`, one for each call, until they are used up. */
	readonly openErrors?: unknown[];
	/** Asks for a password while it opens, and keeps what it was given. */
	readonly asksFor?: string;
	/** The value in the database differs when the repair is written. */
	readonly repairError?: Error;
	readonly runs?: RunServices;
};

/** Services in memory: what a real server and a real audit would do, without them. */
export const sampleProfiles = (options: SampleOptions = {}) => {
	const {profile = sampleProfile, divisions = sampleDivisions(12), lastResults = new Map(), holdAt, openErrors = [], otherProfiles = []} = options;
	const failing = new Set(options.failing ?? ['002']);
	const records: AuditRecord[] = [];
	const statements: StatementRecord[] = [];
	let openName = profile.name;
	const listeners = new Set<() => void>();
	const lines = [line(1, 'GLOBEAPP01', ['OK']), line(3, 'OLDSQL01', ['STALE'])];
	const gate = Promise.withResolvers<void>();
	const seen = {
		secrets: [] as Array<string | undefined>, reports: [] as string[], opened: [] as string[], closed: 0, applied: 0, cancelled: 0,
	};

	const record = (text: string, error?: string) => {
		statements.push({
			at: new Date(new Date().setHours(10, 0, 0, 0)), server: 'SYNSQL01', address: '127.0.0.1:4200', profile: openName, database: 'Synergy', text, parameters: [{
				name: '@p1', type: 'nchar(3)', value: '001', literal: 'N\'001\'',
			}], durationMs: 3, rows: 1, error,
		});
		for (const listener of listeners) {
			listener();
		}
	};

	const run = async (division: Division, signal: AbortSignal, onEvent: (event: TestEvent) => void): Promise<TestResult> => {
		const result = sampleResult(division, failing);
		for (const step of result.steps) {
			onEvent({type: 'step-started', division: division.code, id: step.id});
			if (step.id === holdAt) {
				// eslint-disable-next-line no-await-in-loop -- steps run one after another
				await Promise.race([gate.promise, aborted(signal)]);
			}

			if (signal.aborted) {
				seen.cancelled++;
				throw new DOMException('Aborted', 'AbortError');
			}

			onEvent({type: 'step-ended', division: division.code, step});
		}

		onEvent({type: 'test-ended', result});
		return result;
	};

	const services = (current: Profile): Services => ({
		profile: current,
		async listDivisions() {
			record('SELECT bedrnr, bedrnm\nFROM dbo.bedryf');
			return divisions;
		},
		lastResults: async () => lastResults,
		testDivision: async (division, {signal, onEvent}) => run(division, signal, onEvent),
		testDivisions: async (list, {signal, onEvent}) => Promise.all(list.map(async division => run(division, signal, onEvent))),
		accessServers: async () => ({verdict: failing.size > 0 ? 'fail' : 'pass', lines: lines.map(entry => ({...entry}))}),
		async planRepair(division, {
			rowId, column, value, as,
		}) {
			return {
				division: division.code, rowId, column, before: lines[1]!.machineName, after: value,
				statement: `UPDATE dbo.BacoAccessServers SET MachineName = N'${value}' WHERE ID = ${rowId} AND MachineName = N'${lines[1]!.machineName}'`,
				warnings: value === 'STRANGE' ? ['STRANGE is not one of the expected names.'] : [], plan: as,
			};
		},
		async applyRepair(preview) {
			if (options.repairError !== undefined && preview.plan !== 'operator') {
				throw options.repairError;
			}

			seen.applied++;
			lines[1] = {...lines[1]!, machineName: preview.after, classes: ['OK']};
			failing.clear();
			const made = auditRecord(`a${records.length + 1}`, preview.division, preview.before, preview.after);
			records.unshift(made);
			record(preview.statement);
			return made;
		},
		async undoRepair(auditId) {
			const former = records.find(({id}) => id === auditId)!;
			lines[1] = {...lines[1]!, machineName: former.before, classes: ['STALE']};
			failing.add(former.division);
			const made: AuditRecord = {...auditRecord(`a${records.length + 1}`, former.division, former.after, former.before), action: 'access-server.undo', undoes: auditId};
			records.unshift(made);
			return made;
		},
		auditRecords: async () => [...records],
		async writeReport(file) {
			if (seen.reports.includes(file)) {
				throw new BacoError('REPORT-EXISTS', {file});
			}

			seen.reports.push(file);
			return `/home/jdoe/${file}`;
		},
		...(options.runs && {runs: options.runs}),
		statements: () => statements.filter(({profile: name}) => name === current.name),
		onStatement(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		async close() {
			seen.closed++;
		},
	});

	const profiles: Profiles = {
		list: async () => [profile, ...otherProfiles],
		current: async () => profile.name,
		async open(name, ask: Ask) {
			seen.opened.push(name ?? '(current)');
			if (openErrors.length > 0) {
				throw openErrors.shift();
			}

			if (options.asksFor !== undefined) {
				seen.secrets.push(await ask({name: `${profile.name}/operator`, label: options.asksFor}));
			}

			const opened = otherProfiles.find(candidate => candidate.name === name) ?? profile;
			openName = opened.name;
			return services(opened);
		},
	};
	return {
		profiles, seen, record, records, lines, release: gate.resolve,
	};
};

function line(id: number, machineName: string, classes: readonly string[]): AccessServerLine {
	return {
		id, machineName, ipAddress: '10.0.0.5', macAddress: '00-15-5D-01-02-03', checksIpAddress: true, checksMachineName: true, checksMacAddress: false, classes, reason: `${machineName} is ${classes.join(' and ')}.`,
	};
}

/** A repair of division 002. */
export const sampleAudit = (changes: Partial<AuditRecord> = {}): AuditRecord => ({...auditRecord('a1', '002', 'OLDSQL01', 'GLOBESQL01'), ...changes});

function auditRecord(id: string, division: string, before: string, after: string): AuditRecord {
	return {
		id, at: '2026-08-22T10:05:00.000Z', profile: 'delta-prod', operator: {system: 'jan', login: 'jdoe'}, action: 'access-server.repair', division,
		target: {
			server: String.raw`GLOBESQL01\EXACT`, database: division, table: 'dbo.BacoAccessServers', rowId: 3, column: 'MachineName',
		},
		before, after, statement: 'UPDATE dbo.BacoAccessServers SET MachineName = @p1 WHERE ID = @p2', outcome: 'done',
	};
}

async function aborted(signal: AbortSignal): Promise<void> {
	return new Promise(resolve => {
		signal.addEventListener('abort', () => {
			resolve();
		});
	});
}
