// What the web extension host runs. Mocha's own bundle for browsers sets globals instead of exporting.
import 'mocha/mocha.js';
import type Mocha from 'mocha';
import * as vscode from 'vscode';
import { runTests } from '../support/editor/mocha.ts';

const { Mocha: MochaClass } = globalThis as unknown as { Mocha: typeof Mocha };

export const run = () =>
  runTests(MochaClass, () => {
    describe('in VS Code for the Web', () => {
      it('activates', async () => {
        const extension = vscode.extensions.getExtension('literature-notes.literature-notes');
        await extension!.activate();
      });
    });
  });
