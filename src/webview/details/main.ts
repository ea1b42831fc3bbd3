import { button, element, link, section } from '../elements.ts';
import { connectionSections } from './connections.ts';
import { readingPart } from './reading.ts';
import type { DetailsOf, DetailsTexts, FromDetails, ToDetails } from './protocol.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromDetails): void };

const host = acquireVsCodeApi();

/** What is on the page. */
let shown: ToDetails | undefined;

window.addEventListener('message', ({ data }: MessageEvent<ToDetails>) => {
  const before = shown;
  shown = data;
  if (JSON.stringify(before) === JSON.stringify(data)) return;
  const { paper, texts } = data;
  // news about the paper that is read, such as of its note, leave the reader where they are
  const isSame = paper !== undefined && before?.paper?.id === paper.id;
  const focused = isSame ? focusables().indexOf(document.activeElement as HTMLElement) : -1;
  const top = isSame ? window.scrollY : 0;
  document.body.replaceChildren(...(paper ? page(paper, texts) : [element('p', 'empty', texts.empty)]));
  window.scrollTo(0, top);
  focusables()[focused]?.focus({ preventScroll: true });
});
host.postMessage({ type: 'ready' });

function focusables(): HTMLElement[] {
  return [...document.body.querySelectorAll<HTMLElement>('a, button, pre, select')];
}

function page(paper: DetailsOf, texts: DetailsTexts): Node[] {
  const { id, key } = paper;
  const say = (type: 'cite' | 'note' | 'copyBibtex' | 'copyKey' | 'linkPdf' | 'importAnnotations') => () =>
    host.postMessage({ type, id });
  const head = element('header', '');
  head.append(
    element('h1', '', paper.title),
    element('p', 'authors', paper.authors),
    element('p', 'published', paper.published),
  );

  const actions = element('div', 'actions');
  actions.append(
    button(texts.cite, 'primary', say('cite')),
    button(paper.hasNote ? texts.openNote : texts.createNote, 'secondary', say('note')),
    button(texts.copyReference, 'secondary', () => void copyFormatted(paper)),
  );

  const links = element('p', 'links');
  for (const { label, address } of paper.links) {
    const anchor = link(label, () => host.postMessage({ type: 'open', id, address }));
    anchor.title = address;
    links.append(anchor, ' ');
  }
  const keyButton = button(key, 'key', say('copyKey'));
  keyButton.title = texts.copyKey;
  keyButton.ariaLabel = `${texts.copyKey}: ${key}`;
  links.append(keyButton);

  const blocks: Node[] = [head, actions, links];
  if (paper.warning) blocks.push(element('p', 'warning', paper.warning));
  blocks.push(
    section(
      texts.reading,
      readingPart(id, paper.reading, texts, (message) => host.postMessage(message)),
    ),
  );
  blocks.push(
    section(
      texts.abstract,
      ...(paper.abstract.length
        ? paper.abstract.map((text) => element('p', '', text))
        : [element('p', 'empty', texts.noAbstract)]),
    ),
  );
  blocks.push(section(texts.files, ...filesOf(paper, texts), ...fileActions(paper, texts, say)));
  if (paper.topics.length) {
    const list = element('ul', 'topics');
    list.append(...paper.topics.map((topic) => element('li', '', topic)));
    blocks.push(section(texts.topics, list));
  }
  if (paper.connections)
    blocks.push(...connectionSections(id, paper.connections, texts, (message) => host.postMessage(message)));
  const source = element('pre', '', paper.bibtex);
  source.tabIndex = 0; // it scrolls, so the keyboard has to reach it
  source.role = 'region';
  source.ariaLabel = texts.bibtex;
  const copy = button(texts.copy, 'secondary', say('copyBibtex'));
  copy.ariaLabel = texts.copyBibtex;
  blocks.push(section(texts.bibtex, source, copy));
  return blocks;
}

/** The files of a paper, each with what can be done with it. */
function filesOf({ id, files }: DetailsOf, texts: DetailsTexts): Node[] {
  if (!files.length) return [];
  const list = element('ul', 'files');
  for (const { name, place, address, isThere } of files) {
    const item = element('li', isThere ? '' : 'missing');
    if (isThere) {
      const open = link(name, () => host.postMessage({ type: 'openFile', id, address }));
      open.title = place;
      const reveal = button(texts.revealFile, 'quiet', () => host.postMessage({ type: 'revealFile', id, address }));
      reveal.ariaLabel = `${texts.revealFile}: ${name}`;
      item.append(open, ' ', reveal);
    } else {
      const missing = element('span', '', name);
      missing.title = place;
      item.append(missing, ' ', element('span', 'empty', texts.missingFile));
    }
    list.append(item);
  }
  return [list];
}

function fileActions(
  { files }: DetailsOf,
  texts: DetailsTexts,
  say: (type: 'linkPdf' | 'importAnnotations') => () => void,
): Node[] {
  const actions = element('div', 'actions');
  if (files.some(({ isPdf, isThere }) => isPdf && isThere))
    actions.append(button(texts.importAnnotations, 'secondary', say('importAnnotations')));
  actions.append(button(texts.linkPdf, 'secondary', say('linkPdf')));
  return [actions];
}

/** Copies the reference with its formatting, or where the page may not, lets the host copy it as plain text. */
async function copyFormatted({ id, reference }: DetailsOf): Promise<void> {
  try {
    const blob = (type: string, content: string) => new Blob([content], { type });
    const item = { 'text/plain': blob('text/plain', reference.text), 'text/html': blob('text/html', reference.html) };
    await navigator.clipboard.write([new ClipboardItem(item)]);
    host.postMessage({ type: 'copiedReference', id });
  } catch {
    host.postMessage({ type: 'copyReference', id });
  }
}
