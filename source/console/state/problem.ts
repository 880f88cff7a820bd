import type {Explanation, Facts} from '../../problems/problem.js';

/** With the facts that its words were made of, so that they can be said in another language. */
export type Problem = Explanation & {readonly id: string; readonly evidence?: Facts};
