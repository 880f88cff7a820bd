import process from 'node:process';
import {BacoError} from '../problems/baco-error.js';

/** Opens an address with the program that the desktop has for it. Rejects with SYNC-BROWSER when there is none. */
export const openAddress = async (address: string, platform: NodeJS.Platform = process.platform): Promise<void> => {
	const {execa} = await import('execa');
	const [program, ...parameters] = openerOf(platform);
	const {failed, code, exitCode} = await execa(program!, [...parameters, address], {
		reject: false, stdio: 'ignore', timeout: 20_000, windowsHide: true,
	});
	if (failed) {
		throw new BacoError('SYNC-BROWSER', {program, detail: code ?? `exit code ${exitCode}`});
	}
};

/** The program that opens an address, and what comes before the address; none of them goes through a shell. */
export const openerOf = (platform: NodeJS.Platform): readonly string[] => platform === 'darwin' ? ['open'] : (platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler'] : ['xdg-open']);
