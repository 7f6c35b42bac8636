// Figures and cards of the made-up wall: the CSV and JSON files of config/lounge as its sources would
// read them, pictures that are any pictures, and a few problems so that they can be seen.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../config/lounge/', import.meta.url));
const uploaded = new Map();

const number = (text) => (/^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : null);
function csv(text) {
  const lines = text.trim().split(/\r?\n/);
  const separator = lines[0].includes(';') ? ';' : ',';
  const names = lines[0].split(separator);
  const cells = lines.slice(1).map((line) => line.split(separator));
  const columns = names.map((name, at) => {
    const own = cells.map((row) => row[at] ?? '');
    const numbers = own.filter((cell) => number(cell) !== null).length;
    const is_number = numbers > own.length / 2;
    const lost = is_number ? own.filter((cell) => cell !== '' && number(cell) === null).length : 0;
    return { name, kind: is_number ? 'number' : 'text', unit: '', decimal: is_number ? ',' : '', values: own.filter(Boolean).length, missing: own.filter((cell) => !cell).length, lost, note: '' };
  });
  const value = cells.map((row) => Object.fromEntries(names.map((name, at) => [name, columns[at].kind === 'number' ? number(row[at] ?? '') : row[at] ?? ''])));
  const losses = columns.filter((column) => column.lost > 0).map((column) => `column "${column.name}": ${column.lost} of ${column.values} values are no numbers`);
  return { value, columns, separator, losses, lost: columns.reduce((sum, column) => sum + column.lost, 0) };
}
function view(source) {
  const base = { id: source.id, state: 'live', reason: '', period: typeof source.period === 'string' ? source.period : '', updated_ms: Date.now() - 7_200_000, age_by: 'file', format: 'json', encoding: 'utf-8', separator: '', rows: 0, lost: 0, losses: [], notes: [], columns: [], value: null };
  if (source.url) return { ...base, state: 'failed', reason: `${source.url}: status 503` };
  if (!source.file) return { ...base, state: 'waiting', reason: '' };
  const text = uploaded.get(source.file) ?? (() => { try { return readFileSync(folder + source.file, 'utf8'); } catch { return null; } })();
  if (text === null) return { ...base, state: 'failed', reason: `${source.file}: no such file` };
  if (source.file.endsWith('.json')) return { ...base, value: JSON.parse(text) };
  const read = csv(text);
  const personal = read.columns.find((column) => /^(nik|nama|alamat|telepon)$/i.test(column.name) && !source.columns?.[column.name]);
  if (personal) return { ...base, state: 'failed', reason: `column "${personal.name}" looks personal; give it a rule in "columns"`, columns: read.columns };
  return { ...base, ...read, format: 'csv', rows: read.value.length, notes: [`separator "${read.separator}" found out`] };
}
export function problems_of_rest(kind, file, text, document) {
  const found = [];
  const say = (pointer, needle, words) => { const offset = Math.max(0, text.indexOf(needle)); const before = text.slice(0, offset); found.push({ file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n'), pointer, text: words }); };
  if (kind === 'wall') document.displays.forEach((display, at) => {
    if (document.displays.some((other, place) => place < at && display.output && other.output === display.output)) say(`/displays/${at}/output`, display.output, `output "${display.output}" is already taken by another display`);
  });
  if (kind === 'data') document.sources.forEach((source, at) => {
    if (source.url !== undefined && !/^https?:\/\/[^/]+/.test(source.url)) say(`/sources/${at}/url`, `"${source.url}"`, 'an https:// or http:// address is expected');
    if (source.every_seconds !== undefined && !Number.isInteger(source.every_seconds)) say(`/sources/${at}/every_seconds`, 'every_seconds', 'a whole number from 1 to 86400 is expected');
  });
  if (kind === 'card') {
    if (!document.title && ['number', 'table', 'progress', 'chart', 'map'].includes(document.kind)) say('', '{', 'missing key "title"');
    if (document.source === 'tidak-ada') say('/source', 'tidak-ada', 'no source "tidak-ada"; did you mean "layanan"?');
    if (document.format === 'rupia') say('/format', 'rupia', 'unknown format "rupia"; did you mean "rupiah"?');
  }
  return found;
}
export const rest_routes = (wall, control, done, source_of) => [
  ['GET', 'data/*/view', ([id]) => view(source_of(id) ?? { id })],
  ['POST', 'data/preview', ([], { source }) => view(source)],
  ['POST', 'data/files', ([], bytes, { name }) => {
    const file = `data/${name}`;
    uploaded.set(file, String(bytes));
    return { file, source: { id: name.replace(/\..*$/, ''), file, csv: { decimal: ',' } } };
  }],
  ['POST', 'cards/preview.png', ([], { card }) => (card.title === 'gagal' ? { status: 422, body: { error: { code: 'invalid', message: 'cards: 1 problem' }, problems: [{ file: '', line: 1, column: 1, pointer: '/title', text: 'it cannot be drawn' }] } }
    : { bytes: readFileSync(`${folder}${card.kind === 'image' ? 'beranda.jpg' : 'anggaran.jpg'}`), type: 'image/jpeg' })],
  ['POST', 'displays/test-pattern', ([], { seconds = 600 }) => {
    control.claims = control.claims.filter((claim) => claim.kind !== 'test_pattern');
    if (seconds > 0) control.claims.push({ id: 'pattern', priority: 'operator', kind: 'test_pattern', what: '', display: '', by: 'siti', from: '', since_ms: Date.now(), until_ms: Date.now() + seconds * 1000, reason: '' });
    return done({ command: 'show_test_pattern' });
  }],
];
