import {randomUUID} from 'node:crypto';
import {agree, countOf} from '../../source/platform/count-of.js';
import {knownColumns} from '../../source/divisions/known-columns.js';
import type {SqlConnection} from '../../source/sql/contract.js';
import {repeatedTransaction} from '../../source/sql/lock-conflict.js';
import {sql, type Composable} from '../../source/sql/statement.js';
import {readBackOffice, type BackOffice} from '../financial/back-office.js';
import {readDocumentType} from '../financial/document-type.js';
import type {DivisionResult} from '../financial/each-division.js';
import {
	divisionLines,
	enteredLines,
	globeCompany,
	ledgerLines,
} from '../financial/ledger-lines.js';
import {readMark} from '../financial/replication-mark.js';
import {writeDivisionSetting} from '../financial/division-setting.js';
import {writeDocument} from '../financial/write-document.js';
import type {JobContext, JobDivision} from '../runtime/contract.js';
import {compareSides} from './compare-sides.js';
import type {Difference} from './compare-totals.js';
import {countWaiting} from './count-waiting.js';
import {onlyInSynergy, onlyInSynergyText, type OnlyInSynergy} from './only-in-synergy.js';
import {bodyOf, verdictOf, type CheckResult} from './result-document.js';

/** Its word for the division log: the figures agree, differ only by what waits, or differ. */
export type CheckedDivision = DivisionResult & {readonly status: 'OK' | 'Pending' | 'Error'};

/** Compares the ledger of a division in Synergy and in its back office, and says so in a document. */
export const checkDivision = async (context: JobContext, division: JobDivision): Promise<CheckedDivision> => {
	const synergy = context.synergy();
	const backOffice = await readBackOffice(synergy, division);
	const globe = await context.globe(division.code);
	const company = await globeCompany(globe, backOffice.company);
	const own = {lines: divisionLines(await knownColumns(synergy, 'gbkmut'), division.code), accounts: divisionLines(await knownColumns(synergy, 'grtbk'), division.code)};
	const [ours, theirs] = [ledgerLines(own.lines, backOffice.firstYear), ledgerLines(company.lines, backOffice.firstYear)];
	const mark = await readMark(synergy, 'synergy', division.code);
	context.progress({
		done: 0, total: 2, unit: 'sides', division: division.code, phase: 'adding up',
	});
	const {synergy: synergyTotals, globe: globeTotals, differences} = await compareSides({connection: synergy, lines: ours}, {connection: globe, lines: theirs, mark}, {
		tolerance: Number(context.parameters.T ?? 0.005),
		onRead() {
			context.stopping.throwIfAborted();
			context.progress({
				done: 2, total: 2, unit: 'sides', division: division.code, phase: 'comparing',
			});
		},
	});
	context.stopping.throwIfAborted();
	const [ownAccounts, otherAccounts] = [await readAccounts(synergy, own.accounts), await readAccounts(globe, company.accounts)];
	const result: CheckResult = {
		division: division.code,
		name: division.name,
		differences,
		onlyOurs: await lookUpDifferences(context, globe, ours, differences),
		waiting: await countWaiting({
			synergy, globe, division: division.code, processed: theirs, entered: enteredLines(company.lines, backOffice.firstYear), mark,
		}),
		onlySynergy: ownAccounts.keys().filter(account => !otherAccounts.has(account)).toArray(),
		onlyGlobe: otherAccounts.keys().filter(account => !ownAccounts.has(account)).toArray(),
		compared: new Set([...synergyTotals.keys(), ...globeTotals.keys()]).size,
		descriptions: new Map([...otherAccounts, ...ownAccounts]),
	};
	const verdict = verdictOf(result);
	for (const side of [synergyTotals, globeTotals]) {
		for (const [, {lines}] of side) {
			context.count({read: lines});
		}
	}

	tellDifferences(context, result);
	if (!context.isDryRun) {
		await writeResult(context, {
			division, backOffice, result, verdict,
		});
	}

	// What only waits for the next replication is no fault of the figures.
	const isOnlyWaiting = result.differences.every(({isExplained}) => isExplained);
	return {
		records: result.differences.length,
		status: result.differences.length === 0 ? 'OK' : (isOnlyWaiting ? 'Pending' : 'Error'),
		remark: verdict,
		isFailed: !isOnlyWaiting,
	};
};

/** What the first differences that nothing explains have in Synergy only. */
const lookUpDifferences = async (context: JobContext, globe: SqlConnection, ours: Composable, differences: readonly Difference[]) => {
	const found = new Map<Difference, OnlyInSynergy>();
	for (const difference of differences.filter(({isExplained, synergy}) => !isExplained && synergy !== undefined).slice(0, 100)) {
		context.stopping.throwIfAborted();
		const only = await onlyInSynergy(context.synergy(), globe, ours, difference); // eslint-disable-line no-await-in-loop -- one connection
		if (only !== undefined) {
			found.set(difference, only);
		}
	}

	return found;
};

/** Number and description of the ledger accounts. */
const readAccounts = async (connection: SqlConnection, company: Composable): Promise<Map<string, string>> => {
	const {rows} = await connection.query<{reknr: string; name: string | null}>(sql`SELECT reknr, oms25_0 AS name FROM dbo.grtbk WHERE ${company}`);
	return new Map(rows.map(({reknr, name}) => [reknr.trim(), name?.trimEnd() ?? '']));
};

const tellDifferences = (context: JobContext, {division, differences, descriptions, onlyOurs}: CheckResult) => {
	for (const difference of differences.slice(0, 100)) {
		const {year, period, account, kind, synergy, globe, waiting, isExplained} = difference;
		const only = onlyOurs.get(difference);
		const amounts = `Synergy ${synergy?.toFixed(2) ?? '-'}, back office ${globe?.toFixed(2) ?? '-'}`;
		const line = `Division ${division}, year ${year}, period ${period}, ledger ${account} ${descriptions.get(account) ?? ''}: ${kind} (${amounts})${waiting === 0 ? '' : `, ${countOf(waiting, 'line')} ${agree(waiting, 'waits', 'wait')} for replication`}${only === undefined ? '' : `; ${onlyInSynergyText(only)}`}`;
		if (isExplained) {
			context.print(line);
		} else {
			context.warn(line);
		}
	}

	if (differences.length > 100) {
		context.warn(`Division ${division}: ${differences.length - 100} more differences.`);
	}
};

type Result = {readonly division: JobDivision; readonly backOffice: BackOffice; readonly result: CheckResult; readonly verdict: string};

const writeResult = async (context: JobContext, {division, backOffice, result, verdict}: Result) => {
	const synergy = context.synergy();
	const type = await readDocumentType(synergy);
	const columns = await knownColumns(synergy, 'BacoDiscussions');
	const id = randomUUID().toUpperCase();
	const today = await context.now();
	const subject = `Financial check ${division.code} ${today.toISOString().slice(0, 10)}: ${verdict}`;
	await repeatedTransaction(synergy, async change => {
		await writeDivisionSetting(change, {
			group: 'RPFinancialCheck', name: `LastRun ${division.code}`, division, text: verdict.slice(0, 255),
		});
		if (!('reason' in type)) {
			await writeDocument(change, columns, {
				id, subject, body: bodyOf(result), type, division, security: Math.max(type.security, backOffice.securityLevel), person: context.person,
			});
		}
	});
	if ('reason' in type) {
		context.warn(`No result document: ${type.reason}.`);
	} else {
		context.document(id, subject);
	}
};
