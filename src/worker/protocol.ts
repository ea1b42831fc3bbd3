import type { FileSyntax, Syntax } from '../core/citations/syntax.ts';
import type { NamedFile } from '../core/entry/attachments.ts';
import type { Entry } from '../core/entry/entry.ts';
import type { Paper } from '../core/entry/paper.ts';
import type { FormatId } from '../core/formats/sniff.ts';
import type { FoundCitation } from '../core/language/citationIndex.ts';
import type { NoteClaims, Owner } from '../core/notes/identity.ts';
import type { FoundMention, Outgoing } from '../core/notes/mentionIndex.ts';
import type { PlacedNote } from '../core/notes/noteFile.ts';
import type { Resolved, SourceProblem } from '../core/library/library.ts';
import type { Offer, OfferRequest } from '../core/library/offer.ts';
import type { Hit } from '../core/library/search.ts';
import type { PdfNews, ArrangeSpec, Groups, Located, NoteFacts, Page } from '../core/library/arrange.ts';
import type { Board, BoardSpec } from '../core/library/arrange/board.ts';
import type { ReadingNews } from '../core/library/reading/facts.ts';
import type { QueryCompletions } from '../core/library/query/complete.ts';
import type { Topic } from '../core/library/topic.ts';
import type { Standing } from '../core/language/problems/citationProblems.ts';
import type { TopicEdits } from '../core/library/topics/edits.ts';
import type { TopicOrigin } from '../core/library/topics/given.ts';
import type { RemovableEntry } from '../core/sources/remove.ts';
import type { Position, Span } from '../core/text.ts';

/** A file to be read: its text or its bytes where these are sent along, else the library reads it from disk. */
export interface SourceInput {
  readonly uri: string;
  readonly rank: number;
  readonly format?: FormatId;
  readonly text?: string;
  readonly bytes?: Uint8Array;
}

/** Why a file could not be read. */
export type FailureCode =
  'notFound' | 'notAFile' | 'notPermitted' | 'linkLoop' | 'tooLarge' | 'unreadable' | 'unknownFormat';

/** How a file is doing; `done` is a share from 0 to 1. */
export type FileState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'reading'; readonly done: number }
  | { readonly kind: 'read'; readonly entries: number; readonly problems: number }
  | { readonly kind: 'failed'; readonly code: FailureCode; readonly detail: string };

/** A stretch of a file as editors name it. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A problem with its place in lines, which only who has the text can tell. */
export interface PlacedProblem extends SourceProblem {
  readonly range: Range;
  readonly relatedRange?: Range;
}

export interface Memory {
  /** Bytes in use, and the most that the library may use; 0 where nobody knows. */
  readonly used: number;
  readonly limit: number;
}

/** Where an entry is written. */
export interface EntryPlace {
  readonly uri: string;
  readonly range: Range;
  /** The key, or where the file spells none, the start of the entry. */
  readonly keyRange: Range;
}

/** A document to be read for what it cites; as with `SourceInput`, from disk where nothing is sent along. */
export interface CitingInput {
  readonly uri: string;
  readonly syntax: Syntax;
  /** Beginnings of cross-references that are not the usual ones. */
  readonly crossReferences?: readonly string[];
  /** The citation key in its name, if it is named as the settings name notes. */
  readonly guessed?: string;
  /** When the file was made, in milliseconds, where the library cannot look. */
  readonly made?: number;
  readonly text?: string;
  readonly bytes?: Uint8Array;
}

/** Documents that were not read: what they cite is not known. */
export interface CitingLeftOut {
  readonly tooLarge: readonly string[];
  readonly unread: readonly string[];
}

/** What reading documents gave beside what the library keeps of them: which of them say that they are notes. */
export interface CitingAnswer extends CitingLeftOut {
  readonly notes: readonly PlacedNote[];
}

/** A place where a file of the library has a key: as an entry's own, or in a field such as `crossref`. */
export interface KeyPlace {
  readonly uri: string;
  readonly range: Range;
  readonly field?: string;
  /** The id of the paper whose own key it is; none for entries that only hold fields for others. */
  readonly paper?: string;
  /** The file spells the key there; else the place is only where the entry begins. */
  readonly isSpelt: boolean;
}

export interface KeyUses {
  readonly places: readonly KeyPlace[];
  readonly citations: readonly FoundCitation[];
}

/** A key in a file of the library. */
export interface KeyHere {
  readonly key: string;
  readonly range: Range;
  readonly field?: string;
  /** The id of its paper, where it is the key of one. */
  readonly paper?: string;
}

export interface KeyRenaming {
  readonly key: string;
  readonly to: string;
  /** Documents in which the citations are of the paper that is meant. */
  readonly documents: readonly CitingInput[];
  /** Files of the library of which the same can be said. */
  readonly libraries: readonly string[];
}

/** A stretch of a file, what stands there, and what is to stand there. */
export interface FileChange {
  readonly range: Range;
  readonly old: string;
  readonly text: string;
}

export interface RenamedKey {
  readonly files: readonly { readonly uri: string; readonly changes: readonly FileChange[] }[];
  /** The first file whose syntax or format cannot hold the key; then there are no changes. */
  readonly refused?: { readonly uri: string; readonly syntax: Syntax | FormatId };
}

interface Asked<Params, Result> {
  readonly params: Params;
  readonly result: Result;
}
type Done = null;

/** The bibliographies of the document in which something is cited; none where it names none. */
interface CitedIn {
  readonly uris: readonly string[];
}

/** Asks for the problems of some entries of a file, from a place in their order. */
export interface EntryQuestion {
  readonly uri: string;
  readonly from: number;
  readonly completeness: boolean;
  /** The keys that documents cite, where it matters which entries none of them does. */
  readonly cited?: readonly string[];
}

/** Problems, and the place to go on from where there are more entries. */
export interface EntryAnswer {
  readonly problems: readonly PlacedProblem[];
  readonly next: number | null;
}

/** A file that an entry names, and what it takes to find it. */
export interface NamedIn extends NamedFile {
  /** The bibliography that names it. */
  readonly uri: string;
  /** Folders that the bibliography says its files are in; relative to it, or not. */
  readonly folders: readonly string[];
}

/** The same at its place in a bibliography. */
export interface FileMention extends NamedIn {
  readonly key: string;
  /** The id of the paper whose entry it is. */
  readonly paper: string;
  readonly range: Range;
}

/** An entry in the words of its file. */
export interface WrittenEntry {
  readonly format: FormatId;
  readonly text: string;
}

/** A bibliography as an editor has it. */
export interface BibliographyText {
  readonly text: string;
  readonly format: FormatId;
}

/** What the library is asked: name, parameters, answer. A search with an `asker` ends the one before it, which gives null. */
export interface Requests {
  /** Where a cache is kept between two starts; comes first if at all. */
  readonly open: Asked<{ readonly cache: string }, Done>;
  readonly topics: Asked<{ readonly topics: readonly Topic[] }, Done>;
  readonly topicOrigins: Asked<{ readonly origins: readonly TopicOrigin[] }, Done>;
  readonly topicEdits: Asked<{ readonly edits: TopicEdits }, Done>;
  readonly proposeTopics: Asked<null, Done>;
  readonly dropProposedTopics: Asked<null, Done>;
  /** The notes there are, for queries such as `has:note`. */
  readonly notes: Asked<{ readonly notes: readonly NoteFacts[] }, Done>;
  /** How far papers are read, as far as that is different from what was told before. */
  readonly readings: Asked<ReadingNews, Done>;
  /** Which PDFs somebody looked for, for `has:pdf`; in place of what was told before. */
  readonly pdfs: Asked<PdfNews, Done>;
  /** Answered when all that is new has been told. A later update or removal of the same file takes its place. */
  readonly update: Asked<{ readonly sources: readonly SourceInput[] }, Done>;
  readonly remove: Asked<{ readonly uris: readonly string[] }, Done>;
  readonly entries: Asked<{ readonly ids: readonly string[] }, readonly Entry[]>;
  /** Each entry as its file writes it; nothing where the library does not have it. */
  readonly written: Asked<{ readonly ids: readonly string[] }, readonly (WrittenEntry | null)[]>;
  /** The files that papers name, in any of the bibliographies they stand in. */
  readonly attachments: Asked<{ readonly ids: readonly string[] }, readonly (readonly NamedIn[])[]>;
  /** The files that the entries of a bibliography name, from a place in their order on. */
  readonly namedFiles: Asked<
    { readonly uri: string; readonly from: number },
    { readonly files: readonly FileMention[]; readonly next: number | null }
  >;
  readonly resolve: Asked<{ readonly key: string; readonly uris: readonly string[] }, Resolved | null>;
  /** Where the entries of a key are written, or of one paper of that key alone, those of these files first. */
  readonly places: Asked<CitedIn & { readonly key: string; readonly paper?: string }, readonly EntryPlace[]>;
  readonly filter: Asked<{ readonly query: string; readonly asker?: string }, readonly string[] | null>;
  readonly find: Asked<
    { readonly query: string; readonly limit: number; readonly asker?: string },
    readonly Hit[] | null
  >;
  /** Papers for what is typed where a citation key belongs. */
  readonly offer: Asked<OfferRequest & { readonly asker?: string }, readonly Offer[] | null>;
  readonly memory: Asked<null, Memory>;
  // pages of papers under headings
  readonly groups: Asked<ArrangeSpec, Groups>;
  readonly members: Asked<
    { readonly spec: ArrangeSpec; readonly group: string; readonly offset?: number; readonly limit?: number },
    Page
  >;
  readonly locate: Asked<{ readonly spec: ArrangeSpec; readonly id: string }, Located | null>;
  readonly below: Asked<{ readonly spec: ArrangeSpec; readonly groups: readonly string[] }, readonly Paper[]>;
  readonly board: Asked<BoardSpec, Board>;
  // which documents cite what
  readonly citing: Asked<{ readonly read: readonly CitingInput[]; readonly removed: readonly string[] }, CitingAnswer>;
  readonly citations: Asked<{ readonly keys: readonly string[] }, readonly FoundCitation[]>;
  /** The links to a paper: to its notes, which are named, and by its key. */
  readonly mentions: Asked<{ readonly key: string; readonly notes: readonly string[] }, readonly FoundMention[]>;
  /** What a document leads to: the keys that it cites, and its links to other documents. */
  readonly outgoing: Asked<
    { readonly uri: string },
    { readonly keys: readonly string[]; readonly links: readonly Outgoing[] }
  >;
  readonly citedKeys: Asked<null, readonly string[]>;
  readonly keyUses: Asked<{ readonly key: string }, KeyUses>;
  readonly keyAt: Asked<{ readonly uri: string; readonly position: Position }, KeyHere | null>;
  readonly renameKey: Asked<KeyRenaming, RenamedKey>;
  // what is wrong in documents and bibliographies
  readonly standings: Asked<CitedIn & { readonly keys: readonly string[] }, readonly Standing[]>;
  /** Whose notes are, by what they say of themselves. */
  readonly noteOwners: Asked<{ readonly claims: readonly NoteClaims[] }, readonly (Owner | null)[]>;
  readonly nearKeys: Asked<CitedIn & { readonly key: string }, readonly string[]>;
  readonly entryProblems: Asked<EntryQuestion, EntryAnswer>;
  readonly complete: Asked<{ readonly query: string; readonly offset: number }, QueryCompletions>;
  // texts that are read beside the editor, since they may be long
  readonly unused: Asked<BibliographyText & { readonly cited: readonly string[] }, readonly RemovableEntry[]>;
  /** The text without the entries; nothing where the others would not stay as they are. */
  readonly without: Asked<BibliographyText & { readonly spans: readonly Span[] }, string | null>;
  readonly keysIn: Asked<{ readonly text: string; readonly syntax: FileSyntax }, readonly string[]>;
}
export type RequestName = keyof Requests;
export type Params<N extends RequestName> = Requests[N]['params'];
export type Result<N extends RequestName> = Requests[N]['result'];

/** To the library. Changes are made in the order they come in; what is looked up is answered at once, between two steps of them. */
export interface Question<N extends RequestName = RequestName> {
  readonly id: number;
  readonly name: N;
  readonly params: Params<N>;
}

/** What the library tells unasked. */
export type LibraryEvent =
  | {
      readonly event: 'changed';
      readonly papers: readonly Paper[];
      readonly removed: readonly string[];
      readonly topics: readonly Topic[];
    }
  /** All problems of a file, in place of those it had. */
  | { readonly event: 'problems'; readonly uri: string; readonly problems: readonly PlacedProblem[] }
  | { readonly event: 'state'; readonly uri: string; readonly state: FileState }
  /** Something for the log. */
  | { readonly event: 'log'; readonly text: string };

/** From the library. */
export type Answer =
  { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: string } | LibraryEvent;

/** The two ends of a worker, alike for worker_threads, Web Workers and no worker at all. */
export interface Port<Out, In> {
  /** What is transferred is not copied, and gone for the sender. */
  post(message: Out, transfer?: readonly ArrayBufferLike[]): void;
  onMessage(listener: (message: In) => void): void;
}

/** What the library needs of the place where it runs. */
export interface Surroundings {
  /** Milliseconds since some start. */
  now(): number;
  /** Lets messages come in. */
  pause(): Promise<void>;
  /** Runs something after so many milliseconds. */
  later(milliseconds: number, run: () => void): void;
  /** So long are steps done before a pause, in milliseconds. */
  readonly slice: number;
  /** Reads a file; throws a `ReadFailure`. */
  read?(uri: string, largest?: number): Promise<FileRead>;
  /** Reads a small file at once, where that takes next to no time; nothing where it has to be read with `read`. */
  readNow?(uri: string): FileRead | undefined;
  readonly cache?: CacheFiles;
  memory?(): Memory;
}

/** A file as it was read. */
export interface FileRead {
  readonly bytes: Uint8Array;
  /** When it was made, in milliseconds, where the file system says. */
  readonly made?: number;
}

/** What is kept in files. */
export interface CacheFiles {
  /** Nothing where there is none, or one too large. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Writing nothing takes the file away. */
  write(path: string, bytes: Uint8Array): Promise<void>;
}

/** A file that could not be read. */
export class ReadFailure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, detail = '') {
    super(detail);
    this.code = code;
  }
}
