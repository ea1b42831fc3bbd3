import * as vscode from 'vscode';

/** Text from a library as Markdown that says nothing else: no links, images, markup or HTML. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$&@:]/g, '\\$&').replace(/\s+/g, ' ');
}

/** Text as code, which holds no backticks. */
export function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

/** A link whose address cannot end the link before its end. */
export function link(label: string, address: string): string {
  const safe = address.replace(/[\s()<>"\\]/g, (mark) => `%${mark.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `[${plain(label)}](${safe})`;
}

/** A Markdown text that may have icons, and of commands only those that are named. */
export function markdownWith(commands: readonly string[], value: string): vscode.MarkdownString {
  const text = markdown(value);
  text.isTrusted = { enabledCommands: commands };
  return text;
}

/** A Markdown text that may have icons, and no commands. */
export function markdown(value: string): vscode.MarkdownString {
  return new vscode.MarkdownString(value, true);
}
