import type { FormatId } from '../../core/formats/sniff.ts';

/** Why a file belongs to the library. Several reasons may hold; the nearest comes first. */
export type SourceReason =
  /** A document names it, such as with `bibliography:` or `\addbibresource`. */
  | { readonly kind: 'document'; readonly uri: string }
  /** A project file names it, such as `_quarto.yml`. */
  | { readonly kind: 'project'; readonly uri: string }
  /** The setting `literatureNotes.libraries` names it. */
  | { readonly kind: 'setting' }
  /** It is a bibliography file in the workspace. */
  | { readonly kind: 'workspace' }
  /** It came with the extension. */
  | { readonly kind: 'seeds' };

/** One file of the library. */
export interface LibrarySource {
  readonly uri: string;
  /** Nearness: of one paper's entries, that of the lowest rank is shown. */
  readonly rank: number;
  readonly format?: FormatId;
  readonly reasons: readonly SourceReason[];
}

/** A file to be read, for the first time or again. */
export interface SourceToRead {
  readonly source: LibrarySource;
  /** What an open editor holds and has not saved; without it the file is read from disk. */
  readonly text?: string;
}

/** What the library is told of its files: at most one change is under way, a later one waits for it. */
export interface SourceChange {
  readonly read: readonly SourceToRead[];
  readonly removed: readonly string[];
}

/** How a file is doing. */
export type SourceState =
  /** `done` is a share from 0 to 1. */
  | { readonly kind: 'waiting' | 'reading'; readonly done?: number }
  | { readonly kind: 'read'; readonly entries: number; readonly problems: number }
  | { readonly kind: 'failed'; readonly reason: string };
