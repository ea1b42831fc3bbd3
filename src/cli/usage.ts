import { writtenFormats } from '../core/formats/writers.ts';

export const usage = `Usage:
  literature-notes entries [FILE...] [--json]
      List the entries of bibliography files; of the seed papers if no file is given.
      With --json: a list of CSL-JSON items.
  literature-notes search QUERY [--library FILE]... [--limit N] [--json]
      Search the seed papers and the given files, best match first. The query may have fields:
      author:gu year:2020..2023 topic:mamba venue: key: doi: -word "exact phrase"
      With --json: a list of { "id", "title", "score" }.
  literature-notes convert FILE --to FORMAT
      Write a file's entries in another format: ${writtenFormats.join(', ')}.
  literature-notes citations FILE [--json]
      List the citations of a document in their order: Markdown, Quarto, R Markdown, MyST, LaTeX, Typst or Org, by
      its name. Cross-references are left out.
      With --json: a list of { "key", "mode", "prefix", "locator", "label", "suffix", "group", "range" }; lines and
      characters of ranges are counted from 0, in UTF-16 units.
  literature-notes check FILE... [--library FILE]... [--json | --format sarif|github]
      Tell what is wrong with the citations of documents and with the entries of the bibliographies that they
      name, as file:line:column: severity code: message. Files of --library count as named by every document.
      The exit code is 1 if there are errors, such as a key that no bibliography has.
  literature-notes --help | --version

Files of entries may be BibTeX, BibLaTeX, CSL-JSON, CSL-YAML, Hayagriva, RIS, EndNote, PubMed or Markdown paper files.
What is wrong in them is told on the standard error output, with file, line and column.
`;
