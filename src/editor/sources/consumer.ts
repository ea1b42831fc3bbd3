import type * as vscode from 'vscode';
import type { SourceChange, SourceState } from '../library/source.ts';

/** Whoever reads the files of the library. Changes are told one after the other. */
export interface SourceConsumer {
  update(change: SourceChange): Promise<void>;
  /** How each file is doing, by its address. */
  readonly states: ReadonlyMap<string, SourceState>;
  readonly onDidChange: vscode.Event<unknown>;
}
