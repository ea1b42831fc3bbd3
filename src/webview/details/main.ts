import type { DetailsOf, DetailsTexts, FromDetails, ToDetails } from './protocol.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromDetails): void };

const host = acquireVsCodeApi();

window.addEventListener('message', ({ data }: MessageEvent<ToDetails>) => {
  const { paper, texts } = data;
  document.body.replaceChildren(...(paper ? page(paper, texts) : [element('p', 'empty', texts.empty)]));
  document.body.scrollTo(0, 0);
});
host.postMessage({ type: 'ready' });

function page(paper: DetailsOf, texts: DetailsTexts): Node[] {
  const { key } = paper;
  const say = (type: 'cite' | 'note' | 'copyBibtex' | 'copyKey') => () => host.postMessage({ type, key });
  const head = element('header', '');
  head.append(
    element('h1', '', paper.title),
    element('p', 'authors', paper.authors),
    element('p', 'published', paper.published),
  );

  const actions = element('div', 'actions');
  actions.append(
    button(texts.cite, 'primary', say('cite')),
    button(paper.note ? texts.openNote : texts.createNote, 'secondary', say('note')),
  );

  const links = element('p', 'links');
  for (const { label, address } of paper.links)
    links.append(
      link(label, () => host.postMessage({ type: 'open', key, address })),
      ' ',
    );
  const keyButton = button(key, 'key', say('copyKey'));
  keyButton.title = texts.copy;
  links.append(keyButton);

  const blocks: Node[] = [head, actions, links];
  if (paper.warning) blocks.push(element('p', 'warning', paper.warning));
  if (paper.note?.status) blocks.push(element('p', 'status', `${texts.status}: ${paper.note.status}`));
  blocks.push(
    section(
      texts.abstract,
      ...(paper.abstract.length
        ? paper.abstract.map((text) => element('p', '', text))
        : [element('p', 'empty', texts.noAbstract)]),
    ),
  );
  if (paper.topics.length) {
    const list = element('ul', 'topics');
    list.append(...paper.topics.map((topic) => element('li', '', topic)));
    blocks.push(section(texts.topics, list));
  }
  const source = element('pre', '', paper.bibtex);
  source.tabIndex = 0;
  blocks.push(section(texts.bibtex, source, button(texts.copy, 'secondary', say('copyBibtex'))));
  return blocks;
}

function section(title: string, ...content: readonly Node[]): HTMLElement {
  const part = element('section', '');
  part.append(element('h2', '', title), ...content);
  return part;
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) {
    made.textContent = text;
    made.dir = 'auto'; // titles and abstracts come in every script
  }
  return made;
}

function button(label: string, className: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

function link(label: string, act: () => void): HTMLAnchorElement {
  const made = document.createElement('a');
  made.href = '#';
  made.textContent = label;
  made.addEventListener('click', (event) => {
    event.preventDefault();
    act();
  });
  return made;
}
