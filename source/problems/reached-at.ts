import type {Explanation, Facts} from './problem.js';
import {show} from './show.js';

/** Says that a server is reached elsewhere than the settings name it; empty when it is not. */
export const reachedText = ({reachedAt}: Facts): string => reachedAt === undefined ? '' : ` It is reached at ${show(reachedAt)}, as the addresses of the profile say.`;

/** Texts about the way to a server: where the profile sends it through a tunnel, the tunnel and its entry are looked at first. */
export const withTunnel = ({summary, cause, fix}: Explanation, facts: Facts): Explanation => facts.reachedAt === undefined
	? {summary, cause, fix}
	: {
		summary: `${summary}${reachedText(facts)}`,
		cause: `The tunnel to ${show(facts.reachedAt)} is closed or leads elsewhere, its entry in the addresses of the profile is wrong, or the server itself is the trouble: ${cause}`,
		// While a set-up makes the profile from a file, it is the file that is corrected.
		fix: facts.setUpFile === undefined ? `Look at the tunnel and at its entry first: baco profile show ${nameOf(facts)}; baco profile set ${nameOf(facts)} --add-address ${show(facts.host)}:${show(facts.port)}=ADDRESS:PORT puts another in its place. Then: ${fix}` : `Look at the tunnel and at its entry in "addresses" first. Then: ${fix}`,
	};

/** The command that changes a field of the profile. */
export const profileSet = (facts: Facts, flags: string): string => `baco profile set ${nameOf(facts)} ${flags}`;

const nameOf = ({profile}: Facts) => profile === undefined ? 'NAME' : show(profile);
