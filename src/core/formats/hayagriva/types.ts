/** Hayagriva's entry types (its file format documentation, "Entry Type") and the parents they have by default. */
const defaultParents: Readonly<Record<string, string>> = {
  article: 'periodical',
  chapter: 'book',
  entry: 'reference',
  anthos: 'anthology',
  web: 'web',
  scene: 'video',
  artwork: 'exhibition',
  legislation: 'anthology',
  post: 'post',
  tweet: 'tweet',
  video: 'video',
  audio: 'audio',
};

const otherTypes = (
  'report thesis patent case newspaper manuscript misc performance periodical proceedings book blog reference ' +
  'conference anthology repository thread exhibition original'
).split(' ');

const types: ReadonlySet<string> = new Set([...Object.keys(defaultParents), ...otherTypes]);

export function isHayagrivaType(type: string): boolean {
  return types.has(type);
}

export function defaultParent(type: string): string {
  return defaultParents[type] ?? 'misc';
}

/**
 * The CSL type of an entry with these parents, by the rules with which Hayagriva itself chooses among CSL's types
 * (`matches_entry_type` in its taxonomy), and a near type where it has none.
 */
export function cslTypeOf(type: string, parents: readonly string[]): string {
  const under = (...possible: readonly string[]) => parents.some((parent) => possible.includes(parent));
  if (under('blog')) return 'post-weblog';
  switch (type) {
    case 'article':
      if (under('periodical')) return 'article-journal';
      if (under('proceedings', 'conference')) return 'paper-conference';
      if (under('newspaper')) return 'article-newspaper';
      if (under('reference')) return 'entry-encyclopedia';
      if (under('book', 'anthology')) return 'chapter';
      return under('web') ? 'webpage' : 'article';
    case 'chapter':
    case 'anthos':
      return under('reference') ? 'entry-encyclopedia' : 'chapter';
    case 'entry':
      return under('reference') ? 'entry-encyclopedia' : 'entry';
    case 'misc':
      return under('conference') ? 'speech' : 'document';
    case 'artwork':
      return under('article') ? 'figure' : 'graphic';
    case 'video':
      return parents.length ? 'broadcast' : 'motion_picture';
    case 'audio':
      return parents.length ? 'broadcast' : 'song';
    default:
      return simpleTypes[type] ?? 'document';
  }
}

const simpleTypes: Readonly<Record<string, string>> = {
  anthology: 'book',
  blog: 'webpage',
  book: 'book',
  case: 'legal_case',
  conference: 'event',
  exhibition: 'event',
  legislation: 'legislation',
  manuscript: 'manuscript',
  newspaper: 'periodical',
  patent: 'patent',
  performance: 'performance',
  periodical: 'periodical',
  post: 'post',
  proceedings: 'book',
  reference: 'book',
  report: 'report',
  repository: 'software',
  scene: 'motion_picture',
  thesis: 'thesis',
  thread: 'post',
  tweet: 'post',
  web: 'webpage',
};

/** How a CSL type is written: Hayagriva's type and, where the type depends on it, that of its parent. */
export const writtenTypes: Readonly<Record<string, readonly [type: string, parent?: string]>> = {
  article: ['article'],
  'article-journal': ['article', 'periodical'],
  'article-magazine': ['article', 'periodical'],
  'article-newspaper': ['article', 'newspaper'],
  bill: ['legislation'],
  book: ['book'],
  broadcast: ['video', 'video'],
  chapter: ['chapter', 'book'],
  collection: ['anthology'],
  dataset: ['repository'],
  entry: ['entry'],
  'entry-dictionary': ['entry', 'reference'],
  'entry-encyclopedia': ['entry', 'reference'],
  event: ['exhibition'],
  figure: ['artwork', 'article'],
  graphic: ['artwork'],
  legal_case: ['case'],
  legislation: ['legislation'],
  manuscript: ['manuscript'],
  map: ['artwork'],
  motion_picture: ['video'],
  'paper-conference': ['article', 'proceedings'],
  patent: ['patent'],
  performance: ['performance'],
  periodical: ['periodical'],
  post: ['post'],
  'post-weblog': ['article', 'blog'],
  regulation: ['legislation'],
  report: ['report'],
  review: ['article', 'periodical'],
  'review-book': ['article', 'periodical'],
  software: ['repository'],
  song: ['audio'],
  speech: ['misc', 'conference'],
  standard: ['report'],
  thesis: ['thesis'],
  webpage: ['web'],
};

/** Roles of people beside CSL's names for them. */
export const roles: Readonly<Record<string, string>> = {
  translator: 'translator',
  compiler: 'compiler',
  composer: 'composer',
  collaborator: 'contributor',
  director: 'director',
  illustrator: 'illustrator',
  narrator: 'narrator',
  organizer: 'organizer',
  'cast-member': 'performer',
  producer: 'producer',
  'executive-producer': 'executive-producer',
  writer: 'script-writer',
  founder: 'series-creator',
};
