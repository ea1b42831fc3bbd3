import * as vscode from 'vscode';
import type { Feature, Wish } from '../../core/language/offers.ts';
import { decide } from '../../core/language/offers.ts';
import { settingsSection } from '../ids.ts';
import { featureWish } from '../settings.ts';

export type { Feature } from '../../core/language/offers.ts';

const changed = new vscode.EventEmitter<void>();
/** What is offered may be something else now: an extension came or went, or a setting says otherwise. */
export const onDidChangeFeatures = changed.event;

/** Says for the log what is left to which extension; once for each feature and language. */
let tell: (feature: Feature, languageId: string, extension: string) => void = () => {};

/** Whether a feature is on for a document: as the user says, or where no other extension offers it there. */
export function isOffered(feature: Feature, document: Pick<vscode.TextDocument, 'languageId' | 'uri'>): boolean {
  const { languageId, uri } = document;
  const wish: Wish = featureWish(feature, document);
  const { isOffered: isOurs, leftTo } = decide(feature, wish, {
    languageId,
    scheme: uri.scheme,
    isInstalled: (id) => vscode.extensions.getExtension(id) !== undefined,
    setting: (name) => vscode.workspace.getConfiguration(undefined, document).get<unknown>(name),
  });
  if (leftTo !== undefined) tell(feature, languageId, leftTo);
  return isOurs;
}

/** Whether a feature is not turned off, for the part of it that no other extension offers. */
export function isWanted(feature: Feature, document: vscode.TextDocument): boolean {
  return featureWish(feature, document) !== 'off';
}

/** Tells the log what is left to other extensions, and everybody when that may have changed. */
export function followFeatures(log: vscode.LogOutputChannel): vscode.Disposable {
  let told = new Set<string>();
  tell = (feature, languageId, extension) => {
    const text = `${feature} in ${languageId} is left to ${extension}`;
    if (told.has(text)) return;
    told.add(text);
    log.info(`${text}; ${settingsSection}.features.${feature} decides`);
  };
  const change = () => {
    told = new Set();
    changed.fire();
  };
  return vscode.Disposable.from(
    new vscode.Disposable(() => (tell = () => {})),
    vscode.extensions.onDidChange(change),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const names = [`${settingsSection}.features`, `${settingsSection}.citation.completion`];
      const others = ['latex-workshop.hover', 'tinymist.semanticTokens'];
      if ([...names, ...others].some((name) => event.affectsConfiguration(name))) change();
    }),
  );
}
