// Writes small PDF files from objects given as text, after ISO 32000-1: plain, with compressed object and
// cross-reference streams (7.5.7, 7.5.8), or encrypted with RC4 of 128 bits (7.6).
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** A text string in the form of literals; what is not ASCII is written as UTF-16 with its mark (7.9.2.2). */
export function string(text) {
  if (/^[\x20-\x7e\n]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&').replaceAll('\n', '\\n')})`;
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${bytes.toString('hex')}>`;
}

/**
 * @param {(string | { dict: string, data: string })[]} objects the first one is number 1, which is the catalog
 * @param {{ compressed?: boolean, password?: string }} options a password, which may be empty, encrypts
 */
export function pdf(objects, { compressed = false, password } = {}) {
  const id = createHash('md5').update(JSON.stringify(objects)).digest();
  const all = [...objects];
  const key = password === undefined ? undefined : encryptionKey(password, id);
  let encrypt = '';
  if (key) {
    all.push(key.dict);
    encrypt = `/Encrypt ${all.length} 0 R `;
  }
  const trailer = `/Root 1 0 R ${encrypt}/ID [<${id.toString('hex')}> <${id.toString('hex')}>]`;
  return compressed ? packed(all, trailer) : plain(all, trailer, key?.bytes, key ? all.length : 0);
}

function plain(objects, trailer, key, clear) {
  const parts = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets = [];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  for (const [at, object] of objects.entries()) {
    const number = at + 1;
    offsets.push(length());
    const locked = key && number !== clear ? objectKey(key, number) : undefined;
    parts.push(Buffer.from(`${number} 0 obj\n`), bytesOf(object, locked), Buffer.from('\nendobj\n'));
  }
  const start = length();
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} ${trailer} >>\n`));
  parts.push(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** Dictionaries go into one object stream, and the table of places is a stream too. */
function packed(objects, trailer) {
  const parts = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  const holder = objects.length + 1;
  const table = holder + 1;
  const rows = [[0, 0, 65535]];
  const inside = [];
  for (const [at, object] of objects.entries()) {
    if (typeof object === 'string') {
      rows.push([2, holder, inside.length]);
      inside.push([at + 1, object]);
    } else {
      rows.push([1, length(), 0]);
      const data = deflateSync(Buffer.from(object.data, 'latin1'));
      const dict = `${object.dict} /Filter /FlateDecode`;
      parts.push(Buffer.from(`${at + 1} 0 obj\n`), stream(dict, data), Buffer.from('\nendobj\n'));
    }
  }
  rows.push([1, length(), 0]);
  let at = 0;
  const head = inside.map(([number, text]) => `${number} ${(at += text.length + 1) - text.length - 1}`).join(' ');
  const body = inside.map(([, text]) => `${text}\n`).join('');
  const first = head.length + 1;
  const data = deflateSync(Buffer.from(`${head}\n${body}`, 'latin1'));
  const dict = `/Type /ObjStm /N ${inside.length} /First ${first} /Filter /FlateDecode`;
  parts.push(Buffer.from(`${holder} 0 obj\n`), stream(dict, data), Buffer.from('\nendobj\n'));
  const start = length();
  rows.push([1, start, 0]);
  const bytes = Buffer.concat(
    rows.map(([kind, place, more]) => {
      const row = Buffer.alloc(7);
      row.writeUInt8(kind, 0);
      row.writeUInt32BE(place, 1);
      row.writeUInt16BE(more, 5);
      return row;
    }),
  );
  const tableDict = `/Type /XRef /Size ${table + 1} /W [1 4 2] ${trailer} /Filter /FlateDecode`;
  parts.push(Buffer.from(`${table} 0 obj\n`), stream(tableDict, deflateSync(bytes)), Buffer.from('\nendobj\n'));
  parts.push(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

function bytesOf(object, key) {
  if (typeof object === 'string') return Buffer.from(key ? encryptStrings(object, key) : object, 'latin1');
  const data = Buffer.from(object.data, 'latin1');
  return stream(key ? encryptStrings(object.dict, key) : object.dict, key ? rc4(key, data) : data);
}

function stream(dict, data) {
  return Buffer.concat([
    Buffer.from(`<< ${dict} /Length ${data.length} >>\nstream\n`, 'latin1'),
    data,
    Buffer.from('\nendstream'),
  ]);
}

/** Literal strings become hexadecimal ones of their encrypted bytes. */
function encryptStrings(text, key) {
  return text
    .replace(/\((?:\\.|[^\\()])*\)/gs, (literal) => {
      const inner = literal.slice(1, -1).replace(/\\(n|.)/gs, (_, mark) => (mark === 'n' ? '\n' : mark));
      return `<${Buffer.from(inner, 'latin1').toString('hex')}>`;
    })
    .replace(/(?<!<)<([0-9a-f]+)>(?!>)/g, (_, hex) => `<${rc4(key, Buffer.from(hex, 'hex')).toString('hex')}>`);
}

const padding = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');
const md5 = (...parts) => createHash('md5').update(Buffer.concat(parts)).digest();
const times = (count, act, value) => (count ? times(count - 1, act, act(value, count)) : value);

/** Algorithms 2, 3 and 5 of 7.6.3, revision 3. */
function encryptionKey(password, id) {
  const padded = Buffer.concat([Buffer.from(password, 'latin1'), padding]).subarray(0, 32);
  const masks = (key, data) => {
    let bytes = data;
    for (let turn = 0; turn < 20; turn++) bytes = rc4(Buffer.from(key.map((byte) => byte ^ turn)), bytes);
    return bytes;
  };
  const owner = masks(
    times(50, (hash) => md5(hash), md5(padded)),
    padded,
  );
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const bytes = times(50, (hash) => md5(hash), md5(padded, owner, permissions, id));
  const user = Buffer.concat([masks(bytes, md5(padding, id)), Buffer.alloc(16)]);
  const dict = `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${owner.toString('hex')}> /U <${user.toString('hex')}> >>`;
  return { bytes, dict };
}

function objectKey(key, number) {
  return md5(key, Buffer.from([number & 255, (number >> 8) & 255, (number >> 16) & 255, 0, 0]));
}

function rc4(key, data) {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at);
  const swap = (a, b) => ([state[a], state[b]] = [state[b], state[a]]);
  for (let at = 0, other = 0; at < 256; at++) swap(at, (other = (other + state[at] + key[at % key.length]) & 255));
  const out = Buffer.alloc(data.length);
  for (let at = 0, a = 0, b = 0; at < data.length; at++) {
    a = (a + 1) & 255;
    b = (b + state[a]) & 255;
    swap(a, b);
    out[at] = data[at] ^ state[(state[a] + state[b]) & 255];
  }
  return out;
}
