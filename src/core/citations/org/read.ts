import type { CitationReading } from '../citation.ts';
import { CitationCollector } from '../collect.ts';
import { orgElements } from './elements.ts';
import { OrgObjects } from './objects.ts';

/** The citations of an Org document, as Org parses them (Org manual, "Citations"). */
export function readOrg(text: string): CitationReading {
  const found = new CitationCollector(text);
  const objects = new OrgObjects(text, found);
  const { containers, excluded } = orgElements(text);
  for (const { start, end } of excluded) found.exclude(start, end);
  for (const container of containers) objects.read(container);
  return found.finish();
}
