import {version} from '../platform/version.js';
import {fail, pass, type DoctorCheck} from './check.js';

/** Version of Node against what the program needs. */
export const inspectNode = (node: string): DoctorCheck[] => {
	const [major = 0, minor = 0] = node.split('.').map(Number);
	const isEnough = major > 22 || (major === 22 && minor >= 20);
	return [
		pass('baco', 'baco', version()),
		isEnough ? pass('node', 'Node', node) : fail('node', 'Node', `${node}, and 22.20 or newer is needed`, 'Install a current Node, or start baco with the one that its package brings.'),
	];
};
