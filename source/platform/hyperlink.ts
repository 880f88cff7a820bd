/** The text as a link (OSC 8), where what is written to is a terminal that may know links; the plain text elsewhere. A terminal that does not know them shows the text. */
export const hyperlink = (text: string, address: string, {isTerminal, environment}: {readonly isTerminal: boolean; readonly environment: Readonly<NodeJS.ProcessEnv>}): string =>
	isTerminal && canHaveLinks(environment) ? `\u{1B}]8;;${escaped(address)}\u{1B}\\${text}\u{1B}]8;;\u{1B}\\` : text;

/** Terminals without escape sequences, and the text console of Linux, which has nothing to click with. */
export const canHaveLinks = ({TERM = '', NO_HYPERLINKS = ''}: Readonly<NodeJS.ProcessEnv>): boolean => TERM !== '' && !['dumb', 'linux', 'unknown'].includes(TERM) && NO_HYPERLINKS === '';

/** A control character would end the sequence. */
const escaped = (address: string) => address.replaceAll(/[^\u{21}-\u{7E}]/gv, character => encodeURIComponent(character.toWellFormed()));
