import * as vscode from 'vscode';

/** Text from a library as Markdown that says nothing else: no links, images, markup or HTML. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$&@:]/g, '\\$&').replace(/\s+/g, ' ');
}

/** A Markdown text that may have icons, and no commands. */
export function markdown(value: string): vscode.MarkdownString {
  return new vscode.MarkdownString(value, true);
}
