import * as vscode from 'vscode';
import { authorYear } from '../../core/entry/paper.ts';
import type { DetailsOf, PlaceOf } from '../../webview/details/protocol.ts';
import type { PaperConnections, Place } from '../connections/connections.ts';

/** The page shows so many of each; the view of connections shows all. */
const most = 12;

/** The connections as the page shows them; nothing where there are none. */
export function connectionsShown({ cited, mentioned, mentions }: PaperConnections): Pick<DetailsOf, 'connections'> {
  if (!cited.length && !mentioned.length && !mentions.length) return {};
  return {
    connections: {
      cited: cited.slice(0, most).map(placeOf),
      citedCount: cited.length,
      mentioned: mentioned.slice(0, most).map(placeOf),
      mentionedCount: mentioned.length,
      mentions: mentions
        .slice(0, most)
        .map((paper) => ({ key: paper.id, label: authorYear(paper), title: paper.title })),
      mentionsCount: mentions.length,
    },
  };
}

function placeOf({ uri, range: { start }, line }: Place): PlaceOf {
  return {
    name: vscode.workspace.asRelativePath(uri),
    uri: uri.toString(),
    line: start.line,
    character: start.character,
    text: line,
  };
}
