import type { FromBoard } from './protocol.ts';

interface Keys {
  readonly filter: HTMLInputElement;
  readonly say: (message: FromBoard) => void;
}

/**
 * The keys of the board. Arrow keys go from card to card; with Ctrl (Cmd on a Mac) they take the card along: to the
 * next column, or up and down in priority. Digits rate, Enter shows the paper, and `/` goes to the filter.
 */
export function moving(board: HTMLElement, { filter, say }: Keys): void {
  board.addEventListener('focusin', ({ target }) => {
    const card = (target as Element).closest<HTMLElement>('.card');
    if (!card) return;
    for (const each of board.querySelectorAll<HTMLElement>('.card[tabindex="0"]')) each.tabIndex = -1;
    card.tabIndex = 0;
  });
  board.addEventListener('keydown', (event) => {
    const card = (event.target as Element).closest<HTMLElement>('.card');
    const key = card?.dataset['key'];
    if (!card || key === undefined || event.altKey || event.shiftKey) return;
    const act = event.ctrlKey || event.metaKey ? carried(card, key, event.key) : plain(card, key, event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation(); // VS Code has uses of its own for these keys
    act();
  });

  const carried = (card: HTMLElement, key: string, pressed: string): (() => void) | undefined => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[pressed];
    if (step !== undefined) {
      const to = columnBeside(card, inReading(step));
      return () => to && say({ type: 'move', key, status: to.dataset['status'] ?? '' });
    }
    if (pressed === 'ArrowUp') return () => say({ type: 'priority', key, step: 1 });
    return pressed === 'ArrowDown' ? () => say({ type: 'priority', key, step: -1 }) : undefined;
  };

  const plain = (card: HTMLElement, key: string, event: KeyboardEvent): (() => void) | undefined => {
    const isCard = event.target === card;
    const to = isCard ? neighbour(card, event.key) : undefined;
    if (to) return () => focus(to);
    if (/^Arrow/.test(event.key) && isCard) return () => {};
    if (/^[0-5]$/.test(event.key)) return () => say({ type: 'rate', key, rating: Number(event.key) });
    if (event.key === '/') return () => filter.focus();
    if (event.key === 'Enter' && isCard) return () => say({ type: 'show', key });
    return undefined;
  };
}

function neighbour(card: HTMLElement, pressed: string): HTMLElement | undefined {
  const cards = cardsOf(card.closest('.column'));
  const at = cards.indexOf(card);
  switch (pressed) {
    case 'ArrowUp':
      return cards[at - 1];
    case 'ArrowDown':
      return cards[at + 1];
    case 'Home':
      return cards[0];
    case 'End':
      return cards.at(-1);
    case 'ArrowLeft':
    case 'ArrowRight': {
      const step = inReading(pressed === 'ArrowRight' ? 1 : -1);
      // an empty column has nothing to stop at
      for (let column = columnBeside(card, step); column; column = columnBeside(column, step)) {
        const beside = cardsOf(column);
        if (beside.length) return beside[Math.min(at, beside.length - 1)];
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

function columnBeside(inside: HTMLElement, step: number): HTMLElement | undefined {
  const column = inside.closest('.column');
  const beside = step > 0 ? column?.nextElementSibling : column?.previousElementSibling;
  return (beside as HTMLElement | null | undefined) ?? undefined;
}

function cardsOf(column: Element | null): HTMLElement[] {
  return [...(column?.querySelectorAll<HTMLElement>('.card') ?? [])];
}

function focus(card: HTMLElement): void {
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Where lines run from right to left, so do the columns. */
function inReading(step: number): number {
  return getComputedStyle(document.body).direction === 'rtl' ? -step : step;
}
