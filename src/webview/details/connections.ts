import type { ConnectionsOf, DetailsTexts, FromDetails, PlaceOf } from './protocol.ts';
import { element, link, section } from '../elements.ts';

/** The sections that say what leads to a paper and where its note leads; none where nothing does. */
export function connectionSections(
  id: string,
  connections: ConnectionsOf,
  texts: DetailsTexts,
  post: (message: FromDetails) => void,
): Node[] {
  const { cited, citedCount, mentioned, mentionedCount, mentions, mentionsCount } = connections;
  const all = (shown: number, count: number) =>
    shown < count ? [link(texts.showAll, () => post({ type: 'connections', id }))] : [];
  const places = (title: string, list: readonly PlaceOf[], count: number) =>
    count
      ? [
          counted(
            title,
            count,
            listOf(
              'places',
              list.map((place) => placeItem(place, () => post({ type: 'place', id, place }))),
            ),
            ...all(list.length, count),
          ),
        ]
      : [];
  const papers = mentions.map(({ key: other, label, title }) => {
    const item = element('li', '');
    item.append(
      link(label, () => post({ type: 'paper', id: other })),
      ' ',
      element('span', 'line', title),
    );
    return item;
  });
  return [
    ...places(texts.citedIn, cited, citedCount),
    ...places(texts.mentionedIn, mentioned, mentionedCount),
    ...(mentionsCount
      ? [counted(texts.mentions, mentionsCount, listOf('places', papers), ...all(mentions.length, mentionsCount))]
      : []),
  ];
}

function placeItem({ name, line, text }: PlaceOf, act: () => void): HTMLElement {
  const item = element('li', '');
  const anchor = link(`${name}:${line + 1}`, act);
  item.append(anchor, ' ', element('span', 'line', text));
  return item;
}

function counted(title: string, count: number, ...content: readonly Node[]): HTMLElement {
  const part = section(title, ...content);
  part.querySelector('h2')?.append(' ', element('span', 'count', String(count)));
  return part;
}

function listOf(className: string, items: readonly HTMLElement[]): HTMLElement {
  const list = element('ul', className);
  list.append(...items);
  return list;
}
