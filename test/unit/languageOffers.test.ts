import assert from 'node:assert/strict';
import { decide, features, otherExtensions } from '../../src/core/language/offers.ts';
import type { Feature, Surroundings } from '../../src/core/language/offers.ts';

const workshop = 'james-yu.latex-workshop';
const quarto = 'quarto.quarto';
const tinymist = 'myriad-dreamin.tinymist';

function beside(languageId: string, installed: readonly string[], more: Partial<Surroundings> = {}): Surroundings {
  return {
    languageId,
    scheme: 'file',
    isInstalled: (id) => installed.includes(id),
    setting: () => undefined,
    ...more,
  };
}

/** The features that `auto` leaves to another extension. */
const left = (at: Surroundings): Feature[] => features.filter((feature) => !decide(feature, 'auto', at).isOffered);

describe('features beside other extensions', () => {
  it('are all on where nobody else is', () => {
    for (const language of ['markdown', 'quarto', 'latex', 'typst', 'org', 'bibtex'])
      assert.deepEqual(left(beside(language, [])), [], language);
  });

  it('leave to LaTeX Workshop what it does in LaTeX and in bibliographies, and keep the rest', () => {
    for (const language of ['latex', 'latex-expl3', 'rsweave', 'jlweave'])
      assert.deepEqual(left(beside(language, [workshop])), ['completion', 'hover', 'definition'], language);
    assert.deepEqual(left(beside('tex', [workshop])), ['completion']);
    assert.deepEqual(left(beside('bibtex', [workshop])), ['completion', 'symbols', 'formatting']);
  });

  it('leave to Quarto and Tinymist what they do', () => {
    assert.deepEqual(left(beside('quarto', [quarto])), ['completion', 'hover', 'highlighting']);
    assert.deepEqual(left(beside('typst', [tinymist])), ['completion', 'hover', 'definition', 'highlighting']);
  });

  it('leave names in double brackets to Foam, Memo and Dendron, and nothing else', () => {
    for (const id of ['foam.foam-vscode', 'svsool.markdown-memo', 'dendron.dendron']) {
      assert.deepEqual(left(beside('markdown', [id])), ['noteLinks'], id);
      assert.deepEqual(left(beside('latex', [id])), [], id);
    }
  });

  it('stay on in every language that an extension does not know', () => {
    const all = [workshop, quarto, tinymist];
    for (const language of ['markdown', 'rmd', 'mdx', 'myst', 'org']) assert.deepEqual(left(beside(language, all)), []);
  });

  it('are on in a document that the other extension does not look at: one that was never saved', () => {
    assert.deepEqual(left(beside('latex', [workshop], { scheme: 'untitled' })), []);
    assert.deepEqual(left(beside('typst', [tinymist], { scheme: 'untitled' })).length, 4);
  });

  it('are on where the user turned them off in the other extension', () => {
    const setting = (name: string) => (name === 'latex-workshop.hover.citation.enabled' ? false : undefined);
    assert.deepEqual(left(beside('latex', [workshop], { setting })), ['completion', 'definition']);
  });

  it('are what the user says, whoever else is there', () => {
    for (const feature of features) {
      assert.equal(decide(feature, 'on', beside('latex', [workshop])).isOffered, true);
      assert.equal(decide(feature, 'off', beside('markdown', [])).isOffered, false);
    }
  });

  it('say to whom they are left', () => {
    assert.deepEqual(decide('hover', 'auto', beside('latex', [workshop])), {
      isOffered: false,
      leftTo: 'LaTeX Workshop',
    });
    assert.equal(decide('hover', 'off', beside('latex', [workshop])).leftTo, undefined);
  });

  it('are told apart by ids as VS Code compares them, in small letters', () => {
    for (const { id } of otherExtensions) assert.match(id, /^[a-z-]+\.[a-z-]+$/);
  });
});
