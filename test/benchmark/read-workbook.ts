import {readFile} from 'node:fs/promises';
import process from 'node:process';
import {openWorkbook} from '../../jobs/rp-excel-import/workbook/open-workbook.js';

// What the import is measured against: a process that reads the rows and does nothing with them.
const file = process.argv[2]!;
const workbook = await openWorkbook(file, await readFile(file));
let rows = 0;
for await (const some of workbook.sheets[0]!.rows()) {
	rows += some.length;
}

process.stdout.write(`${rows}\n`);
