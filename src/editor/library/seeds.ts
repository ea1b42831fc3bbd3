import * as vscode from 'vscode';
import type { Topic } from '../../core/library/topic.ts';
import type { SourceToRead } from './source.ts';

/** The papers that come with the extension, and those of them that could not be read. */
export interface Seeds {
  readonly topics: readonly Topic[];
  readonly read: readonly SourceToRead[];
  readonly failures: readonly { readonly file: string; readonly reason: string }[];
}

/** Everything of the user's own is nearer. */
const seedRank = 1000;

interface SeedIndex {
  readonly topics: readonly Topic[];
  readonly papers: readonly string[];
}

/** Reads the seed library. Its files are named in an index, because the web cannot list a folder. */
export async function readSeeds(extensionUri: vscode.Uri): Promise<Seeds> {
  const folder = vscode.Uri.joinPath(extensionUri, 'seeds');
  const index = JSON.parse(await read(vscode.Uri.joinPath(folder, 'index.json'))) as SeedIndex;
  const results = await Promise.allSettled(
    index.papers.map(async (file): Promise<SourceToRead> => {
      const uri = vscode.Uri.joinPath(folder, file);
      const source = { uri: uri.toString(), rank: seedRank, format: 'paper', reasons: [{ kind: 'seeds' }] } as const;
      return { source, text: await read(uri) };
    }),
  );
  return {
    topics: index.topics,
    read: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    failures: results.flatMap((result, place) =>
      result.status === 'rejected' ? [{ file: index.papers[place] ?? '', reason: String(result.reason) }] : [],
    ),
  };
}

async function read(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
