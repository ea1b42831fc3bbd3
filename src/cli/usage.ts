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
  literature-notes --help | --version

Files may be BibTeX, BibLaTeX, CSL-JSON, CSL-YAML, Hayagriva, RIS, EndNote, PubMed or Markdown paper files.
What is wrong in them is told on the standard error output, with file, line and column.
`;
