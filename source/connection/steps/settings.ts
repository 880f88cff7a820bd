import {parseDatabaseName} from '../../divisions/database-path.js';
import type {Division} from '../../divisions/contract.js';
import {knownColumns, type Columns} from '../../divisions/known-columns.js';
import {readDivision} from '../../divisions/list-divisions.js';
import {parseServerPath} from '../../divisions/server-path.js';
import {parseWebServer} from '../../divisions/web-server.js';
import {finding, worstFinding, type Finding} from '../../problems/finding.js';
import type {SqlConnection} from '../../sql/contract.js';
import {withoutSynergy} from '../without-synergy.js';
import type {
	Products,
	Step,
	StepOutcome,
} from '../step.js';

/** CFG: the division exists, its connection is switched on, and its settings can be understood. Reads the row anew, because the list may be old. */
export const settingsStep: Step = {
	id: 'CFG',
	needs: [],
	makes: ['sqlServer', 'database', 'webServer'],
	// Longer than a connection may take, so that the step learns why there is none.
	deadlineMs: 20_000,
	async run(context) {
		const {workspace, division: known, signal, proposed} = context;
		let division: Division | undefined;
		let columns: Columns;
		let connection: SqlConnection | undefined;
		try {
			connection = await workspace.synergy({signal});
			division = await readDivision(workspace, known.code, {signal});
			connection = await workspace.synergy({signal});
			columns = await knownColumns(connection, 'bedryf', {signal});
		} catch (error) {
			const {makes} = judge(known, new Map());
			return withoutSynergy(error, workspace.profile, {makes, evidence: evidenceOf(known), target: connection?.target});
		}

		if (division === undefined) {
			const problem = finding('CFG-3', 'fail', {division: context.division.code});
			return {summary: problem.summary, findings: [problem]};
		}

		const tested = proposed === undefined ? division : {...division, ...proposed};
		return isEmpty(tested) ? notSetUp(tested) : judge(tested, columns);
	},
};

const isEmpty = ({enabled, serverPath, databaseName, webService}: Division) => !enabled && [serverPath, databaseName, webService].every(value => value.trim() === '');

const notSetUp = (division: Division): StepOutcome => {
	const problem = finding('CFG-1', 'warn', {division: division.code});
	return {
		summary: problem.summary, findings: [problem], evidence: evidenceOf(division), division,
	};
};

const judge = (division: Division, columns: Columns): StepOutcome => {
	const findings: Finding[] = [];
	const makes: Partial<Products> = {};
	if (!division.enabled) {
		findings.push(division.missingColumns.includes('BackOfficeEnabled') ? finding('CFG-8', 'warn', {columns: ['BackOfficeEnabled']}) : finding('CFG-2', 'fail', {division: division.code}));
	}

	const server = parseServerPath(division.serverPath);
	if ('reason' in server) {
		findings.push(finding('CFG-4', 'fail', {value: division.serverPath, reason: server.reason}));
	} else {
		makes.sqlServer = server.value;
	}

	const database = parseDatabaseName(division.databaseName);
	if ('reason' in database) {
		findings.push(finding('CFG-5', 'fail', {value: division.databaseName, reason: database.reason}));
	} else {
		makes.database = database.value;
	}

	const webServer = parseWebServer(division.webService);
	if ('reason' in webServer) {
		findings.push(finding('CFG-6', 'fail', {value: division.webService, reason: webServer.reason}));
	} else {
		makes.webServer = webServer.value;
	}

	findings.push(...lengthFindings(division, columns));
	if (division.missingColumns.length > 0) {
		findings.push(finding('CFG-8', 'info', {columns: division.missingColumns}));
	}

	return {
		summary: worstFinding(findings)?.summary ?? `${division.serverPath} · ${division.databaseName} · ${division.webService}`,
		evidence: evidenceOf(division),
		findings,
		makes,
		division,
	};
};

const evidenceOf = (division: Division) => ({
	enabled: division.enabled,
	serverPath: division.serverPath,
	databaseName: division.databaseName,
	webService: division.webService,
	fixedCredentials: division.fixedCredentials,
	fixedUser: division.fixedUser,
	sqlUser: division.sqlUser,
	hasToken: division.hasToken,
});

/** A value as long as its column may have been cut off. */
const lengthFindings = (division: Division, columns: Columns): Finding[] => {
	const values = {BackOfficeServerPath: division.serverPath, BackOfficeWebService: division.webService, BackOfficeDBName: division.databaseName};
	return Object.entries(values).flatMap(([column, value]) => {
		const maximum = columns.get(column.toLowerCase())?.maxLength;
		return typeof maximum === 'number' && maximum > 0 && value.length >= maximum ? [finding('CFG-7', 'warn', {column, length: value.length, maximum})] : [];
	});
};
