/** Every id that code and manifest share; test/unit/manifest.test.ts holds them together. */

export const extensionId = 'literature-notes.literature-notes';

export const commands = {
  // citing
  insertCitation: 'literatureNotes.insertCitation',
  editCitation: 'literatureNotes.editCitation',
  acceptAlternative: 'literatureNotes.acceptAlternative',
  tickPaper: 'literatureNotes.tickPaper',
  citePaper: 'literatureNotes.citePaper',
  citePaperInStyle: 'literatureNotes.citePaperInStyle',
  // notes
  openNote: 'literatureNotes.openNote',
  insertNote: 'literatureNotes.insertNote',
  newNoteFromTemplate: 'literatureNotes.newNoteFromTemplate',
  newTemplate: 'literatureNotes.newTemplate',
  previewTemplate: 'literatureNotes.previewTemplate',
  choosePreviewPaper: 'literatureNotes.choosePreviewPaper',
  updateNote: 'literatureNotes.updateNote',
  updateNotes: 'literatureNotes.updateNotes',
  useLibrary: 'literatureNotes.useLibrary',
  keepMine: 'literatureNotes.keepMine',
  applyUpdate: 'literatureNotes.applyUpdate',
  createNotes: 'literatureNotes.createNotes',
  createTopicNote: 'literatureNotes.createTopicNote',
  insertTable: 'literatureNotes.insertTable',
  updateTables: 'literatureNotes.updateTables',
  updateAllTables: 'literatureNotes.updateAllTables',
  saveTable: 'literatureNotes.saveTable',
  // browsing
  findPaper: 'literatureNotes.findPaper',
  showPaper: 'literatureNotes.showPaper',
  filterPapers: 'literatureNotes.filterPapers',
  clearFilter: 'literatureNotes.clearFilter',
  groupPapers: 'literatureNotes.groupPapers',
  sortPapers: 'literatureNotes.sortPapers',
  acceptCompletion: 'literatureNotes.acceptCompletion',
  // topics
  renameTopic: 'literatureNotes.renameTopic',
  mergeTopic: 'literatureNotes.mergeTopic',
  pinTopic: 'literatureNotes.pinTopic',
  unpinTopic: 'literatureNotes.unpinTopic',
  moveToTopic: 'literatureNotes.moveToTopic',
  addToTopic: 'literatureNotes.addToTopic',
  removeFromTopic: 'literatureNotes.removeFromTopic',
  // the reading list
  setReadingStatus: 'literatureNotes.setReadingStatus',
  markToRead: 'literatureNotes.markToRead',
  markReading: 'literatureNotes.markReading',
  markRead: 'literatureNotes.markRead',
  clearReadingStatus: 'literatureNotes.clearReadingStatus',
  setPriority: 'literatureNotes.setPriority',
  setHighPriority: 'literatureNotes.setHighPriority',
  setMediumPriority: 'literatureNotes.setMediumPriority',
  setLowPriority: 'literatureNotes.setLowPriority',
  clearPriority: 'literatureNotes.clearPriority',
  setRating: 'literatureNotes.setRating',
  rate5: 'literatureNotes.rate5',
  rate4: 'literatureNotes.rate4',
  rate3: 'literatureNotes.rate3',
  rate2: 'literatureNotes.rate2',
  rate1: 'literatureNotes.rate1',
  clearRating: 'literatureNotes.clearRating',
  setReadingTags: 'literatureNotes.setReadingTags',
  whatNext: 'literatureNotes.whatNext',
  openReadingBoard: 'literatureNotes.openReadingBoard',
  // copying and opening
  copyKey: 'literatureNotes.copyKey',
  copyBibtex: 'literatureNotes.copyBibtex',
  copyReference: 'literatureNotes.copyReference',
  copyLink: 'literatureNotes.copyLink',
  copyAs: 'literatureNotes.copyAs',
  openArxiv: 'literatureNotes.openArxiv',
  openDoi: 'literatureNotes.openDoi',
  openPdf: 'literatureNotes.openPdf',
  openEntry: 'literatureNotes.openEntry',
  // files
  linkPdf: 'literatureNotes.linkPdf',
  importAnnotations: 'literatureNotes.importAnnotations',
  restartLibrary: 'literatureNotes.restartLibrary',
  // sources
  addPaper: 'literatureNotes.addPaper',
  hideSeeds: 'literatureNotes.hideSeeds',
  showSeeds: 'literatureNotes.showSeeds',
  openSource: 'literatureNotes.openSource',
  revealSource: 'literatureNotes.revealSource',
  copySourcePath: 'literatureNotes.copySourcePath',
  removeSource: 'literatureNotes.removeSource',
  showLog: 'literatureNotes.showLog',
  // .bib files
  sortBibliography: 'literatureNotes.sortBibliography',
  tidyBibliography: 'literatureNotes.tidyBibliography',
} as const;
export type CommandId = (typeof commands)[keyof typeof commands];

/** Commands that only this extension runs, so that the manifest does not know them. */
export const innerCommands = {
  /** Something was cited; its arguments are the citation key and the paper's id. */
  cited: '_literatureNotes.cited',
  /** Opens a paper's entry where it is written; its arguments are the paper's id and the address of the citing document. */
  openEntry: '_literatureNotes.openEntry',
  /** Decides a conflict of an update; its arguments are the address of the text, the side and which conflict. */
  decideConflict: '_literatureNotes.decideConflict',
  /** Of several notes of a paper one is chosen; its arguments are the citation key and the note's address, without which the one that opens. */
  chooseNote: '_literatureNotes.chooseNote',
  /** Lets the user choose whose a note is; its argument is the note's address. */
  choosePaperOfNote: '_literatureNotes.choosePaperOfNote',
} as const;
export type InnerCommandId = (typeof innerCommands)[keyof typeof innerCommands];

export const views = {
  container: 'literatureNotes',
  papers: 'literatureNotes.papers',
  details: 'literatureNotes.details',
  connections: 'literatureNotes.connections',
  sources: 'literatureNotes.sources',
} as const;

export const contextKeys = {
  /** 'loading', 'ready' or 'failed' */
  library: 'literatureNotes.library',
  filtered: 'literatureNotes.filtered',
  picking: 'literatureNotes.picking',
  inNote: 'literatureNotes.inNote',
  inTemplate: 'literatureNotes.inTemplate',
  completing: 'literatureNotes.completing',
  /** The user has statuses of their own. */
  ownStatuses: 'literatureNotes.ownStatuses',
} as const;

/** Settings below `literatureNotes`. */
export const settings = {
  markdown: 'citation.markdown',
  markdownAlternative: 'citation.markdownAlternative',
  latex: 'citation.latex',
  latexAlternative: 'citation.latexAlternative',
  typst: 'citation.typst',
  typstAlternative: 'citation.typstAlternative',
  org: 'citation.org',
  orgAlternative: 'citation.orgAlternative',
  rst: 'citation.rst',
  rstAlternative: 'citation.rstAlternative',
  citationStyles: 'citation.styles',
  paste: 'paste',
  completion: 'citation.completion',
  notesFolder: 'notes.folder',
  notesFileName: 'notes.fileName',
  notesTemplate: 'notes.template',
  notesTemplates: 'notes.templates',
  notesTemplatesFolder: 'notes.templatesFolder',
  topicNotesFolder: 'notes.topicFolder',
  keepTables: 'notes.keepTables',
  filesFolder: 'files.folder',
  openWith: 'files.openWith',
  annotationsTemplate: 'annotations.template',
  libraries: 'libraries',
  workspaceLibraries: 'workspaceLibraries',
  seeds: 'seeds',
  topicsFrom: 'topics.from',
  topicsPropose: 'topics.propose',
  alignEquals: 'bibtex.alignEquals',
  codeLens: 'codeLens',
  completionFeature: 'features.completion',
  hoverFeature: 'features.hover',
  definitionFeature: 'features.definition',
  referencesFeature: 'features.references',
  renameFeature: 'features.rename',
  linksFeature: 'features.links',
  inlayHintsFeature: 'features.inlayHints',
  highlightingFeature: 'features.highlighting',
  symbolsFeature: 'features.symbols',
  foldingFeature: 'features.folding',
  formattingFeature: 'features.formatting',
  problemsFeature: 'features.problems',
  noteLinksFeature: 'features.noteLinks',
  linksOnKeys: 'links.keys',
  problems: 'problems',
  crossReferences: 'crossReferences',
  addToBibliography: 'addToBibliography',
  readingStatuses: 'reading.statuses',
  readingKeepIn: 'reading.keepIn',
  readingBadge: 'reading.badge',
} as const;
export const settingsSection = 'literatureNotes';
