import type {AuditRecord} from '../../audit/contract.js';
import type {MacPage, MacPreview} from '../mac-services.js';
import type {Problem} from './problem.js';
import type {ListPosition} from './list.js';
import type {Loading} from './loading.js';
import type {TextInput} from './text-input.js';

/** The MAC address of all divisions: those to choose from, a typed one, and how far the change is. */
export type MacScreen = {
	readonly name: 'mac';
	/** The division whose Globe database is asked for registered addresses. */
	readonly code: string;
	readonly list: ListPosition;
	readonly page: Loading<MacPage>;
	/** Open while an address is typed. */
	readonly input: TextInput | undefined;
	readonly stage:
		| {readonly name: 'editing'; readonly problem?: Problem}
		| {readonly name: 'testing'; readonly progress: string}
		| {readonly name: 'preview'; readonly preview: MacPreview}
		| {readonly name: 'saving'; readonly preview: MacPreview}
		| {readonly name: 'refused'; readonly problem: Problem}
		| {readonly name: 'done'; readonly record: AuditRecord};
	/** What is wrong with what is being typed. */
	readonly judge: (typed: string) => string | undefined;
	readonly scroll: number;
};
