import { button, element } from '../elements.ts';
import type { Choice, DetailsTexts, FromDetails, ReadingOf } from './protocol.ts';

/** How far the paper is read: status, priority and rating to be set, tags and dates to be seen. */
export function readingPart(
  id: string,
  reading: ReadingOf,
  texts: DetailsTexts,
  say: (message: FromDetails) => void,
): HTMLElement {
  const part = element('div', 'reading');
  part.append(
    labelled(
      texts.status,
      choice(reading.statuses, reading.status, (status) => say({ type: 'reading', id, status })),
    ),
    labelled(
      texts.priority,
      choice(reading.priorities, reading.priority, (priority) => say({ type: 'reading', id, priority })),
    ),
    stars(id, reading, texts, say),
  );
  const tags = element('div', 'tags');
  for (const tag of reading.tags) tags.append(element('span', 'tag', tag));
  tags.append(button(texts.tags, 'key', () => say({ type: 'tags', id })));
  part.append(tags);
  if (reading.dates) part.append(element('p', 'dates', reading.dates));
  return part;
}

function choice(choices: readonly Choice[], chosen: string, changed: (id: string) => void): HTMLSelectElement {
  const select = document.createElement('select');
  for (const { id, title } of choices) {
    const option = document.createElement('option');
    option.value = id;
    option.textContent = title;
    option.selected = id === chosen;
    select.append(option);
  }
  select.addEventListener('change', () => changed(select.value));
  return select;
}

function labelled(name: string, control: HTMLSelectElement): HTMLElement {
  const row = element('div', 'choice');
  const label = document.createElement('label');
  label.textContent = name;
  label.htmlFor = control.id = `choice-${name}`;
  row.append(label, control);
  return row;
}

/** Stars as a group of buttons that can be pressed; the one that is pressed takes the rating away. */
function stars(
  id: string,
  { rating, ratings }: ReadingOf,
  texts: DetailsTexts,
  say: (message: FromDetails) => void,
): HTMLElement {
  const row = element('div', 'rating');
  const group = element('span', 'stars');
  group.role = 'group';
  group.ariaLabel = texts.rating;
  for (const [at, name] of ratings.entries()) {
    const value = at + 1;
    const star = button(rating > at ? '★' : '☆', 'star', () =>
      say({ type: 'reading', id, rating: rating === value ? 0 : value }),
    );
    star.ariaLabel = name;
    star.title = name;
    star.ariaPressed = String(Math.ceil(rating) === value);
    group.append(star);
  }
  row.append(element('span', '', texts.rating), group);
  return row;
}
