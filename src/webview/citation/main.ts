import { composed } from '../../core/citations/edit/compose.ts';
import { abilitiesOf, withLocator } from '../../core/citations/edit/editable.ts';
import type { EditedCitation, EditedPaper } from '../../core/citations/edit/editable.ts';
import type { LocatorLabel } from '../../core/citations/locatorLabel.ts';
import { button, element } from '../elements.ts';
import { field } from './elements.ts';
import type { FromForm, ToForm } from './protocol.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromForm): void };

const host = acquireVsCodeApi();
const form = document.createElement('form');
const papers = element('div', 'papers');
const result = document.createElement('output');
let shown: ToForm;
let citation: EditedCitation;

window.addEventListener('message', ({ data }: MessageEvent<ToForm>) => {
  shown = data;
  ({ citation } = data);
  form.replaceChildren(...page());
  document.body.replaceChildren(form);
  listPapers();
  form.querySelector<HTMLElement>('.locator input')?.focus();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  host.postMessage({ type: 'apply', text: text() });
});
window.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') host.postMessage({ type: 'cancel' });
});
host.postMessage({ type: 'ready' });

function text(): string {
  return composed(citation, shown.manner, shown.language);
}

function change(next: EditedCitation): void {
  citation = next;
  result.textContent = text();
}

function page(): Node[] {
  const { texts } = shown;
  const group = element('fieldset', 'authors');
  group.append(element('legend', '', texts.authors));
  for (const [isInText, name] of [
    [false, texts.inParentheses],
    [true, texts.inSentence],
  ] as const) {
    const input = document.createElement('input');
    input.type = 'radio';
    input.name = 'authors';
    input.checked = citation.isInText === isInText;
    input.addEventListener('change', () => {
      change({ ...citation, isInText });
      listPapers();
    });
    group.append(field(name, input, 'choice'));
  }
  const preview = element('section', 'result');
  result.textContent = text();
  result.id = 'result';
  const label = element('label', '', texts.result) as HTMLLabelElement;
  label.htmlFor = result.id;
  preview.append(label, result);
  const actions = element('div', 'actions');
  const apply = button(texts.apply, 'primary');
  apply.type = 'submit';
  actions.append(
    apply,
    button(texts.cancel, 'secondary', () => host.postMessage({ type: 'cancel' })),
  );
  return [preview, group, papers, actions];
}

function listPapers(): void {
  papers.replaceChildren(...citation.papers.map(paperPart));
}

function paperPart(paper: EditedPaper, at: number): HTMLElement {
  const { texts, names, labels, manner } = shown;
  const can = abilitiesOf(manner);
  const name = names[paper.key] ?? paper.key;
  const part = element('fieldset', 'paper');
  const legend = element('legend', '', name);
  part.append(legend);
  const set = (now: Partial<EditedPaper>) => put(at, { ...here(at), ...now });

  // pandoc has no place for words before authors that are part of the sentence
  const hasPrefix = can.prefix && !(citation.isInText && at === 0 && manner.kind === 'pandoc');
  if (hasPrefix)
    part.append(
      field(
        texts.prefix,
        input(paper.prefix, (prefix) => set({ prefix })),
        'prefix',
      ),
    );
  if (can.locator) {
    const select = document.createElement('select');
    for (const { label, name: shownName } of labels) {
      const option = document.createElement('option');
      option.value = label;
      option.textContent = shownName;
      option.selected = label === paper.label;
      select.append(option);
    }
    select.ariaLabel = texts.locatorLabel;
    const value = input(paper.locator, () => locate());
    const locate = () => put(at, withLocator(here(at), select.value as LocatorLabel, value.value));
    select.addEventListener('change', locate);
    const row = field(texts.locator, value, 'locator');
    row.insertBefore(select, value);
    part.append(row);
    part.append(
      field(
        texts.suffix,
        input(paper.suffix, (suffix) => set({ suffix })),
        'suffix',
      ),
    );
  }
  if (can.suppress) {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = paper.isSuppressed;
    box.addEventListener('change', () => set({ isSuppressed: box.checked }));
    part.append(field(texts.suppress, box, 'choice'));
  }
  if (citation.papers.length > 1) {
    const moves = element('div', 'moves');
    const last = citation.papers.length - 1;
    moves.append(
      named(
        button('↑', 'icon', () => move(at, at - 1)),
        `${texts.moveUp}: ${name}`,
        at === 0,
      ),
      named(
        button('↓', 'icon', () => move(at, at + 1)),
        `${texts.moveDown}: ${name}`,
        at === last,
      ),
      named(
        button('✕', 'icon', () => remove(at)),
        `${texts.remove}: ${name}`,
        false,
      ),
    );
    part.append(moves);
  }
  return part;
}

function here(at: number): EditedPaper {
  const paper = citation.papers[at];
  if (!paper) throw new Error('no such paper');
  return paper;
}

function put(at: number, paper: EditedPaper): void {
  change({ ...citation, papers: citation.papers.map((each, place) => (place === at ? paper : each)) });
}

/** Moves a paper, and the focus with it. */
function move(from: number, to: number): void {
  const list = [...citation.papers];
  list.splice(to, 0, ...list.splice(from, 1));
  change({ ...citation, papers: list });
  listPapers();
  const [up, down] = papers.children[to]?.querySelectorAll<HTMLButtonElement>('.moves button') ?? [];
  const wanted = to < from ? up : down;
  (wanted?.disabled ? (wanted === up ? down : up) : wanted)?.focus();
}

function remove(at: number): void {
  change({ ...citation, papers: citation.papers.filter((_, place) => place !== at) });
  listPapers();
  papers.children[Math.min(at, citation.papers.length - 1)]?.querySelector<HTMLElement>('input')?.focus();
}

function input(value: string, changed: (value: string) => void): HTMLInputElement {
  const made = document.createElement('input');
  made.type = 'text';
  made.value = value;
  made.dir = 'auto';
  made.spellcheck = false;
  made.addEventListener('input', () => changed(made.value));
  return made;
}

function named(made: HTMLButtonElement, name: string, isDisabled: boolean): HTMLButtonElement {
  made.ariaLabel = name;
  made.title = name;
  made.disabled = isDisabled;
  return made;
}
