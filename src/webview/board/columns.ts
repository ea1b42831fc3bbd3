import { element } from '../elements.ts';
import { cardElement, fillCard } from './card.ts';
import type { CardActions } from './card.ts';
import type { BoardTexts, CardOf, ColumnOf } from './protocol.ts';

/** So many more cards come when the end of a column is near. */
const page = 100;
/** In pixels. */
const nearEnd = 600;

interface ShownCard {
  readonly element: HTMLElement;
  /** What it shows, to see whether it has to be made again. */
  readonly says: string;
}

/** A column on the page. Its cards stay where they are as long as nothing about them changes, and so does its place. */
export class Column {
  readonly element = element('section', 'column');
  readonly #heading = element('h2', '');
  readonly #name = element('span', 'name');
  readonly #count = element('span', 'count');
  readonly #list = element('ul', 'cards');
  readonly #empty = element('p', 'empty');
  readonly #actions: CardActions;
  readonly #onMore: () => void;
  readonly #cards = new Map<string, ShownCard>();
  #total = 0;
  #asked = 0;

  constructor(actions: CardActions, onMore: () => void) {
    this.#actions = actions;
    this.#onMore = onMore;
    this.#heading.append(element('span', 'dot'), this.#name, this.#count);
    this.#list.role = 'list'; // Safari forgets it where lists have no bullets
    this.element.append(this.#heading, this.#list, this.#empty);
    this.#list.addEventListener('scroll', () => this.#look(), { passive: true });
  }

  /** How many cards are wanted. */
  get wanted(): number {
    return Math.max(page, this.#asked);
  }

  get keys(): string[] {
    return [...this.#list.children].map((card) => (card as HTMLElement).dataset['key'] ?? '');
  }

  card(key: string): HTMLElement | undefined {
    return this.#cards.get(key)?.element;
  }

  show({ id, title, kind, count, cards }: ColumnOf, texts: BoardTexts): void {
    this.element.dataset['status'] = id;
    this.element.dataset['kind'] = kind;
    this.element.ariaLabel = `${title}, ${count}`;
    this.#name.textContent = title;
    this.#count.textContent = String(count);
    this.#empty.textContent = texts.emptyColumn;
    this.#empty.hidden = count > 0;
    this.#total = count;
    const keep = new Set(cards.map(({ key }) => key));
    for (const [key, { element: gone }] of this.#cards) {
      if (keep.has(key)) continue;
      gone.remove();
      this.#cards.delete(key);
    }
    let before = this.#list.firstElementChild;
    for (const card of cards) {
      const now = this.#shown(card, texts);
      if (now === before) before = before.nextElementSibling;
      else this.#list.insertBefore(now, before);
    }
    this.#look();
  }

  #shown(card: CardOf, texts: BoardTexts): HTMLElement {
    const says = JSON.stringify(card);
    const known = this.#cards.get(card.key);
    if (known?.says === says) return known.element;
    const shown = known?.element ?? cardElement(card.key, this.#actions);
    fillCard(shown, card, texts, this.#actions);
    this.#cards.set(card.key, { element: shown, says });
    return shown;
  }

  /** Asks for more where the end is near. */
  #look(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.#list;
    const shown = this.#cards.size;
    if (shown >= this.#total || this.#asked > shown || scrollTop + clientHeight + nearEnd < scrollHeight) return;
    this.#asked = shown + page;
    this.#onMore();
  }
}
