// What pandoc cites in a Markdown document: `text`, in the order of the text, and `moved`, what stands in notes,
// metadata and captions of tables, which its tree has elsewhere than the document. Each is "mode key". A note that is referred to twice counts once.
import { spawn } from 'node:child_process';

const modes = { AuthorInText: 'author-in-text', NormalCitation: 'normal', SuppressAuthor: 'suppress-author' };

export async function pandocVersion() {
  return (await run(['--version'], '')).split('\n')[0];
}

/** Fails where pandoc cannot read the document, as with YAML that is none. */
export async function pandocCitations(text) {
  const tree = JSON.parse(await run(['-f', 'markdown', '-t', 'json'], text));
  const found = { text: [], moved: [], notes: new Set() };
  collect(tree.blocks, found.text, found);
  collect(tree.meta, found.moved, found);
  return { text: found.text, moved: found.moved.sort() };
}

function collect(node, into, found) {
  if (Array.isArray(node)) {
    for (const part of node) collect(part, into, found);
  } else if (node !== null && typeof node === 'object') {
    if (node.t === 'Note') {
      const written = JSON.stringify(node.c, (name, value) => (name === 'citationNoteNum' ? 0 : value));
      if (found.notes.has(written)) return;
      found.notes.add(written);
      collect(node.c, found.moved, found);
    } else if (node.t === 'Table') {
      const [, caption, , ...rows] = node.c;
      collect(caption, found.moved, found);
      collect(rows, into, found);
    } else if (node.t === 'Cite') {
      for (const { citationId, citationMode, citationPrefix, citationSuffix } of node.c[0]) {
        collect(citationPrefix, into, found);
        into.push(`${modes[citationMode.t]} ${citationId}`);
        collect(citationSuffix, into, found);
      }
    } else {
      for (const part of Object.values(node)) collect(part, into, found);
    }
  }
}

function run(words, input) {
  return new Promise((resolve, reject) => {
    const pandoc = spawn('pandoc', words, { stdio: ['pipe', 'pipe', 'pipe'] });
    const [out, error] = [[], []];
    pandoc.stdout.on('data', (part) => out.push(part));
    pandoc.stderr.on('data', (part) => error.push(part));
    pandoc.on('error', reject);
    pandoc.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString());
      else reject(new Error(Buffer.concat(error).toString().split('\n')[0]));
    });
    pandoc.stdin.on('error', () => {});
    pandoc.stdin.end(input);
  });
}
