/** A filter that templates can apply. */
export interface TemplateFilter {
  readonly name: string;
  readonly meaning: string;
  /** How it is written, and what that gives. */
  readonly example: string;
  readonly gives: string;
  /** It takes arguments, so that a colon follows. */
  readonly takesArguments?: true;
}

const filter = (name: string, meaning: string, example: string, gives: string): TemplateFilter => ({
  name,
  meaning,
  example,
  gives,
  ...(new RegExp(`\\b${name}:`).test(example) ? { takesArguments: true } : {}),
});

/** Filters made for notes. */
export const ownFilters: readonly TemplateFilter[] = [
  filter(
    'yaml',
    'quotes a text or list so that YAML reads it back whatever it contains',
    'title | yaml',
    '"Mamba: Linear-Time…"',
  ),
  filter('filename', 'leaves out what a file system forbids', 'title | filename', 'Mamba_ Linear-Time…'),
  filter(
    'authors',
    'writes names in a format: `short`, `family`, `full`, `sorted`, `initials` or `apa`; a number says how many are written out',
    'authors | authors: "short"',
    'Gu & Dao',
  ),
  filter(
    'wikilink',
    'makes a wiki link, with other words where they are given',
    'citekey | wikilink: title',
    '[[gu2023mamba|Mamba…]]',
  ),
  filter(
    'markdown_link',
    'makes a Markdown link; the text alone where there is no address',
    'title | markdown_link: URL',
    '[Mamba…](https://…)',
  ),
];

/** Liquid's own filters that templates of notes have. */
export const liquidFilters: readonly TemplateFilter[] = [
  filter(
    'date',
    'writes a date, by strftime; `"now"` is the day the note is made',
    'date | date: "%d %B %Y"',
    '01 December 2023',
  ),
  filter('truncate', 'cuts a text after so many characters', 'title | truncate: 20', 'Mamba: Linear-Time…'),
  filter(
    'truncatewords',
    'cuts a text after so many words that blanks divide',
    'abstract | truncatewords: 12',
    'Foundation models, now…',
  ),
  filter('default', 'takes another value where there is none', 'page | default: "n. p."', 'n. p.'),
  filter('join', 'makes a list one text', 'keywords | join: ", "', 'a, b'),
  filter('split', 'makes a text a list', 'authorString | split: ", "', 'Albert Gu'),
  filter('map', 'takes one field of each', 'entry.author | map: "family"', 'Gu, Dao'),
  filter('where', 'keeps those whose field is this', 'annotations | where: "color", "#ffd400"', ''),
  filter('reject', 'drops those whose field is this', 'annotations | reject: "type", "note"', ''),
  filter('find', 'takes the first whose field is this', 'attachments | find: "type", "application/pdf"', ''),
  filter('has', 'tells whether there is one whose field is this', 'annotations | has: "color"', 'true'),
  filter('group_by', 'puts together those whose field is the same', 'annotations | group_by: "color"', ''),
  filter('first', 'takes the first', 'authors | first', 'Gu, Albert'),
  filter('last', 'takes the last', 'authors | last', 'Dao, Tri'),
  filter('slice', 'takes a part, from a place counted from 0', 'authors | slice: 0, 3', ''),
  filter('size', 'counts items or characters', 'authors | size', '2'),
  filter('sort', 'sorts a list', 'keywords | sort', ''),
  filter('sort_natural', 'sorts a list, small and capital letters alike', 'keywords | sort_natural', ''),
  filter('reverse', 'turns a list round', 'authors | reverse', ''),
  filter('uniq', 'drops what is there already', 'topics | uniq', ''),
  filter('compact', 'drops what is nothing', 'keywords | compact', ''),
  filter('concat', 'puts two lists together', 'topics | concat: keywords', ''),
  filter('push', 'adds an item at the end', 'topics | push: "paper"', ''),
  filter('unshift', 'adds an item at the start', 'topics | unshift: "paper"', ''),
  filter('pop', 'drops the last item', 'authors | pop', ''),
  filter('shift', 'drops the first item', 'authors | shift', ''),
  filter('sum', 'adds up numbers', 'numbers | sum', ''),
  filter('array_to_sentence_string', 'makes a list words', 'authors | array_to_sentence_string', 'a, b, and c'),
  filter('append', 'adds a text at the end', 'year | append: "a"', '2023a'),
  filter('prepend', 'adds a text at the start', 'citekey | prepend: "@"', '@gu2023mamba'),
  filter('replace', 'replaces a text wherever it stands', 'title | replace: ":", " –"', 'Mamba – Linear-Time…'),
  filter('replace_first', 'replaces it once', 'title | replace_first: "a", "b"', ''),
  filter('replace_last', 'replaces the last one', 'title | replace_last: "a", "b"', ''),
  filter('remove', 'takes a text out wherever it stands', 'title | remove: ":"', 'Mamba Linear-Time…'),
  filter('remove_first', 'takes it out once', 'title | remove_first: "a"', ''),
  filter('remove_last', 'takes the last one out', 'title | remove_last: "a"', ''),
  filter('upcase', 'writes it in capitals', 'lastname | upcase', 'GU'),
  filter('downcase', 'writes it in small letters', 'lastname | downcase', 'gu'),
  filter('capitalize', 'begins it with a capital', 'type | capitalize', 'Book'),
  filter('strip', 'drops blanks at both ends', 'note | strip', ''),
  filter('lstrip', 'drops blanks at the start', 'note | lstrip', ''),
  filter('rstrip', 'drops blanks at the end', 'note | rstrip', ''),
  filter('squish', 'makes it one line with single blanks', 'abstract | squish', ''),
  filter('normalize_whitespace', 'makes blanks single', 'abstract | normalize_whitespace', ''),
  filter('strip_newlines', 'drops line ends', 'abstract | strip_newlines', ''),
  filter('newline_to_br', 'puts `<br />` before line ends', 'abstract | newline_to_br', ''),
  filter('strip_html', 'drops HTML tags', 'abstract | strip_html', ''),
  filter('escape', 'escapes HTML', 'title | escape', ''),
  filter('escape_once', 'escapes HTML that is not escaped yet', 'title | escape_once', ''),
  filter('slugify', 'makes it a part of an address', 'title | slugify', 'mamba-linear-time'),
  filter(
    'number_of_words',
    'counts words; with "auto" each CJK character is one',
    'abstract | number_of_words: "auto"',
    '180',
  ),
  filter('url_encode', 'escapes it for an address', 'title | url_encode', 'Mamba%3A+Linear'),
  filter('url_decode', 'undoes that', 'URL | url_decode', ''),
  filter('uri_escape', 'escapes what an address may not have', 'URL | uri_escape', ''),
  filter('json', 'writes it as JSON', 'entry | json', '{"id":…}'),
  filter('raw', 'leaves it as it is', 'title | raw', ''),
  filter('date_to_xmlschema', 'writes a date with its time', 'date | date_to_xmlschema', '2023-12-01T00:00:00+01:00'),
  filter('date_to_rfc822', 'writes a date as mails do', 'date | date_to_rfc822', ''),
  filter('date_to_string', 'writes a date in short', 'date | date_to_string', '01 Dec 2023'),
  filter('date_to_long_string', 'writes a date in words', 'date | date_to_long_string', '01 December 2023'),
  filter('to_integer', 'makes a text a whole number', 'year | to_integer', '2023'),
  filter('plus', 'adds', 'year | plus: 1', '2024'),
  filter('minus', 'subtracts', 'year | minus: 1', '2022'),
  filter('times', 'multiplies', 'volume | times: 2', ''),
  filter('divided_by', 'divides', 'year | divided_by: 100', ''),
  filter('modulo', 'gives the rest of a division', 'year | modulo: 100', '23'),
  filter('abs', 'drops the sign', 'volume | abs', ''),
  filter('round', 'rounds', 'volume | round', ''),
  filter('floor', 'rounds down', 'volume | floor', ''),
  filter('ceil', 'rounds up', 'volume | ceil', ''),
  filter('at_least', 'is no less than this', 'volume | at_least: 1', ''),
  filter('at_most', 'is no more than this', 'volume | at_most: 9', ''),
];

const byName = new Map([...ownFilters, ...liquidFilters].map((known) => [known.name, known]));
export const allFilterNames: readonly string[] = [...byName.keys()];

export function templateFilter(name: string): TemplateFilter | undefined {
  return byName.get(name);
}
