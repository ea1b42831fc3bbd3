import * as vscode from 'vscode';

/** The empty page: no data in it, no script or style but the extension's own. */
export function page(webview: vscode.Webview, folder: vscode.Uri): string {
  const address = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src ${webview.cspSource};`;
  return `<!doctype html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <link rel="stylesheet" href="${address('details/details.css')}">
    <title>${vscode.l10n.t('Paper Details')}</title>
  </head>
  <body>
    <script src="${address('details/main.js')}"></script>
  </body>
</html>`;
}
