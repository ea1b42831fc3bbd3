/**
 * Names that are written as citations are and mean something else in the document: those of Quarto
 * (its manual, "Cross References") go on after a hyphen, those of pandoc-crossref after a colon.
 */
const quarto = 'fig tbl lst tip nte wrn imp cau thm lem cor prp cnj def exm exr sol rem alg eq sec vid supp dia'.split(
  ' ',
);
const crossref = 'fig eq tbl lst sec'.split(' ');

const usual = [...quarto.map((name) => `${name}-`), ...crossref.map((name) => `${name}:`)];

/** Tells whether a key is a cross-reference, by the usual beginnings and those that a project has of its own. */
export function crossReferenceTest(own: readonly string[] = []): (key: string) => boolean {
  const beginnings = [
    ...usual,
    ...own.flatMap((name) => (/[\p{L}\p{N}]$/u.test(name) ? [`${name}-`, `${name}:`] : [name])),
  ];
  const starts = new Set(beginnings);
  const longest = Math.max(...beginnings.map(({ length }) => length));
  // both let the first letter be a capital, which then starts the word that is put before the number
  const small = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1);
  return (key) => {
    const start = small(key.slice(0, longest));
    for (let length = start.length; length > 0; length--)
      if (starts.has(start.slice(0, length))) return key.length > length;
    return false;
  };
}
