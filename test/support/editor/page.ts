// The tests' end of the bridge: `page` looks like Playwright's, and each awaited chain is done by the runner.
import type { Page } from 'playwright-core';
import * as vscode from 'vscode';

interface Link {
  readonly name: string;
  /** Absent for a property, such as `page.keyboard`. */
  readonly args?: readonly unknown[];
}

declare const process: { env: Record<string, string | undefined> } | undefined;
declare const fetch: (url: string, init?: { method: string; body: string }) => Promise<{ json(): Promise<unknown> }>;

const chainOf = Symbol('chain');

/** Asks the runner; an error of its own comes back as an error. */
export async function ask(what: 'options' | 'call' | 'event', body?: unknown): Promise<unknown> {
  const init = body === undefined ? undefined : { method: 'POST', body: JSON.stringify(body) };
  const reply = (await (await fetch(`${bridge()}/${what}`, init)).json()) as { value?: unknown; error?: string };
  if (reply.error !== undefined) throw new Error(reply.error);
  return reply.value;
}

/** On the web, the server that the extension came from is the runner. */
function bridge(): string {
  const given = typeof process === 'undefined' ? undefined : process.env.LITERATURE_NOTES_BRIDGE;
  if (given) return given;
  const { scheme, authority } = vscode.extensions.getExtension('literature-notes.literature-notes')!.extensionUri;
  return `${scheme}://${authority}/bridge`;
}

/** Those give a locator at once, so that awaiting them does nothing, as in Playwright. */
const givesLocator = /^(locator|frameLocator|contentFrame|owner|filter|first|last|nth|and|or|getBy\w+)$/;

function remote(chain: readonly Link[]): unknown {
  const last = chain.at(-1);
  const awaitable = last?.args && !givesLocator.test(last.name);
  return new Proxy(() => {}, {
    get(_, name) {
      if (name === chainOf) return chain;
      if (typeof name === 'symbol') return undefined;
      if (name !== 'then') return remote([...chain, { name }]);
      if (!awaitable) return undefined;
      const atCall = new Error();
      return (resolve: (value: unknown) => void, reject: (error: unknown) => void) =>
        ask('call', chain.map(toJson)).then(resolve, (error: Error) => {
          // the stack of the test, not of this file, and the chain as it was written
          const frames =
            atCall.stack
              ?.split('\n')
              .filter((line) => /^\s+at /.test(line))
              .slice(1) ?? [];
          atCall.message = `page.${chain.map(inWords).join('.')}: ${error.message}`;
          atCall.stack = [`Error: ${atCall.message}`, ...frames].join('\n');
          reject(atCall);
        });
    },
    apply: (_target, _this, args: unknown[]) => remote([...chain.slice(0, -1), { name: last!.name, args }]),
  });
}

/** Arguments may also be locators, regular expressions and functions for the page. */
function toJson(value: unknown): unknown {
  if (typeof value === 'function') {
    const chain = (value as { [chainOf]?: readonly Link[] })[chainOf];
    return chain ? { $chain: chain.map(toJson) } : { $function: String(value) };
  }
  if (value instanceof RegExp) return { $pattern: [value.source, value.flags] };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toJson(inner)]));
}

const inWords = ({ name, args }: Link) =>
  args ? `${name}(${args.map((arg) => JSON.stringify(toJson(arg))).join(', ')})` : name;

/** The window that the tests run in. */
export const page = remote([]) as Page;
