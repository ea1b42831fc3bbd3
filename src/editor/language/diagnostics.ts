import type * as vscode from 'vscode';

/** Whether a diagnostic, which another extension may have made, has a code. */
export function isOf({ code }: vscode.Diagnostic, wanted: string): boolean {
  return (typeof code === 'object' ? code.value : code) === wanted;
}
