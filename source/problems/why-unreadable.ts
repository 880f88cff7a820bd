const reasons: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such file',
	ENOTDIR: 'a part of its path is a file, not a folder',
	EACCES: 'this user may not read it',
	EPERM: 'this user may not read it',
	EISDIR: 'it is a folder, not a file',
};

/** Why a file that a person named cannot be read, in words, by the code of the operating system; the code itself where it is a rare one. */
export function whyUnreadable(code: string) {
	return reasons[code] ?? code;
}
