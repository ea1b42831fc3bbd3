import type { CslItem } from '../entry/csl.ts';

/** An item with those of the variables that have a value. (Deleting the others would make every object a slow one.) */
export function itemOf(id: string, type: string, variables: Readonly<Record<string, unknown>>): CslItem {
  const item: Record<string, unknown> & { id: string; type: string } = { id, type };
  for (const name in variables) {
    const value = variables[name];
    if (value !== undefined) item[name] = value;
  }
  return item;
}
