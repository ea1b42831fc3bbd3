/**
 * What a snippet shows before anything is typed at its tab stops: defaults stand as they are, of a
 * choice the first, and variables, whose values are not known here, as their defaults (VS Code,
 * "Snippet syntax").
 */
export function snippetText(snippet: string): string {
  let open = 0;
  return snippet.replace(part, (written, escaped: string | undefined, choice: string | undefined) => {
    if (escaped !== undefined) return escaped;
    if (choice !== undefined) return choice.replace(/\\([,|\\$}])/g, '$1');
    if (written === '}') return open > 0 ? (open--, '') : written;
    if (written.endsWith(':')) open++;
    return '';
  });
}

const name = String.raw`(?:\d+|[A-Za-z_]\w*)`;
/** An escape, a choice, the start of a default, a bare stop, or an end of a default. */
const part = new RegExp(
  String.raw`\\([$}\\])|\$\{\d+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}|\$\{${name}:|\$\{${name}\}|\$${name}|\}`,
  'gs',
);
