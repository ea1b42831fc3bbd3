// The runner's end of the bridge: the tests run inside VS Code, the browser that shows it is driven here.
import { createServer } from 'node:http';
import { stripVTControlCharacters } from 'node:util';

/**
 * Answers three requests of the tests:
 * `GET options` what to run; `POST call` a chain of calls on the Playwright page; `POST event` what happened.
 * @param {object} parts
 * @param {object} parts.options                     handed to the tests as they are
 * @param {() => import('playwright-core').Page} parts.page
 * @param {(event: any) => void | Promise<void>} parts.onEvent   the tests wait until it is done
 */
export function createBridge({ options, page, onEvent }) {
  // what a test does next waits, so that the picture of a failure shows the failure and not what came after it
  let handled = Promise.resolve();
  const answer = {
    options: () => options,
    call: (chain) => handled.then(() => perform(page(), chain)),
    event: (event) => (handled = handled.then(() => onEvent(event))),
  };
  return async (request, response) => {
    // the extension host of VS Code for the Web asks from another origin
    response.setHeader('Access-Control-Allow-Origin', '*');
    const result = await Promise.resolve()
      .then(async () => answer[request.url.split('/').at(-1)](await bodyOf(request)))
      .then(
        (value) => ({ value }),
        ({ message }) => ({ error: stripVTControlCharacters(message) }),
      );
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(result));
  };
}

/** Serves a handler on a port of its own. */
export async function listen(handler) {
  const server = createServer(handler);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text ? JSON.parse(text) : undefined;
}

/** Follows the chain from the page; what JSON cannot carry back, such as a handle or a picture, is left out. */
async function perform(page, chain) {
  const value = await follow(page, chain);
  const plain = value === null || typeof value !== 'object' || Array.isArray(value) || value.constructor === Object;
  return plain ? value : undefined;
}

function follow(page, chain) {
  const revive = (value) => {
    if (Array.isArray(value)) return value.map(revive);
    if (typeof value !== 'object' || value === null) return value;
    if (value.$chain) return follow(page, value.$chain);
    if (value.$pattern) return new RegExp(...value.$pattern);
    if (value.$function) return new Function(`return (${value.$function})`)();
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revive(inner)]));
  };
  return chain.reduce((target, { name, args }) => (args ? target[name](...args.map(revive)) : target[name]), page);
}
