import * as vscode from 'vscode';
import type { Topic } from '../../core/library/topic.ts';

/** The papers that come with the extension: their files, and the topics that these name. */
export interface Seeds {
  readonly topics: readonly Topic[];
  readonly files: readonly vscode.Uri[];
}

/** Lists the seed library. Its files are named in an index, because the web cannot list a folder. */
export async function listSeeds(extensionUri: vscode.Uri): Promise<Seeds> {
  const folder = vscode.Uri.joinPath(extensionUri, 'seeds');
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, 'index.json'));
  const { topics, papers } = JSON.parse(new TextDecoder().decode(bytes)) as {
    readonly topics: readonly Topic[];
    readonly papers: readonly string[];
  };
  return { topics, files: papers.map((file) => vscode.Uri.joinPath(folder, file)) };
}
