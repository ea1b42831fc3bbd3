/*
 * Fonts of Chinese, Japanese and Korean texts often name a character map of Adobe's in place of bringing one along
 * (ISO 32000-1, 9.7.5.2). These are files of their own, which the extension hands in when a PDF needs one.
 */

type Ask = (name: string) => void;

const waiting = new Map<string, ((map: Uint8Array | undefined) => void)[]>();
const known = new Map<string, Uint8Array | undefined>();
let ask: Ask = () => {};

/** Sets what asks for a map by its name, such as `UniGB-UCS2-H`; the answer comes by `takeMap`. */
export function askForMapsBy(asking: Ask): void {
  ask = asking;
}

export function takeMap(name: string, map: Uint8Array | undefined): void {
  known.set(name, map);
  for (const resolve of waiting.get(name) ?? []) resolve(map);
  waiting.delete(name);
}

function mapNamed(name: string): Promise<Uint8Array | undefined> {
  if (known.has(name)) return Promise.resolve(known.get(name));
  return new Promise((resolve) => {
    const others = waiting.get(name);
    waiting.set(name, [...(others ?? []), resolve]);
    if (!others) ask(name);
  });
}

/** What pdf.js asks for the data that it does not bring along; of these it gets the maps only. */
export class CharacterMaps {
  async fetch({ kind, filename }: { readonly kind: string; readonly filename: string }): Promise<Uint8Array> {
    const map = kind === 'cMapUrl' ? await mapNamed(filename.replace(/\.bcmap$/, '')) : undefined;
    if (!map) throw new Error(`${filename} is not there`);
    return map;
  }
}
