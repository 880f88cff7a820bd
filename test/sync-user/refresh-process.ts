/** One of many processes that need a fresh token: `refresh-process FILE PROFILE URL`; it begins at the first line of its input, and prints what it got. */
import {createHash} from 'node:crypto';
import {once} from 'node:events';
import process from 'node:process';
import {openCredentials} from '../../source/credentials/open-credentials.js';
import {openSampleVault} from '../../source/demo/sample-stores.js';
import {exactOnlineAdapter} from '../../source/sync-user/exact-online/adapter.js';
import {freshTokens} from '../../source/sync-user/tokens/fresh-tokens.js';

const [file = '', profile = ''] = process.argv.slice(2);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdin.destroy();
const credentials = openCredentials({environment: {BACO_KEYCHAIN: 'off'}, vault: openSampleVault(file)});
credentials.remember(`${profile}/sync-client@link`, 'secret-of-the-app');
const {tokens, isRefreshed} = await freshTokens({
	credentials, link: {profile, id: 'link'}, oauth: exactOnlineAdapter.oauth!, signal: new AbortController().signal,
});
process.stdout.write(`${isRefreshed ? 'refreshed' : 'found'} ${createHash('sha256').update(tokens.accessToken).digest('hex')}\n`);
