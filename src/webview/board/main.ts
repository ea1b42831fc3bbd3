import { button, element } from '../elements.ts';
import { Column } from './columns.ts';
import { dragging } from './drag.ts';
import { moving } from './keys.ts';
import type { BoardTexts, FromBoard, NextOf, ToBoard } from './protocol.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromBoard): void };

const host = acquireVsCodeApi();
const say = (message: FromBoard) => host.postMessage(message);

/** A pause in typing after which the filter is asked. */
const typingPause = 150;

const next = element('section', 'next');
const filter = document.createElement('input');
const board = element('main', 'board');
const empty = element('div', 'nothing');
const live = element('div', 'heard');
const help = element('div', 'heard');
const columns = new Map<string, Column>();
let typing: ReturnType<typeof setTimeout> | undefined;

const actions = {
  show: (key: string) => say({ type: 'show', key }),
  note: (key: string) => say({ type: 'note', key }),
};
const look = () =>
  say({
    type: 'look',
    query: filter.value,
    columns: Object.fromEntries([...columns].map(([id, column]) => [id, column.wanted])),
  });

filter.type = 'search';
filter.spellcheck = false;
filter.dir = 'auto';
filter.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(look, typingPause);
});
board.tabIndex = -1;
live.ariaLive = 'polite';
live.role = 'status';
help.id = 'help';
dragging(board, (key, status) => say({ type: 'move', key, status }));
moving(board, { filter, say });

window.addEventListener('message', ({ data }: MessageEvent<ToBoard>) => {
  if (data.type === 'say') live.textContent = data.text;
  else show(data);
});
say({ type: 'ready' });

function show({ texts, columns: given, next: nextOnes, total, query }: Extract<ToBoard, { type: 'board' }>): void {
  if (!board.isConnected) document.body.replaceChildren(head(), next, empty, board, live, help);
  document.title = texts.title;
  help.textContent = texts.help;
  filter.placeholder = texts.filter;
  filter.ariaLabel = texts.filter;
  const focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>('.card')?.dataset['key'];
  // a card that goes to another column must not take the focus of the whole page along
  const stays = [...columns].some(([id, column]) => {
    const cards = given.find((each) => each.id === id)?.cards ?? [];
    return focused !== undefined && column.card(focused) && cards.some(({ key }) => key === focused);
  });
  if (focused !== undefined && !stays) board.focus({ preventScroll: true });
  document.body.classList.toggle('isEmpty', total === 0);
  showNext(nextOnes, texts);
  const ids = new Set(given.map(({ id }) => id));
  for (const [id, column] of columns) {
    if (ids.has(id)) continue;
    column.element.remove();
    columns.delete(id);
  }
  for (const [at, each] of given.entries()) {
    const column = columns.get(each.id) ?? new Column(actions, look);
    columns.set(each.id, column);
    if (board.children[at] !== column.element) board.insertBefore(column.element, board.children[at] ?? null);
    column.show(each, texts);
  }
  const isNothingFound = total > 0 && query !== '' && given.every(({ count }) => !count);
  showEmpty(total, isNothingFound, texts);
  keepReachable(focused);
}

function head(): HTMLElement {
  const bar = element('header', '');
  bar.append(filter);
  return bar;
}

/** The papers to read next, each with its reason. */
function showNext(papers: readonly NextOf[], texts: BoardTexts): void {
  next.hidden = !papers.length;
  const says = JSON.stringify(papers);
  if (next.dataset['says'] === says) return;
  next.dataset['says'] = says;
  const list = element('ul', '');
  list.role = 'list';
  for (const { key, title, authors, reason } of papers) {
    const item = element('li', '');
    const open = button('', 'suggestion', () => actions.show(key));
    open.append(element('span', 'title', title), element('span', 'why', reason || authors));
    open.title = [title, authors, reason].filter(Boolean).join('\n');
    open.dataset['vscodeContext'] = JSON.stringify({
      webviewSection: 'literatureCard',
      key,
      viewItem: 'paper listed open',
      preventDefaultContextMenuItems: true,
    });
    item.append(open);
    list.append(item);
  }
  next.replaceChildren(element('h2', '', texts.next), list);
}

function showEmpty(total: number, isNothingFound: boolean, texts: BoardTexts): void {
  empty.hidden = total > 0 && !isNothingFound;
  board.hidden = total === 0;
  if (isNothingFound) empty.replaceChildren(element('p', '', texts.nothingFound));
  else if (!total)
    empty.replaceChildren(
      element('h2', '', texts.emptyTitle),
      element('p', '', texts.emptyText),
      button(texts.showPapers, 'primary', () => say({ type: 'papers' })),
    );
}

/** One card can be reached by Tab, the others by arrow keys from there; the focus follows its card to another column. */
function keepReachable(focused: string | undefined): void {
  const cards = [...board.querySelectorAll<HTMLElement>('.card')];
  const own = focused === undefined ? undefined : cards.find(({ dataset }) => dataset['key'] === focused);
  const reachable = own ?? cards.find(({ tabIndex }) => tabIndex === 0) ?? cards[0];
  for (const card of cards) card.tabIndex = card === reachable ? 0 : -1;
  const to = own ?? (document.activeElement === board ? reachable : undefined);
  if (to && !to.contains(document.activeElement)) {
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}
