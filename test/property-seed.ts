import process from 'node:process';
import * as fastCheck from 'fast-check';

/*
Property tests take the same values in every run, so that a build fails for what was changed and not for what was drawn.
To look for more, draw anew: `BACO_SEED=$RANDOM npx ava build/test/...`, with `BACO_RUNS` where a test reads it.
*/
fastCheck.configureGlobal({...fastCheck.readConfigureGlobal(), seed: Number(process.env.BACO_SEED ?? 20_261_127)});
