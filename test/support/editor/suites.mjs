// How each suite of `test/editor/NAME.suite.ts` is run; one that is not named here gets the defaults.
//
//   workspace  a folder in test/fixtures/workspace, or a `.code-workspace` file in one, or undefined for none
//   settings   user settings
//   trust      false: the workspace opens in Restricted Mode
//   window     its size
//   beside     stand-ins for other extensions, in test/fixtures/extensions
//   sets       where it runs: 'stable', 'minimum' (the oldest VS Code that is promised)

export const defaults = {
  workspace: 'sample',
  settings: {},
  trust: true,
  window: { width: 1280, height: 800 },
  beside: [],
  sets: ['stable'],
};

export const suites = {
  multiRoot: { workspace: 'multi/multi.code-workspace' },
  library: { workspace: 'library' },
  noFolder: { workspace: undefined },
  browse: { sets: ['stable', 'minimum'] },
  sources: {
    workspace: 'sources',
    settings: { 'search.exclude': { '**/hidden': true } },
    sets: ['stable', 'minimum'],
  },
  sourcesRoots: { workspace: 'sourcesRoots/roots.code-workspace' },
  language: { workspace: 'sources' },
  beside: { workspace: 'sources', beside: ['latexWorkshop', 'tinymist'] },
  besideFoam: { beside: ['foam'] },
  rename: { workspace: 'rename/rename.code-workspace', sets: ['stable', 'minimum'] },
  problems: { workspace: 'problems/problems.code-workspace', sets: ['stable', 'minimum'] },
  cite: { sets: ['stable', 'minimum'] },
  soak: { workspace: 'update', settings: { 'literatureNotes.seeds': false } },
  updateTroubles: { workspace: 'update', settings: { 'literatureNotes.seeds': false } },
  updateDisk: { workspace: 'updateDisk/disk.code-workspace', settings: { 'literatureNotes.seeds': false } },
  update: { workspace: 'update', settings: { 'literatureNotes.seeds': false } },
  board: { sets: ['stable', 'minimum'] },
  citePlaces: { sets: ['stable', 'minimum'] },
  editCitation: { sets: ['stable', 'minimum'] },
  lands: { sets: ['stable', 'minimum'] },
  picker: { sets: ['stable', 'minimum'] },
  styles: { sets: ['stable', 'minimum'] },
  notebooks: { sets: ['stable', 'minimum'] },
  tidy: { sets: ['stable', 'minimum'] },
  vault: { window: { width: 1280, height: 2000 }, sets: ['stable', 'minimum'] },
  files: { workspace: 'files', sets: ['stable', 'minimum'] },
  annotations: { workspace: 'files' },
  annotationsDisk: { workspace: 'updateDisk/disk.code-workspace', settings: { 'literatureNotes.seeds': false } },
  annotationsRestricted: { workspace: 'files', trust: false },
  filesDrop: {
    workspace: 'files',
    settings: { 'literatureNotes.seeds': false, 'literatureNotes.topics.propose': false },
    window: { width: 1280, height: 1400 },
  },
  bib: { workspace: 'library', sets: ['stable', 'minimum'] },
  twoWindows: { workspace: 'update', settings: { 'literatureNotes.seeds': false } },
  silentFolder: { workspace: 'updateDisk/disk.code-workspace', settings: { 'literatureNotes.seeds': false } },
  reading: { sets: ['stable', 'minimum'] },
};
