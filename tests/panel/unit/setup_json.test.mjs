// Values that forms change, the smallest changes of a file, two people at the same file, and JSON as
// it is typed.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { from_panel } from './typescript.mjs';

const { applied, at, changes_between, pointer_of, path_of, pretty, rebased, with_at } = await from_panel('setup/json.ts');
const { cursor_at, offset_of, place_of, range_at, read_json } = await from_panel('setup/json_text.ts');
const lounge = fileURLToPath(new URL('../../../config/lounge/', import.meta.url));

test('pointers name what paths name', () => {
  assert.equal(pointer_of(['displays', 0, 'a/b', 'c~d']), '/displays/0/a~1b/c~0d');
  assert.deepEqual(path_of('/displays/0/a~1b/c~0d'), ['displays', '0', 'a/b', 'c~d']);
  assert.equal(at({ a: [{ b: 7 }] }, ['a', 0, 'b']), 7);
  assert.equal(at({ a: 1 }, ['toString']), undefined);
});

test('a value is changed without touching what was given', () => {
  const before = Object.freeze({ a: Object.freeze({ b: 1 }), list: Object.freeze([1, 2, 3]) });
  assert.deepEqual(with_at(before, ['a', 'c', 'd'], 2), { a: { b: 1, c: { d: 2 } }, list: [1, 2, 3] });
  assert.deepEqual(with_at(before, ['list', 1], undefined), { a: { b: 1 }, list: [1, 3] });
  assert.deepEqual(with_at(before, ['a'], undefined), { list: [1, 2, 3] });
});

const display = (id, more = {}) => ({ id, size_mm: [1210, 680], ...more });
const CHANGES = [
  ['nothing', { a: 1 }, { a: 1 }, []],
  ['a member', { a: 1, b: 2 }, { a: 3, b: 2 }, [{ op: 'replace', pointer: '/a', value: 3 }]],
  ['a new one and one less', { a: 1 }, { b: 2 }, [{ op: 'remove', pointer: '/a' }, { op: 'add', pointer: '/b', value: 2 }]],
  ['an item at the end', { l: [1] }, { l: [1, 2] }, [{ op: 'add', pointer: '/l/-', value: 2 }]],
  ['a member of a thing', { d: [display('a'), display('b')] }, { d: [display('a'), display('b', { bezel_mm: 6 })] }, [{ op: 'add', pointer: '/d/1/bezel_mm', value: 6 }]],
  ['a thing that is called differently', { d: [display('a')] }, { d: [display('z')] }, [{ op: 'replace', pointer: '/d/0/id', value: 'z' }]],
  ['a thing that moved', { d: [display('a'), display('b'), display('c')] }, { d: [display('c'), display('a'), display('b')] },
    [{ op: 'remove', pointer: '/d/2' }, { op: 'add', pointer: '/d/0', value: display('c') }]],
  ['a thing less', { d: [display('a'), display('b'), display('c')] }, { d: [display('a'), display('c')] }, [{ op: 'remove', pointer: '/d/1' }]],
];
for (const [title, before, after, changes] of CHANGES) {
  test(`changes: ${title}`, () => {
    assert.deepEqual(changes_between(before, after), changes);
    assert.deepEqual(applied(before, changes), after);
  });
}
test('changes make any order of any things', () => {
  let seed = 7;
  const random = (most) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % most; };
  const some = () => { const ids = ['a', 'b', 'c', 'd', 'e'].filter(() => random(3) > 0); for (let i = ids.length - 1; i > 0; --i) { const j = random(i + 1); [ids[i], ids[j]] = [ids[j], ids[i]]; } return { d: ids.map((id) => display(id, random(2) ? { bezel_mm: random(3) } : {})), n: [random(2), random(2)].slice(random(2)) }; };
  for (let turn = 0; turn < 400; ++turn) {
    const [before, after] = [some(), some()];
    assert.deepEqual(applied(before, changes_between(before, after)), after, JSON.stringify([before, after]));
  }
});

test('what two people changed goes together; the same place is told', () => {
  const base = { name: 'a', d: [display('x'), display('y')] };
  const mine = { name: 'a', d: [display('x', { bezel_mm: 6 }), display('y')] };
  assert.deepEqual(rebased(base, mine, { name: 'b', d: [display('x'), display('y', { rotation: 90 })] }),
    { value: { name: 'b', d: [display('x', { bezel_mm: 6 }), display('y', { rotation: 90 })] }, clashes: [] });
  assert.deepEqual(rebased(base, mine, { name: 'a', d: [display('x', { bezel_mm: 9 }), display('y')] }),
    { value: mine, clashes: ['/d/0/bezel_mm'] });
  assert.deepEqual(rebased(base, mine, { name: 'a', d: [display('y')] }).clashes, ['/d']);
});

test('what is written looks like the shipped files', () => {
  assert.equal(pretty({ version: 1, zones: [{ zone: 'Asia/Jakarta' }], empty: {} }),
    '{\n  "version": 1,\n  "zones": [{ "zone": "Asia/Jakarta" }],\n  "empty": {}\n}');
});
test('every shipped file reads as JSON.parse reads it', () => {
  for (const name of readdirSync(lounge, { recursive: true }).filter((each) => each.endsWith('.json'))) {
    const text = readFileSync(lounge + name, 'utf8');
    const read = read_json(text);
    assert.ok(read.ok, name);
    assert.deepEqual(read.value, JSON.parse(text));
    assert.deepEqual(JSON.parse(pretty(read.value)), JSON.parse(text));
    for (const [pointer, { start, end }] of read.ranges) assert.deepEqual(JSON.parse(text.slice(start, end)), at(read.value, path_of(pointer)));
  }
});

const BROKEN = [
  ['', 1, 1, 'value'], ['{"a" 1}', 1, 6, 'colon'], ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'comma'], ['{"a": 1,}', 1, 9, 'key'],
  ['[1, 2', 1, 6, 'comma'], ['{"a": tru}', 1, 7, 'value'], ['{"a": "x\n"}', 1, 7, 'string'], ['{} x', 1, 4, 'end'], ["{'a': 1}", 1, 2, 'key'],
  ['01', 1, 2, 'end'], ['['.repeat(300), 1, 202, 'end'],
];
for (const [text, line, column, expected] of BROKEN) {
  test(`no JSON: ${JSON.stringify(text.slice(0, 20))}`, () => {
    const read = read_json(text);
    assert.equal(read.ok, false);
    assert.deepEqual([read.error.line, read.error.column, read.error.expected], [line, column, expected]);
  });
}
test('lines and offsets', () => {
  const text = 'a\nbc\n\nd';
  assert.deepEqual(place_of(text, 3), { line: 2, column: 2 });
  assert.equal(offset_of(text, 2, 2), 3);
  assert.equal(offset_of(text, 2, 99), 4);
  assert.equal(offset_of(text, 99), 7);
  const read = read_json('{"a": {"b": 1}}');
  assert.deepEqual(range_at(read.ranges, '/a/c/d'), read.ranges.get('/a'));
});

// "|" is the cursor.
const CURSORS = [
  ['{|', 'key', [], '', []],
  ['{ "ti| }', 'key', [], 'ti', []],
  ['{ "kind": "|", "a": 1 }', 'value', ['kind'], '', ['kind', 'a']],
  ['{ "kind": "num|ber" }', 'value', ['kind'], 'num', ['kind']],
  ['{ "kind": "number", |\n "id": 3 }', 'key', [], '', ['kind', 'id']],
  ['{ "columns": [ { "key": "a", "al|" } ] }', 'key', ['columns', 0], 'al', ['key']],
  ['{ "columns": [ {}, { "align": | } ] }', 'value', ['columns', 1, 'align'], '', ['align']],
  ['{ "date": tr| }', 'value', ['date'], 'tr', ['date']],
  ['{ "a": 1 | }', 'none', ['a'], '', ['a']],
  ['{ "zones": [ | ] }', 'value', ['zones', 0], '', []],
  ['{ "a": { "b": 1 }, "c|": 2 }', 'key', [], 'c', ['a']],
];
for (const [marked, expecting, path, typed, keys] of CURSORS) {
  test(`cursor: ${marked}`, () => {
    const cursor = cursor_at(marked.replace('|', ''), marked.indexOf('|'));
    assert.deepEqual([cursor.expecting, cursor.path, cursor.typed, cursor.keys], [expecting, path, typed, keys]);
  });
}
