import { button, element } from '../elements.ts';
import type { BoardTexts, CardOf } from './protocol.ts';

/** What can be done with a card. */
export interface CardActions {
  show(key: string): void;
  note(key: string): void;
}

/** A card, which can have the focus and be dragged; `fillCard` puts its paper on it. */
export function cardElement(key: string, actions: CardActions): HTMLElement {
  const item = element('li', 'card');
  item.dataset['key'] = key;
  item.tabIndex = -1;
  item.draggable = true;
  item.setAttribute('aria-describedby', 'help');
  item.addEventListener('click', ({ target }) => {
    if (!(target as Element).closest('button')) actions.show(key);
  });
  return item;
}

/** Puts a paper on a card, in the place of what stood there; the card itself keeps the focus. */
export function fillCard(item: HTMLElement, card: CardOf, texts: BoardTexts, actions: CardActions): void {
  const { key } = card;
  item.ariaLabel = [card.title, card.authors, card.priorityText, card.ratingText, card.age].filter(Boolean).join(', ');
  // the menu of the Papers view, on the paper of the card
  item.dataset['vscodeContext'] = JSON.stringify({
    webviewSection: 'literatureCard',
    key,
    viewItem: card.contexts,
    preventDefaultContextMenuItems: true,
  });
  item.replaceChildren(element('h3', '', card.title));
  if (card.authors) item.append(element('p', 'authors', card.authors));
  const facts = element('p', 'facts');
  if (card.priority) facts.append(element('span', `priority ${card.priority}`, card.priorityText));
  if (card.stars) facts.append(element('span', 'stars', card.stars));
  for (const tag of card.tags) facts.append(element('span', 'tag', tag));
  if (card.age) facts.append(element('span', 'age', card.age));
  if (facts.childElementCount) item.append(facts);

  const tools = element('div', 'tools');
  const note = button(card.hasNote ? texts.openNote : texts.createNote, 'tool', () => actions.note(key));
  const more = button('⋯', 'tool more');
  more.ariaLabel = texts.more;
  more.title = texts.more;
  more.addEventListener('click', () => {
    const { left, bottom } = more.getBoundingClientRect();
    more.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, clientX: left, clientY: bottom }));
  });
  tools.append(note, more);
  item.append(tools);
}
