// What a suite for the Node extension host exports: `export const run = createRun(() => describe(…))`.
import Mocha from 'mocha';
import { runTests } from './mocha.ts';

export const createRun = (register: () => void) => () => runTests(Mocha, register);
