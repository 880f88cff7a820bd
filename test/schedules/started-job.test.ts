import test from 'ava';
import {jobs} from '../../source/runs/catalogue/jobs.js';
import {startedJob} from '../../source/schedules/started-job.js';

const here = {database: 'Synergy', dbConfig: 'SynergyWeb'};
const lines: ReadonlyArray<readonly [string, string | undefined]> = [
	[String.raw`C:\Synergy\bin\BacoImporter.exe /S:SRV /D:Synergy`, 'baco-importer'],
	[String.raw`"C:\Program Files\Exact Synergy\bin\bacoimporter.EXE" /S: SRV /D: synergy`, 'baco-importer'],
	[String.raw`C:\Synergy\bin\BacoImporter.exe /S:SRV /D:"Another database"`, undefined],
	[String.raw`C:\Synergy\bin\BacoImporter.exe /S:SRV "/D:Synergy"`, 'baco-importer'],
	[String.raw`C:\Synergy\bin\MyBacoImporter.exe /S:SRV /D:Synergy`, undefined],
	[String.raw`E:\bin\Exact.Process.exe /DBCONFIG:SynergyWeb /ASSEMBLY:Exact.Jobs.CRM /CLASS:CRMRating`, 'crm-rating'],
	[String.raw`E:\bin\Exact.Process.exe /DBCONFIG:Other /ASSEMBLY:Exact.Jobs.CRM /CLASS:CRMRating`, undefined],
	[String.raw`E:\bin\Exact.Process.exe /DBCONFIG:SynergyWeb /ASSEMBLY:Exact.Jobs.CRM.dll /CLASS:AccountStatus`, 'bl-customer-status'],
	['baco run log-handler --profile acme', 'log-handler'],
	['node /opt/baco/dist/jobs/log-handler.js /S:SRV /D:Synergy', 'log-handler'],
	['HrBgProj.exe', 'hr-bg-proj'],
	['BACKUP DATABASE Synergy', undefined],
];

for (const [line, job] of lines) {
	test(`${line} starts ${job ?? 'no job of this database'}`, t => {
		t.is(startedJob(line, here, jobs)?.id, job);
	});
}
