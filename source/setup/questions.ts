import {connectionQuestions} from './connection-questions.js';
import {globeQuestions} from './globe-questions.js';
import {personQuestions} from './person-questions.js';
import type {SetupQuestion} from './question.js';

/** Every question of the set-up, in its order. */
export const setupQuestions: readonly SetupQuestion[] = [...connectionQuestions, ...personQuestions, ...globeQuestions];
