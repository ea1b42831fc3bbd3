import * as vscode from 'vscode';

/** So long whoever searches a folder that is no folder of the disk may take for the first word, in milliseconds. */
const searchPatience = 1000;
/** So long others wait for what is walked through. */
const walkPatience = 2000;
/** A virtual workspace that cannot be searched is walked through so far. */
const mostVisited = 5000;

/** What is looked for in a folder. */
export interface Wanted {
  readonly fits: (path: string) => boolean;
  /** Names of files and folders that are not looked at. */
  readonly hidden: ReadonlySet<string>;
}

/** A folder that is being walked through, with what was found so far. */
interface Walk {
  readonly found: readonly vscode.Uri[];
  readonly done: Promise<true>;
  isDone: boolean;
}

/** What is known of a folder that answered too late once, or has not yet. */
interface Slow {
  /** What it held when it was last walked through; nothing before that. */
  last?: readonly vscode.Uri[];
  /** What others were told of it since. */
  told: readonly vscode.Uri[];
  walk?: Walk;
}

/**
 * Folders that other extensions provide: VS Code waits for ever for a search that nobody offers, and their file systems
 * may take long, or hang. Nobody waits for them longer than a moment; what they say later is told as a change.
 */
export class VirtualFolders {
  readonly #answered = new vscode.EventEmitter<vscode.Uri>();
  /** A folder that was not waited for has other files than was said of it. */
  readonly onDidAnswer = this.#answered.event;
  readonly #silent = new vscode.EventEmitter<vscode.Uri>();
  /** A folder is not waited for any longer. */
  readonly onDidFallSilent = this.#silent.event;
  /** Schemes whose search has not answered. */
  readonly #unsearched = new Set<string>();
  readonly #slow = new Map<string, Slow>();
  /** Folders that somebody waited for in vain; nobody else does until they answer. */
  readonly #waitedFor = new Set<string>();

  /** What VS Code's search finds below an address; nothing where nobody answers. */
  async searched(
    { baseUri, pattern }: vscode.RelativePattern,
    exclude: string | null | undefined,
    most?: number,
  ): Promise<vscode.Uri[] | undefined> {
    const search = Promise.resolve(
      vscode.workspace.findFiles(new vscode.RelativePattern(baseUri, pattern), exclude, most),
    );
    const { scheme } = baseUri;
    if (scheme === 'file') return search;
    if (this.#unsearched.has(scheme)) return undefined;
    const found = await inTime(search, searchPatience);
    if (found) return found;
    this.#unsearched.add(scheme);
    const again = (isAny: boolean) => {
      this.#unsearched.delete(scheme);
      if (isAny) this.#answered.fire(baseUri);
    };
    search.then(
      ({ length }) => again(length > 0),
      () => again(false),
    );
    return undefined;
  }

  /** The files below an address as its folders list them, as far as they do in a moment. `kind` tells one kind of files from others. */
  async walked(root: vscode.Uri, kind: string, wanted: Wanted): Promise<readonly vscode.Uri[]> {
    const id = `${root.toString()} ${kind}`;
    const before = this.#slow.get(id);
    const walk = before?.walk ?? this.#walk(id, root, wanted);
    const mayAnswer = before ? before.last !== undefined : !this.#waitedFor.has(root.toString());
    if (mayAnswer && ((await inTime(walk.done, walkPatience)) || walk.isDone)) return walk.found;
    const slow = this.#slow.get(id) ?? { told: [] };
    this.#slow.set(id, slow);
    if (!this.#waitedFor.has(root.toString())) this.#silent.fire(root);
    this.#waitedFor.add(root.toString());
    slow.walk = walk;
    slow.told = slow.last ?? [...walk.found];
    return slow.told;
  }

  #walk(id: string, root: vscode.Uri, wanted: Wanted): Walk {
    const found: vscode.Uri[] = [];
    const walk: Walk = { found, isDone: false, done: walkThrough(root, wanted, found).then(() => end()) };
    const end = (): true => {
      walk.isDone = true;
      this.#waitedFor.delete(root.toString());
      const slow = this.#slow.get(id);
      if (slow?.walk?.found === found) delete slow.walk;
      if (slow) slow.last = found;
      if (slow && !isSame(found, slow.told)) this.#answered.fire(root);
      return true;
    };
    return walk;
  }
}

export const virtualFolders = new VirtualFolders();

/** Folders are read one after the other; what cannot be read is passed over. */
async function walkThrough(root: vscode.Uri, { fits, hidden }: Wanted, found: vscode.Uri[]): Promise<void> {
  const queue = [root];
  let visited = 0;
  for (let folder = queue.shift(); folder && visited < mostVisited; folder = queue.shift()) {
    const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).catch(() => []);
    visited += entries.length;
    for (const [name, type] of entries) {
      if (hidden.has(name)) continue;
      const uri = vscode.Uri.joinPath(folder, name);
      // a link to a folder may lead back up
      if (type === vscode.FileType.Directory) queue.push(uri);
      else if (type & vscode.FileType.File && fits(uri.path)) found.push(uri);
    }
  }
}

/** What a promise gives, or nothing where it takes longer, in milliseconds. */
async function inTime<T>(work: Promise<T>, limit: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), limit)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function isSame(a: readonly vscode.Uri[], b: readonly vscode.Uri[]): boolean {
  return a.length === b.length && a.every((uri, at) => uri.toString() === b[at]?.toString());
}
