// Schemas as forms and completions, figures as tables, new sources and cards, problems at their
// fields, and that every member of the shipped schemas has a name in both languages.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { from_panel } from './typescript.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const schema_of = (name) => JSON.parse(readFileSync(`${root}config/schema/${name}.schema.json`, 'utf8'));
const { SchemaBook, fault_of, typed_number } = await from_panel('setup/schema.ts');
const { choices_at } = await from_panel('setup/complete.ts');
const { cursor_at, read_json } = await from_panel('setup/json_text.ts');
const { card_group, KINDS, new_card, takes_source, title_of } = await from_panel('setup/cards.ts');
const { cell, refused_column, shape_of, table_of } = await from_panel('setup/figures.ts');
const { fields_for, free_id, new_source, origin_of, proposed, unfit, with_rule } = await from_panel('setup/sources.ts');
const { at_field, elsewhere, lines_of, problems_under, said } = await from_panel('setup/problems.ts');
const { id } = await from_panel('setup/words_id.ts');
const { en } = await from_panel('setup/words_en.ts');

const cards = new SchemaBook(schema_of('card'));
const data = schema_of('data');
const sources = new SchemaBook({ ...data.definitions.source, definitions: data.definitions });
const number_card = { version: 1, id: 'a', kind: 'number', title: 'A' };

test('both languages say everything', () => {
  const same = (a, b, where) => {
    assert.deepEqual(Object.keys(b).sort(), Object.keys(a).sort(), where);
    for (const key of Object.keys(a)) {
      assert.equal(typeof b[key], typeof a[key], `${where}.${key}`);
      if (typeof a[key] === 'object') same(a[key], b[key], `${where}.${key}`);
      if (typeof a[key] === 'function') assert.equal(b[key].length, a[key].length, `${where}.${key}`);
    }
  };
  same(id, en, 'words');
});
test('every member that a form shows has a name', () => {
  const seen = new Set();
  const walk = (book, schema, value, scope) => book.fields(schema, value).forEach((field) => {
    if (field.kind === 'fixed' || ['$schema', 'id', 'en'].includes(field.key)) return;
    seen.add(field.key);
    assert.ok(id.fields[`${scope}.${field.key}`] ?? id.fields[field.key], `${scope}: ${field.key}`);
    for (const part of [field.schema, book.resolve(field.schema.items), ...(field.schema.anyOf ?? []).map((each) => book.resolve(each)), book.resolve(field.schema.items).anyOf?.[1] ?? {}]) {
      if (book.kind(part) === 'object' && part.properties) walk(book, part, undefined, scope);
    }
  });
  for (const kind of KINDS) walk(cards, cards.root, { kind }, 'card');
  walk(sources, sources.root, undefined, 'source');
  assert.ok(seen.has('better') && seen.has('certificate_sha256') && seen.has('least_magnitude') && seen.has('decimals'));
});

describe('schema', () => {
  const fields = Object.fromEntries(cards.fields(cards.root, number_card).map((field) => [field.key, field]));
  for (const [key, kind] of Object.entries({ kind: 'fixed', version: 'fixed', title: 'short', source: 'text', sources: 'list', format: 'short', better: 'choice' })) {
    test(`${key} is ${kind}`, () => assert.equal(fields[key].kind, kind));
  }
  test('what stands for what', () => {
    assert.equal(cards.short_key(fields.title.schema), 'id');
    assert.equal(cards.short_key(fields.format.schema), 'style');
    const zones = cards.fields(cards.root, { kind: 'clock' }).find((field) => field.key === 'zones');
    assert.equal(cards.short_key(cards.resolve(zones.schema.items)), 'zone');
    const of = Object.fromEntries(sources.fields(sources.root).map((field) => [field.key, field.kind]));
    assert.deepEqual([of.period, of.updated, of.columns, of.csv, of.allow_private, of.every_seconds], ['either', 'either', 'map', 'object', 'yes_no', 'integer']);
  });
  test('only the members of the kind', () => {
    assert.ok(!cards.fields(cards.root, { kind: 'qr' }).some((field) => field.key === 'source'));
    assert.deepEqual(cards.fields(cards.root, { kind: 'no such' }).map((field) => field.key), ['kind']);
  });
  for (const [schema, value, required, code] of [
    [{ type: 'integer', minimum: 1, maximum: 20 }, 0, false, 'least'], [{ type: 'integer', maximum: 20 }, 21, false, 'most'], [{ type: 'integer' }, 1.5, false, 'whole'], [{ type: 'number' }, 'x', false, 'number'],
    [{ type: 'string', pattern: '^a' }, 'b', false, 'pattern'], [{ type: 'string' }, '', true, 'required'], [{ type: 'string' }, undefined, false, undefined], [{ type: 'string', pattern: '^a' }, 'ab', true, undefined]]) {
    test(`fault of ${JSON.stringify(value)}: ${code}`, () => assert.equal(fault_of(schema, value, required)?.code, code));
  }
  test('numbers as people type them', () => {
    assert.deepEqual(['1,5', ' 2 ', '-0.25', '', 'x', '1.2.3', '7.'].map(typed_number), [1.5, 2, -0.25, undefined, null, null, 7]);
  });
});

// "|" is the cursor.
const COMPLETE = [
  [cards, '{ "kind": "number", "bet|" }', ['better']],
  [cards, '{ "kind": "number", "better": "|" }', ['higher', 'lower']],
  [cards, '{ "kind": "qr", "|" }', ['content', 'id', 'version', '$schema', 'title', 'subtitle', 'note', 'caption']],
  [cards, '{ "kind": "|" }', [...KINDS]],
  [cards, '{ "kind": "table", "columns": [ { "al|" } ] }', ['align']],
  [cards, '{ "kind": "number", "format": { "st|" } }', ['style']],
  [cards, '{ "kind": "number", "source": "ap|" }', ['apbd-opd', 'apbd-bulanan']],
  [cards, '{ "kind": "clock", "date": | }', ['true', 'false']],
  [sources, '{ "csv": { "dec|" } }', ['decimal']],
  [sources, '{ "columns": { "nama": "|" } }', ['drop', 'mask', 'initials', 'number', 'date', 'text']],
];
for (const [book, marked, labels] of COMPLETE) {
  test(`completes ${marked}`, () => {
    const cursor = cursor_at(marked.replace('|', ''), marked.indexOf('|'));
    assert.deepEqual(choices_at(book, cursor, { source: ['apbd-opd', 'apbd-bulanan', 'berita'] }).map((choice) => choice.label).sort(), [...labels].sort());
  });
}
test('a completed key brings its value, and keeps a colon that is there', () => {
  const insert = (marked) => choices_at(cards, cursor_at(marked.replace('|', ''), marked.indexOf('|')))[0].insert;
  assert.equal(insert('{ "kind": "number", "ti|" }'), '"title": ""');
  assert.equal(insert('{ "kind": "number", "ti|": "x" }'), '"title"');
  assert.equal(insert('{ "kind": "table", "ro|" }'), '"rows": 20');
});

describe('figures', () => {
  const column = (name, kind) => ({ name, kind, unit: '', decimal: '', values: 2, missing: 0, lost: 0, note: '' });
  const view = (value, columns = []) => ({ id: 'a', value, columns, losses: [], notes: [] });
  test('rows, wherever they are', () => {
    assert.deepEqual(table_of([{ opd: 'A', pagu: 1 }, { opd: 'B', sisa: 2 }]), { names: ['opd', 'pagu', 'sisa'], rows: [['A', 1, null], ['B', null, 2]], more: 0, where: '' });
    assert.deepEqual(table_of({ meta: { periode: 'x' }, data: { baris: [{ a: 1 }] } }), { names: ['a'], rows: [[1]], more: 0, where: '/data/baris' });
    assert.deepEqual(table_of(['a', 'b', 'c'], 2), { names: [''], rows: [['a'], ['b']], more: 1, where: '' });
    assert.deepEqual(table_of({ total: 3 }).rows, [['total', 3]]);
    assert.deepEqual(table_of(null), { names: [], rows: [], more: 0, where: '' });
  });
  test('cells as people read them', () => {
    assert.deepEqual([1234567.5, null, true, 'a', { b: 1 }].map((value) => cell(value, 'id-ID')), ['1.234.567,5', '–', '✓', 'a', '{"b":1}']);
  });
  test('what a card can show', () => {
    assert.deepEqual(shape_of(view([{ opd: 'A', pagu: 1, kode: '01' }], [column('opd', 'text'), column('pagu', 'number'), column('kode', 'code')])), { numbers: ['pagu'], texts: ['opd', 'kode'] });
    assert.deepEqual(shape_of(null), { numbers: [], texts: [] });
  });
});

describe('sources', () => {
  test('ids that are free and plain', () => {
    assert.equal(free_id('APBD per Dinas (2026)', [], 'x'), 'apbd-per-dinas-2026');
    assert.equal(free_id('apbd', ['apbd', 'apbd-2'], 'x'), 'apbd-3');
    assert.equal(free_id('…', [], 'data'), 'data');
  });
  test('a file that was put in', () => {
    assert.deepEqual(proposed({ id: 'apbd', csv: { decimal: ',' } }, 'data/apbd.csv', ['apbd']), { id: 'apbd-2', csv: { decimal: ',' }, file: 'data/apbd.csv' });
    assert.equal(proposed({ id: 'Bantuan Sosial' }, 'data/x.csv', []).id, 'bantuan-sosial');
    assert.equal(proposed(null, 'data/Harga Pangan.xlsx', []).id, 'harga-pangan');
  });
  for (const [name, bytes, why] of [['a.csv', 10, ''], ['a.XLSX', 10, ''], ['a.xls', 10, 'old_excel'], ['a.pdf', 10, 'kind'], ['a', 10, 'kind'], ['a.csv', 0, 'empty'], ['a.csv', 17 * 1024 * 1024, 'large']]) {
    test(`${name} of ${bytes} bytes: ${why || 'fits'}`, () => assert.equal(unfit(name, bytes), why));
  }
  test('a form shows what the kind has', () => {
    const keys = (source, group) => fields_for(sources.fields(sources.root, source), source)[group].map((field) => field.key);
    assert.deepEqual(keys(new_source('file', []), 'origin').slice(0, 2), ['file', 'every_seconds']);
    assert.deepEqual(keys(new_source('url', []), 'origin').slice(0, 4), ['url', 'login', 'auth', 'allow_private']);
    assert.deepEqual(keys(new_source('sqlite', []), 'reading'), ['rows']);
    assert.deepEqual(keys({ id: 'a', file: 'a.csv', auth: 'basic' }, 'origin').includes('auth'), true); // wrong, so it is seen
    assert.equal(origin_of({ id: 'a', mqtt: {} }), 'mqtt');
  });
  test('rules of columns', () => {
    assert.deepEqual(with_rule({ id: 'a' }, 'nama', 'initials'), { id: 'a', columns: { nama: 'initials' } });
    assert.deepEqual(with_rule({ id: 'a', columns: { nama: 'initials' } }, 'nama', ''), { id: 'a' });
  });
});

describe('cards', () => {
  const shape = { numbers: ['pagu', 'realisasi akhir'], texts: ['opd'] };
  for (const kind of KINDS) {
    test(`a new ${kind} has what it must have`, () => {
      const card = new_card(kind, 'baru', 'Judul', 'apbd', shape);
      const schema = cards.chosen(cards.root, card);
      for (const key of schema.required) assert.ok(key in card, key);
      for (const key of Object.keys(card)) assert.ok(key in schema.properties, key);
    });
  }
  test('it begins with the figures', () => {
    assert.equal(new_card('number', 'a', '', 'apbd', shape).data, "{ 'value': $sum(pagu), 'target': $sum(`realisasi akhir`) }");
    assert.equal(new_card('progress', 'a', '', 'apbd', shape).data, "$.{ 'label': opd, 'value': pagu, 'target': `realisasi akhir` }");
    assert.equal(new_card('number', 'a', '', '', { numbers: [], texts: [] }).data, undefined);
    assert.equal(new_card('small_multiples', 'a', '', 'apbd', shape).data, "$each(${ opd: [pagu] }, function($series, $label) { { 'label': $label, 'series': $series } })");
    assert.equal(new_card('comparison', 'a', '', 'apbd', shape).data, "{ 'value': $sum(pagu), 'reference': $sum(`realisasi akhir`) }");
    assert.equal(new_card('comparison', 'a', '', 'apbd', { numbers: [], texts: [] }).data, undefined);
    assert.equal(new_card('queue', 'a', '', 'antrean', { numbers: [], texts: [] }).source, 'antrean');
    assert.equal(takes_source('story'), false);
  });
  test('every shipped card is called something and has its kind', () => {
    for (const name of readdirSync(`${root}config/lounge/cards`)) {
      const card = JSON.parse(readFileSync(`${root}config/lounge/cards/${name}`, 'utf8'));
      assert.ok(title_of(card, 'id', 'x').length > 0);
      const keys = cards.fields(cards.root, card).map((field) => field.key);
      for (const key of Object.keys(card)) assert.ok(keys.includes(key), `${name}: ${key}`);
    }
    assert.deepEqual(['title', 'data', 'format'].map(card_group), ['about', 'figures', 'look']);
  });
});

test('problems stand at their fields and lines', () => {
  const problem = (file, pointer, text, line = 3) => ({ file, line, column: 5, pointer, text, text_id: text.replace('no address', 'tanpa alamat') });
  const all = [problem('data.json', '/sources/1/url', 'data.json:3:5 /sources/1/url: no address'), problem('data.json', '/sources/10/url', 'other'), problem('cards/a.json', '/source', 'no source "x"')];
  const mine = problems_under(all, 'data.json', '/sources/1');
  assert.deepEqual(mine.map((each) => each.pointer), ['/url']);
  assert.equal(said(mine[0], 'en'), 'no address');
  assert.equal(said(mine[0], 'id'), 'tanpa alamat');
  assert.equal(said({ ...mine[0], text_id: '' }, 'id'), 'no address');
  assert.deepEqual(at_field(mine, '/url').length, 1);
  assert.deepEqual(elsewhere(all, 'data.json', '/sources/1').map((each) => each.text), ['other', 'no source "x"']);
  const text = '{\n  "id": "a",\n  "url": "x"\n}';
  assert.deepEqual(lines_of(mine, text, read_json(text).ranges, 'en'), [{ line: 3, column: 10, text: 'no address' }]);
  assert.deepEqual(lines_of(mine, text, null, 'id'), [{ line: 3, column: 5, text: 'tanpa alamat' }]);
});

test('a column that was refused for the public can be given its rule', () => {
  assert.equal(refused_column('refused for the public: column "nama ibu" may hold personal data and has no rule; add it to "columns" as "drop"'), 'nama ibu');
  assert.equal(refused_column('refused for the public: the value holds what looks like an address'), '');
  assert.equal(refused_column('file: not found'), '');
  // These are the words of engine/data.
  assert.match(readFileSync(`${root}engine/data/policy.cpp`, 'utf8'), /"refused for the public: \{\} \{\} and has no rule;/);
});
