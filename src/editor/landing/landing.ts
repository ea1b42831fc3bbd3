import * as vscode from 'vscode';
import { syntaxOf } from '../../core/citations/syntax.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { toBibtex } from '../../core/formats/bibtex/write.ts';
import type { Papers } from '../library/papers.ts';
import { documentNow } from '../openDocument.ts';
import { addsToBibliography } from '../settings.ts';
import { kindOf } from '../sources/files.ts';
import { nameQuietly, namingEdit } from '../sources/nameIn.ts';
import { notebookOf } from '../sources/notebooks.ts';
import type { Sources } from '../sources/sources.ts';
import { nameOf } from '../sources/texts.ts';
import { CitedPlaces } from './follow.ts';
import type { Insertions } from './insertions.ts';
import { askAboutOtherKey, askAboutTaken, askNewKey, askToAdd, quoted, setWish } from './questions.ts';
import { standingOf } from './standing.ts';
import type { Target } from './targets.ts';
import { ChosenTargets, targetsOf } from './targets.ts';
import type { Landed } from './write.ts';
import { landIn, landInNew } from './write.ts';

export interface LandingParts {
  readonly papers: Papers;
  readonly sources: Sources;
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

/** Milliseconds after which the library knows of an entry that was added. */
const soon = 5000;

/** Brings the entries of papers that are cited into the bibliographies of the citing document. */
export class Landing {
  readonly #parts: LandingParts;
  readonly chosen: ChosenTargets;
  /** What was answered with no, or is settled, until the window is closed: papers by document, or whole documents. */
  readonly #declined = new Set<string>();
  readonly #added = new Set<string>();
  /** Papers that a question is open about. */
  readonly #asked = new Set<string>();

  constructor(parts: LandingParts) {
    this.#parts = parts;
    this.chosen = new ChosenTargets(parts.memory);
  }

  /** Something was cited, which stands whatever becomes of its entry. The insertions are let go of in the end. */
  cited(document: vscode.TextDocument, papers: readonly Paper[], insertions?: Insertions): void {
    this.#land(document, papers, insertions)
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error : String(error);
        this.#parts.log.error('The entry of a cited paper was not added', reason);
      })
      .finally(() => insertions?.dispose());
  }

  async #land(document: vscode.TextDocument, cited: readonly Paper[], insertions?: Insertions): Promise<void> {
    const { papers, sources } = this.#parts;
    const wish = addsToBibliography(document);
    if (wish === 'never' || !syntaxOf(document.languageId, document.uri.path)) return;
    // which file has what is known only then
    if (papers.isReading) await papers.firstReading;
    const missing: Paper[] = [];
    const conflicts: Promise<void>[] = [];
    for (const paper of cited) {
      if (this.#isSettled(document, paper)) continue;
      const standing = await standingOf(paper, document, papers, sources);
      if (standing.kind === 'missing') missing.push(paper);
      else if (standing.kind !== 'there') {
        const places = new CitedPlaces(document, paper.key, insertions?.spans);
        const question =
          standing.kind === 'taken'
            ? this.#taken(document, paper, standing.by, places)
            : this.#otherKey(document, paper, standing.as, places);
        conflicts.push(question.finally(() => places.dispose()));
      }
    }
    const ids = missing.map(({ key }) => idOf(document, key));
    for (const id of ids) this.#asked.add(id);
    try {
      await Promise.all([this.#missing(document, missing), ...conflicts]);
    } finally {
      for (const id of ids) this.#asked.delete(id);
    }
  }

  async #missing(document: vscode.TextDocument, missing: readonly Paper[]): Promise<void> {
    if (!missing.length) return;
    const targets = await targetsOf(this.#parts.sources, document);
    const only = this.chosen.of(targets);
    if (!targets.length) return;
    const wish = addsToBibliography(document);
    if (wish !== 'always' || !only || only.isNew || only.isUnnamed) {
      const answer = await askToAdd(missing, document, targets, only, wish);
      if (answer === 'never' || answer === 'always') await setWish(answer, document);
      if (answer === 'never' || answer === undefined) {
        if (answer === undefined && only?.isUnnamed) this.#declined.add(document.uri.toString());
        for (const paper of missing) this.#declined.add(idOf(document, paper.key));
        return;
      }
    }
    await this.#add(
      document,
      missing.map((paper) => ({ paper, key: paper.key })),
      targets,
    );
  }

  async #taken(document: vscode.TextDocument, paper: Paper, by: Paper, places: CitedPlaces): Promise<void> {
    const answer = await askAboutTaken(paper, by);
    if (answer === 'other') this.#declined.add(idOf(document, paper.key));
    if (answer === 'newKey') await this.#addUnder(await askNewKey(paper, this.#parts.papers), document, paper, places);
  }

  async #otherKey(document: vscode.TextDocument, paper: Paper, as: Paper, places: CitedPlaces): Promise<void> {
    const answer = await askAboutOtherKey(paper, as);
    if (answer === 'cite') await places.rekey(as.key);
    if (answer === 'add') await this.#addUnder(paper.key, document, paper, places);
  }

  async #addUnder(key: string | undefined, document: vscode.TextDocument, paper: Paper, places: CitedPlaces) {
    if (key === undefined) return;
    const targets = await targetsOf(this.#parts.sources, document);
    if (!(await this.#add(document, [{ paper, key }], targets))) return;
    if (key !== paper.key) await places.rekey(key);
  }

  /** Adds the entries; where that fails, says so and offers them for the clipboard. */
  async #add(document: vscode.TextDocument, landed: readonly Landed[], targets: readonly Target[]): Promise<boolean> {
    const target = this.chosen.of(targets) ?? (await this.chosen.ask(targets));
    if (!target) return false;
    const { papers } = this.#parts;
    try {
      const now = await documentNow(document);
      if (!now)
        throw new Error(
          vscode.l10n.t(
            '{0} was closed or saved as a file meanwhile. Cite the paper again in the file.',
            nameOf(document.uri),
          ),
        );
      const isNew = target.isNew && (await kindOf(target.uri)) === 'none';
      if (isNew) await landInNew(papers, target.uri, landed);
      else await landIn(papers, target.uri, target.format, landed);
      for (const { key } of landed) this.#justAdded(idOf(document, key));
      if (target.isUnnamed) await this.#name(now, target.uri);
      const keys = landed.map(({ key }) => key).join(', ');
      vscode.window.setStatusBarMessage(vscode.l10n.t('Added to {0}: {1}', nameOf(target.uri), keys), soon);
      return true;
    } catch (error) {
      this.#parts.log.warn(`Not added to ${target.uri.toString()}: ${String(error)}`);
      await this.#sayNotAdded(landed, error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  /** The document, or the main file of it, says from now on where its entries are. */
  async #name(document: vscode.TextDocument, uri: vscode.Uri): Promise<void> {
    const naming = await namingEdit(document, uri);
    if (!naming) return;
    const wasDirty = naming.document.isDirty;
    await nameQuietly(naming);
    // a cell is saved with its notebook, which has changed anyway
    if (naming.document !== document && !wasDirty && !notebookOf(naming.document.uri)) await naming.document.save();
  }

  async #sayNotAdded(landed: readonly Landed[], reason: string): Promise<void> {
    const copy = vscode.l10n.t('Copy BibTeX');
    const names = landed.map(({ paper }) => quoted(paper)).join(', ');
    const message = vscode.l10n.t('{0} is cited, and was not added to the bibliography: {1}', names, reason);
    if ((await vscode.window.showWarningMessage(message, copy)) !== copy) return;
    const entries = await this.#parts.papers.entries(landed.map(({ paper }) => paper.id));
    await vscode.env.clipboard.writeText(entries.map(({ item }) => toBibtex(item)).join('\n'));
  }

  #isSettled(document: vscode.TextDocument, { key }: Paper): boolean {
    const id = idOf(document, key);
    return (
      this.#declined.has(document.uri.toString()) ||
      [this.#declined, this.#added, this.#asked].some((ids) => ids.has(id))
    );
  }

  #justAdded(id: string): void {
    this.#added.add(id);
    setTimeout(() => this.#added.delete(id), soon);
  }
}

function idOf(document: vscode.TextDocument, key: string): string {
  return `${document.uri.toString()}\n${key}`;
}
