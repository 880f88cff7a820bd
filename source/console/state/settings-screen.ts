import type {AuditRecord} from '../../audit/contract.js';
import type {StoredSettings} from '../../settings/contract.js';
import type {TypedSettings} from '../../settings/parse-typed.js';
import type {SettingsField, SettingsPage, SettingsPreview} from '../settings-services.js';
import type {Problem} from './problem.js';
import type {ListPosition} from './list.js';
import type {Loading} from './loading.js';
import type {TextInput} from './text-input.js';

/** The back office settings of one division: fields, what was typed for them, and how far a save is. */
export type SettingsScreen = {
	readonly name: 'settings';
	readonly code: string;
	readonly list: ListPosition;
	readonly page: Loading<SettingsPage>;
	/** Values that differ from what is stored. */
	readonly typed: TypedSettings;
	/** What was stored when they were typed. */
	readonly seen: StoredSettings | undefined;
	/** Open while a value is typed. */
	readonly input: TextInput | undefined;
	readonly stage:
		| {readonly name: 'editing'; readonly problem?: Problem}
		| {readonly name: 'testing'; readonly progress: string}
		| {readonly name: 'preview'; readonly preview: SettingsPreview}
		| {readonly name: 'saving'; readonly preview: SettingsPreview}
		| {readonly name: 'refused'; readonly problem: Problem}
		| {readonly name: 'done'; readonly record: AuditRecord};
	readonly scroll: number;
};

/** The field under the cursor. */
export const selectedField = ({page, list}: SettingsScreen): SettingsField | undefined => page.status === 'ready' ? page.value.fields[list.index] : undefined;

/** What a field shows now: typed, or stored. */
export const valueOf = ({typed}: SettingsScreen, {name, value}: SettingsField): string => name === undefined ? value : typed[name] ?? value;

/** What is wrong with the typed values, the one being typed included. */
export const faultsOf = (screen: SettingsScreen): Readonly<Partial<Record<string, string>>> => {
	const field = selectedField(screen);
	const typing = screen.input !== undefined && field?.name !== undefined ? {[field.name]: screen.input.value} : {};
	return screen.page.status === 'ready' ? screen.page.value.judge({...screen.typed, ...typing}) : {};
};
