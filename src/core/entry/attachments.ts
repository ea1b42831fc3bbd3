/** A file as an entry names it: a path, relative or not, or an address. */
export interface NamedFile {
  readonly path: string;
  /** What the reference manager calls it, such as "Full Text PDF". */
  readonly title?: string;
  /** Its media type or the reference manager's name for it, such as `application/pdf` or `PDF`. */
  readonly type?: string;
}

/** How the `file` fields of a bibliography are written; `plain` is nothing but paths. */
export type FileStyle = 'zotero' | 'jabref' | 'mendeley' | 'plain';

/**
 * The files that a `file` field names, in the styles of Zotero and Better BibTeX (`title:path:media/type`), JabRef
 * (`description:path:TYPE`, with an address behind it in newer versions), Mendeley (the same without the leading slash
 * and with TeX for what it escapes), and as plain paths. Between files stands `;`; a backslash escapes `:`, `;` and
 * itself. Paths are given as they are written, but for escapes.
 */
export function filesInField(value: string): NamedFile[] {
  return records(withoutTex(value))
    .map(fileOf)
    .filter((file) => file !== undefined);
}

/** The style of a field that names at least one file. */
export function styleOfField(value: string): FileStyle | undefined {
  if (!filesInField(value).length) return undefined;
  if (/\$\\backslash\$/.test(value)) return 'mendeley';
  const [parts = []] = records(withoutTex(value));
  const type = parts.length > 1 ? (parts.at(-1) ?? '') : '';
  if (/^[\w.+-]+\/[\w.+-]+$/.test(type)) return 'zotero';
  if (parts.length < 3) return 'plain';
  return parts.some((part) => /^(?:home|Users)\//.test(part)) ? 'mendeley' : 'jabref';
}

/** A file as a field of this style names it; `before` is what the field says already. */
export function fieldWith(before: string, path: string, style: FileStyle): string {
  const escaped = path.replace(/[\\:;]/g, '\\$&');
  const kind = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const written = {
    zotero: `${kind === 'pdf' ? 'PDF' : 'File'}:${escaped}:${mediaTypes[kind] ?? 'application/octet-stream'}`,
    jabref: `:${escaped}:${kind.toUpperCase()}`,
    mendeley: `:${path.replace(/^\//, '').replaceAll(':', '$\\backslash$:')}:${kind}`,
    plain: /[;:](?![\\/])/.test(path) ? escaped : path,
  }[style];
  return before.trim() ? `${before.trim().replace(/;$/, '')};${written}` : written;
}

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  epub: 'application/epub+zip',
  html: 'text/html',
  htm: 'text/html',
  djvu: 'image/vnd.djvu',
  txt: 'text/plain',
  md: 'text/markdown',
};

/** Whether it is an address on the web and no file. */
export function isWebAddress(path: string): boolean {
  return /^https?:\/\//i.test(path);
}

/** Whether a file is a PDF, by its name or by what the entry says of it. */
export function isPdf({ path, type = '' }: NamedFile): boolean {
  return /\.pdf$/i.test(path.replace(/[?#].*$/, '')) || /^(?:application\/)?pdf$/i.test(type);
}

/** Kinds of files that are only looked at when they are opened; any other might run something. */
export function isHarmless(path: string): boolean {
  return /\.(?:pdf|epub|djvu?|html?|txt|text|md|markdown|tex|bib|csv|png|jpe?g|gif|webp)$/i.test(path);
}

/**
 * Where JabRef looks for files of a bibliography: the folders that its `jabref-meta` comments name, those of single
 * users among them, in their order.
 */
export function jabrefFolders(text: string): string[] {
  const folders: string[] = [];
  for (let at = text.indexOf('jabref-meta:'); at >= 0; at = text.indexOf('jabref-meta:', at + 1)) {
    const written = /^jabref-meta:\s*fileDirectory(?:-[^:{}]*)?:((?:\\[^]|[^;\\}])*)/.exec(
      text.slice(at, at + 2000),
    )?.[1];
    if (written !== undefined) folders.push(written.replace(/\\(.)/g, '$1').trim());
  }
  return [...new Set(folders.filter(Boolean))];
}

/** Files, each taken apart at its colons. */
function records(value: string): string[][] {
  const all: string[][] = [];
  let parts = [''];
  const add = (text: string) => (parts[parts.length - 1] += text);
  for (let at = 0; at < value.length; at++) {
    const mark = value.charAt(at);
    const next = value.charAt(at + 1);
    if (mark === '\\' && /[:;\\]/.test(next)) {
      // `\\server` at the start of a path is a network share, which Windows writes with two
      const isShare = next === '\\' && parts.at(-1) === '' && value.charAt(at + 2) !== '\\';
      add(isShare ? '\\\\' : next);
      at++;
    } else if (mark === ':') parts.push('');
    else if (mark === ';') {
      all.push(parts);
      parts = [''];
    } else add(mark);
  }
  all.push(parts);
  return all.filter((each) => each.some((part) => part.trim()));
}

function fileOf(written: readonly string[]): NamedFile | undefined {
  const parts = written.map((part) => part.trim());
  // JabRef keeps the address that it has a file from
  if (parts.length > 4 && /^https?$/i.test(parts.at(-2) ?? '') && parts.at(-1)?.startsWith('//')) parts.splice(-2);
  else if (parts.length > 3 && /^https?:\/\//i.test(parts.at(-1) ?? '')) parts.pop();
  const type = parts.length > 1 && isType(parts.at(-1) ?? '', parts) ? parts.pop() : undefined;
  const title = startsWithPath(parts) ? undefined : parts.shift();
  const path = parts.join(':');
  if (!path) return undefined;
  return { path, ...(title ? { title } : {}), ...(type ? { type } : {}) };
}

/** The last part says what kind of file it is, unless it is what the path ends with. */
function isType(last: string, parts: readonly string[]): boolean {
  if (/^[\w.+-]+\/[\w.+-]+$/.test(last) && !/^\.\.?\//.test(last)) return parts.length > 2 || !/\.\w+$/.test(last);
  return /^[\p{L}\d +-]{0,30}$/u.test(last);
}

/** Nothing stands before the path: it begins with a drive, a scheme, or it is all there is. */
function startsWithPath([first = '', second]: readonly string[]): boolean {
  if (second === undefined) return true;
  if (/^[A-Za-z]$/.test(first) && /^[\\/]/.test(second)) return true;
  return /^[a-z][a-z-]+$/i.test(first) && second.startsWith('//');
}

/** What programs write for TeX's sake, since nobody typesets the field. */
function withoutTex(value: string): string {
  return value
    .replace(/\$\\backslash\$|\{?\\textbackslash(?:\{\}|\s)?\}?/g, '\\')
    .replace(/\{?\\textasciitilde(?:\{\}|\s)?\}?|\{?\\~\{\}\}?/g, '~')
    .replace(/\{\\(["'`^~=.cuvHkrdb])\s*\{?(\\?[A-Za-z])\}?\}/g, accented)
    .replace(/\{\\([_&%#$])\}|\\([_&%#$])/g, '$1$2')
    .replace(/[{}]/g, '');
}

const accents: Readonly<Record<string, string>> = {
  '"': '\u0308',
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  c: '\u0327',
  u: '\u0306',
  v: '\u030c',
  H: '\u030b',
  k: '\u0328',
  r: '\u030a',
  d: '\u0323',
  b: '\u0331',
};

function accented(_: string, accent: string, letter: string): string {
  return `${letter.replace('\\', '')}${accents[accent] ?? ''}`.normalize('NFC');
}
