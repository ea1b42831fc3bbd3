import { load, YAMLException } from 'js-yaml';
import { anyTag } from './schema.ts';

/** What a piece of YAML says as far as it could be read, and what was wrong with it. */
export interface Loaded {
  readonly value: unknown;
  /** Why it could not be read as it stands, and the offset in the piece. */
  readonly fault?: Fault;
}

export interface Fault {
  readonly reason: string;
  readonly at: number;
  /** An alias has no anchor in the piece, which other pieces may have. */
  readonly isOfAlias: boolean;
}

/** More aliases than this are an attempt to make a small file big. */
const mostAliases = 100_000;

/**
 * Reads one YAML document. Every scalar is the text that stands there (YAML 1.2.2, 10.1 "Failsafe Schema"):
 * a key such as `2021e3` and a date such as `2020-01-02` stay what was typed. An alias gives the same
 * object as its anchor and no copy, so nothing grows. Of two fields with one name the last counts.
 */
export function loadYaml(source: string): Loaded {
  try {
    return { value: load(source, { schema: anyTag, maxAliases: mostAliases }) };
  } catch (error) {
    const known = error instanceof YAMLException;
    const fault = {
      reason: known ? error.reason : String(error),
      at: Math.min(known ? (error.mark?.position ?? 0) : 0, source.length),
      isOfAlias: known && /unidentified alias/.test(error.reason),
    };
    return { value: /duplicated/.test(fault.reason) ? lastOfEach(source) : undefined, fault };
  }
}

function lastOfEach(source: string): unknown {
  try {
    return load(source, { schema: anyTag, maxAliases: mostAliases, json: true });
  } catch {
    return undefined;
  }
}
