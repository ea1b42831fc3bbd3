import * as vscode from 'vscode';

/** An empty page of `dist/webview`: no data in it, no script or style but the extension's own. */
export function webviewPage(webview: vscode.Webview, folder: vscode.Uri, name: string, title: string): string {
  const address = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src ${webview.cspSource};`;
  return `<!doctype html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <link rel="stylesheet" href="${address(`${name}/${name}.css`)}">
    <title>${title}</title>
  </head>
  <body>
    <script src="${address(`${name}/main.js`)}"></script>
  </body>
</html>`;
}
