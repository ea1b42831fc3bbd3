import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileEndings, languageIds } from '../../src/core/citations/syntax.ts';
import { commands, contextKeys, extensionId, settings, settingsSection, views } from '../../src/editor/ids.ts';

interface Item {
  /** Nothing for a submenu. */
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}
interface Setting {
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly default?: unknown;
  readonly scope?: string;
  readonly order?: number;
}
interface Manifest {
  readonly activationEvents: readonly string[];
  readonly name: string;
  readonly publisher: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly viewsContainers: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly submenus: readonly { readonly id: string }[];
    readonly menus: Readonly<Record<string, readonly Item[]>>;
    readonly keybindings: readonly Item[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const texts = readJson('package.nls.json') as Readonly<Record<string, string>>;
const placeholder = /^%(.+)%$/;

/** The manifest as VS Code sees it, with the texts of package.nls.json in their places. */
const manifest = JSON.parse(readFileSync('package.json', 'utf8'), (_, value: unknown) => {
  const key = typeof value === 'string' ? placeholder.exec(value)?.[1] : undefined;
  return key === undefined ? value : (texts[key] ?? value);
}) as Manifest;
const { contributes } = manifest;
const { menus, keybindings } = contributes;

/** All strings of the manifest, wherever they stand. */
const strings = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
};
const sameSet = (actual: readonly string[], expected: readonly string[]) =>
  assert.deepEqual([...actual].sort(), [...expected].sort());

const commandIds: readonly string[] = Object.values(commands);
const settingIds = Object.values(settings).map((key) => `${settingsSection}.${key}`);
const viewIds: readonly string[] = Object.values(views);

/** What the palette offers everywhere: these ask for what they need. The others state when they are offered. */
const inPalette: readonly (keyof typeof commands)[] = [
  ...(['insertCitation', 'editCitation', 'citePaperInStyle', 'openNote', 'updateNote', 'updateNotes'] as const),
  ...(['newNoteFromTemplate', 'newTemplate', 'previewTemplate'] as const),
  ...(['findPaper', 'showPaper', 'filterPapers', 'groupPapers', 'sortPapers'] as const),
  ...([
    'copyKey',
    'copyBibtex',
    'copyReference',
    'copyLink',
    'copyAs',
    'openArxiv',
    'openDoi',
    'openPdf',
    'openEntry',
    'linkPdf',
    'importAnnotations',
    'restartLibrary',
    'showLog',
  ] as const),
  ...(['addPaper'] as const),
  ...(['setReadingStatus', 'clearReadingStatus', 'setPriority', 'setRating', 'setReadingTags'] as const),
  ...(['whatNext', 'openReadingBoard'] as const),
  ...(['createNotes', 'createTopicNote', 'updateAllTables', 'saveTable'] as const),
  ...(['renameTopic', 'mergeTopic', 'pinTopic', 'unpinTopic', 'moveToTopic', 'addToTopic'] as const),
];

describe('manifest', () => {
  it('has the ids of the code', () => {
    const { viewsContainers } = contributes;
    assert.equal(`${manifest.publisher}.${manifest.name}`, extensionId);
    sameSet(
      contributes.commands.map(({ command }) => command),
      commandIds,
    );
    sameSet(
      [...Object.values(viewsContainers), ...Object.values(contributes.views)].flat().map(({ id }) => id),
      viewIds,
    );
    sameSet(Object.keys(contributes.configuration.properties), settingIds);
  });

  it('is for the VS Code whose API the code is checked against', () => {
    const minor = (version: string | undefined) => version?.match(/\d+\.\d+/)?.[0];
    assert.equal(minor(manifest.engines.vscode), minor(manifest.devDependencies['@types/vscode']));
  });

  it('resolves every text, and has no text that nothing shows', () => {
    const used = strings(readJson('package.json')).flatMap((text) => placeholder.exec(text)?.[1] ?? []);
    sameSet([...new Set(used)], Object.keys(texts));
    assert.deepEqual(
      Object.entries(texts).filter(([, text]) => !text.trim()),
      [],
    );
  });

  it('gives every command a title and the category under which all of them stand', () => {
    for (const { command, title, category } of contributes.commands) {
      assert.equal(category, 'Literature', command);
      assert.ok(title && !title.includes('%'), command);
    }
  });

  it('offers in menus, by keys and in links only what exists', () => {
    // a key may run several, one after the other
    const keys = keybindings.map(({ when, ...binding }) => (when ? binding : {}));
    const named = [
      ...Object.values(menus).flatMap((items) => items.flatMap(({ command }) => command ?? [])),
      ...strings(keys),
    ];
    const linked = strings(manifest).flatMap((text) =>
      [...text.matchAll(/(?:\bcommand:|^onCommand:)([\w.-]+)/g)].map(([, id]) => id ?? ''),
    );
    const focus = viewIds.map((id) => `${id}.focus`);
    const ours = [...named, ...linked].filter((id) => id.startsWith('literatureNotes'));
    assert.deepEqual(
      ours.filter((id) => !commandIds.includes(id) && !focus.includes(id)),
      [],
    );
  });

  it('has a menu for every submenu, and shows every submenu', () => {
    const shown = Object.values(menus).flatMap((items) => items.flatMap(({ submenu }) => submenu ?? []));
    const ids = contributes.submenus.map(({ id }) => id);
    sameSet([...new Set(shown)], ids);
    for (const id of ids) assert.ok(menus[id]?.length, `${id} has items`);
  });

  it('shows nothing out of its place', () => {
    for (const [menu, items] of Object.entries(menus)) {
      for (const { submenu, command = submenu, when } of items) {
        assert.ok(when, `${command} in ${menu} says when`);
        if (menu.startsWith('view/')) assert.match(when, /^view == literatureNotes\.\w+/, `${command} in ${menu}`);
      }
    }
    for (const { command, when } of keybindings) assert.ok(when, `the key of ${command} says when`);
  });

  it('starts in every language that citations are written in, and has its editor menu there and nowhere else', () => {
    const started = manifest.activationEvents.flatMap((event) => /^onLanguage:(.+)$/.exec(event)?.[1] ?? []);
    sameSet(started, languageIds);
    for (const { command, when = '' } of menus['editor/context'] ?? []) {
      const [languages, endings] = ['editorLangId', 'resourceExtname'].map((key) => {
        const [, source = '', flags] = new RegExp(`${key} =~ /(.+?)/(i?)[ )]`).exec(when) ?? [];
        return new RegExp(source, flags);
      });
      const isForNotes = command === commands.insertNote;
      const unlike = (name: string) => isForNotes && !/^(markdown|quarto|rmd|mdx|myst|md|qmd|rmarkdown)$/i.test(name);
      for (const id of languageIds) assert.equal(languages?.test(id), !unlike(id), `${command} in ${id}`);
      for (const ending of fileEndings)
        assert.equal(endings?.test(`.${ending}`), !unlike(ending), `${command} in *.${ending}`);
      for (const id of ['python', 'json', 'scminput']) assert.ok(!languages?.test(id), `${command} in ${id}`);
    }
  });

  it('decides for every command whether the palette offers it', () => {
    const restricted = (menus['commandPalette'] ?? []).flatMap(({ command }) => command ?? []);
    sameSet([...restricted, ...inPalette.map((name) => commands[name])], commandIds);
  });

  it('asks only for context keys that the code sets, and for all of them', () => {
    const conditions = (value: unknown): string[] => {
      if (typeof value !== 'object' || value === null) return [];
      return Object.entries(value).flatMap(([key, inner]) =>
        key === 'when' || key === 'enablement' ? [String(inner)] : conditions(inner),
      );
    };
    const asked = conditions(contributes).flatMap(
      (when) => when.match(/(?<!config\.)\bliteratureNotes\.[\w.]+/g) ?? [],
    );
    sameSet([...new Set(asked.filter((id) => !viewIds.includes(id)))], Object.values(contextKeys));
  });

  it('describes every setting, with its scope, its place and its default', () => {
    const { properties } = contributes.configuration;
    for (const [id, { description, markdownDescription, scope, ...setting }] of Object.entries(properties)) {
      assert.ok(description ?? markdownDescription, `${id} is described`);
      assert.ok(
        scope && ['window', 'resource', 'language-overridable', 'machine'].includes(scope),
        `${id} has a scope`,
      );
      assert.notEqual(setting.default, undefined, `${id} has a default`);
    }
    const orders = Object.values(properties).map(({ order }) => order);
    assert.ok(!orders.includes(undefined), 'every setting has its place');
    assert.equal(new Set(orders).size, orders.length, 'no two settings have one place');
  });

  it('names only pictures that are there', () => {
    const pictures = strings(contributes).filter((text) => /\.(svg|png)$/.test(text));
    assert.deepEqual(
      pictures.filter((file) => !existsSync(file)),
      [],
    );
  });

  it('is what the README says: a row for every command and every setting', () => {
    const rows = readFileSync('README.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .join('\n');
    const inRows = [...rows.matchAll(/`(literatureNotes\.[\w.]+)`/g)].map(([, id]) => id ?? '');
    const unknown = inRows.filter((id) => !commandIds.includes(id) && !settingIds.includes(id));
    assert.deepEqual(
      { missing: [...commandIds, ...settingIds].filter((id) => !inRows.includes(id)), unknown },
      { missing: [], unknown: [] },
    );
  });
});
