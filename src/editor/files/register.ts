import * as vscode from 'vscode';
import type { ImportCommand } from './importCommand.ts';
import { registerImportAnnotations } from './importCommand.ts';
import { registerLinkPdf } from './linkPdf.ts';
import { registerOpenPdf } from './open.ts';

/** What can be done with the files of papers. */
export function registerFiles(parts: ImportCommand): vscode.Disposable {
  const { attachments, selected, log } = parts;
  return vscode.Disposable.from(
    registerOpenPdf(attachments, selected, log),
    registerLinkPdf(parts, selected, log),
    registerImportAnnotations(parts),
  );
}
