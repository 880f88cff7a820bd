/** What is used of the optional package: it has no types of its own where it could not be installed. */
declare module 'keytar' {
	export function getPassword(service: string, account: string): Promise<string | null>;
	export function setPassword(service: string, account: string, password: string): Promise<void>;
	export function deletePassword(service: string, account: string): Promise<boolean>;
	export function findCredentials(service: string): Promise<Array<{readonly account: string; readonly password: string}>>;
}
