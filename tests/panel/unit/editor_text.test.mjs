import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { from_panel } from './typescript.mjs';

const { parsed, path_of, node_at } = await from_panel('editor/json_tree.ts');
const { edited, written } = await from_panel('editor/json_edit.ts');
const { begun, changed, can_redo, can_undo, MOST_STATES, redone, text_of, undone } = await from_panel('editor/history.ts');
const { draft_of, drafts, drop_draft, keep_draft } = await from_panel('editor/drafts.ts');
const { side_by_side } = await from_panel('editor/lines.ts');
const { copied, id_for, layout_text, PRESETS } = await from_panel('editor/templates.ts');
const { layout_in } = await from_panel('editor/layout_doc.ts');

const folder = fileURLToPath(new URL('../../../config/lounge/layouts/', import.meta.url));
const examples = readdirSync(folder).map((name) => readFileSync(folder + name, 'utf8'));

test('reads what JSON.parse reads', () => {
  for (const text of [...examples, '[]', ' {"a":[1,-2.5e3,"\\u00e9\\n",true,null,{}]}\n', '{"__proto__":1,"constructor":[]}']) {
    const tree = parsed(text);
    assert.ok(tree.ok, text);
    assert.deepEqual(tree.root.value, JSON.parse(text));
  }
});

const BROKEN = [
  ['', 'end', 1, 1], ['{', 'end', 1, 2], ['{\n  "a" 1 }', 'colon', 2, 7], ['{"a":1 "b":2}', 'comma', 1, 8], ['{"a":1,}', 'key', 1, 8],
  ['[1,\n2,]', 'value', 2, 3], ['{"a":"x\ny"}', 'string', 1, 6], ['{"a":1,\n "a":2}', 'twice', 2, 2], ['{} x', 'more', 1, 4], ['[01]', 'comma', 1, 3],
  ["{'a':1}", 'key', 1, 2], ['[1,2', 'end', 1, 5], [`${'['.repeat(70)}`, 'deep', 1, 66],
];
for (const [text, fault, line, column] of BROKEN) {
  test(`says where ${JSON.stringify(text).slice(0, 20)} is broken`, () => {
    const { ok, broken } = parsed(text);
    assert.equal(ok, false);
    assert.deepEqual([broken.fault, broken.line, broken.column], [fault, line, column]);
  });
}

test('finds a pointer', () => {
  const { root } = parsed('{"displays":{"a/b":{"tiles":[{"camera":"x"}]}}}');
  assert.deepEqual(path_of(root, '/displays/a~1b/tiles/0/camera'), ['displays', 'a/b', 'tiles', 0, 'camera']);
  assert.deepEqual(path_of(root, '/displays/a~1b/tiles/7'), ['displays', 'a/b', 'tiles']);
  assert.equal(node_at(root, ['displays', 'a/b', 'tiles', 0, 'camera']).value, 'x');
});

const TEXT = `{
  "version": 1,
  "displays": {
    "kiri": { "grid": "2x2", "tiles": [
        {"card": "jam"},
        {"camera":"a",   "z": 1} ] },
    "kanan": {}
  }
}
`;
const EDITS = [
  ['replaces a value and nothing else', [{ path: ['displays', 'kiri', 'grid'], value: '3x2' }], (t) => t.replace('2x2', '3x2')],
  ['adds a key beside its neighbours', [{ path: ['displays', 'kiri', 'tiles', 1, 'rect'], value: [0, 0.5, 1, 0.5] }], (t) => t.replace('"z": 1}', '"z": 1, "rect": [0, 0.5, 1, 0.5]}')],
  ['appends to a list as its lines stand', [{ path: ['displays', 'kiri', 'tiles', '-'], value: { camera: 'b' } }], (t) => t.replace('"z": 1} ]', '"z": 1},\n        { "camera": "b" } ]')],
  ['inserts before', [{ path: ['displays', 'kiri', 'tiles', 0], value: { camera: 'b' }, insert: true }], (t) => t.replace('{"card"', '{ "camera": "b" },\n        {"card"')],
  ['removes the first', [{ path: ['displays', 'kiri', 'tiles', 0], value: undefined }], (t) => t.replace('{"card": "jam"},\n        ', '')],
  ['removes the last', [{ path: ['displays', 'kiri', 'tiles', 1], value: undefined }], (t) => t.replace(',\n        {"camera":"a",   "z": 1}', '')],
  ['removes a key', [{ path: ['displays', 'kiri', 'tiles', 1, 'z'], value: undefined }], (t) => t.replace(',   "z": 1', '')],
  ['removes what is not there', [{ path: ['displays', 'kiri', 'tiles', 1, 'rows'], value: undefined }], (t) => t],
  ['fills an empty object', [{ path: ['displays', 'kanan', 'gap'], value: 8 }], (t) => t.replace('"kanan": {}', '"kanan": {\n      "gap": 8\n    }')],
  ['makes parents that are missing', [{ path: ['wall', 'tiles', '-'], value: { camera: 'b' } }], (t) => t.replace('  }\n}\n', '  },\n  "wall": { "tiles": [{ "camera": "b" }] }\n}\n')],
  ['goes in order', [{ path: ['version'], value: 2 }, { path: ['version'], value: 3 }], (t) => t.replace('"version": 1', '"version": 3')],
];
for (const [name, changes, expected] of EDITS) {
  test(name, () => {
    const now = edited(TEXT, changes);
    assert.equal(now, expected(TEXT));
    JSON.parse(now);
  });
}

test('long values take lines of their own', () => {
  assert.equal(written([1, 2], '', '  '), '[1, 2]');
  const long = Array.from({ length: 40 }, (_, at) => `kamera-${at}`);
  const text = written({ cameras: long }, '  ', '  ');
  assert.ok(text.startsWith('{\n    "cameras": [\n      "kamera-0",'));
  assert.deepEqual(JSON.parse(text), { cameras: long });
});

test('undoes and does again; a new change forgets what was undone', () => {
  let history = begun('a');
  history = changed(history, 'b', '', 1);
  history = changed(history, 'c', '', 2);
  assert.equal(text_of(undone(history)), 'b');
  assert.equal(text_of(redone(undone(history))), 'c');
  assert.equal(text_of(undone(undone(undone(history)))), 'a');
  history = changed(undone(history), 'd', '', 3);
  assert.equal(can_redo(history), false);
  assert.equal(text_of(undone(history)), 'b');
  assert.equal(changed(history, 'd', '', 4), history);
});

test('keys that follow each other are one step', () => {
  let history = changed(begun('a'), 'b', 'move 1', 1000);
  history = changed(history, 'c', 'move 1', 1500);
  assert.equal(text_of(undone(history)), 'a');
  history = changed(history, 'd', 'move 1', 2400);
  history = changed(history, 'e', 'move 2', 2500);
  assert.equal(text_of(undone(history)), 'd');
  assert.equal(text_of(undone(undone(history))), 'c');
});

test('keeps at most 200 states and 4 million characters', () => {
  let history = begun('0');
  for (let at = 1; at <= 500; ++at) history = changed(history, String(at), '', at);
  assert.equal(history.states.length, MOST_STATES);
  assert.equal(text_of(history), '500');
  let wide = begun('');
  for (let at = 1; at <= 30; ++at) wide = changed(wide, String(at).padEnd(1_000_000), '', at);
  assert.ok(wide.states.length <= 4);
  assert.ok(can_undo(wide));
});

function store() {
  const map = new Map();
  return { map, get length() { return map.size; }, key: (at) => [...map.keys()][at] ?? null, getItem: (key) => map.get(key) ?? null, setItem: (key, value) => { map.set(key, value); }, removeItem: (key) => { map.delete(key); } };
}

test('keeps one draft for each file, twenty at most, none that is huge', () => {
  const kept = store();
  kept.setItem('pendopo.language', 'id');
  for (let at = 0; at < 30; ++at) assert.ok(keep_draft(kept, { file: `layouts/${at}.json`, text: 'x', revision: 'r', at }));
  assert.equal(drafts(kept).length, 20);
  assert.deepEqual(draft_of(kept, 'layouts/29.json'), { file: 'layouts/29.json', text: 'x', revision: 'r', at: 29 });
  assert.equal(draft_of(kept, 'layouts/0.json'), null);
  assert.equal(keep_draft(kept, { file: 'a', text: 'x'.repeat(300_000), revision: '', at: 1 }), false);
  drop_draft(kept, 'layouts/29.json');
  assert.equal(draft_of(kept, 'layouts/29.json'), null);
  assert.equal(kept.getItem('pendopo.language'), 'id');
});
test('a store that is full or broken loses drafts only', () => {
  const full = { ...store(), setItem() { throw new Error('full'); } };
  assert.equal(keep_draft(full, { file: 'a', text: 'x', revision: '', at: 1 }), false);
  const odd = store();
  odd.setItem('pendopo.draft.a', '{"text":1}');
  odd.setItem('pendopo.draft.b', 'no JSON');
  assert.deepEqual(drafts(odd), []);
});

test('two texts side by side', () => {
  assert.deepEqual(side_by_side('a\nb\nc\n', 'a\nx\nc\nd\n'), [
    { mine: 'a', theirs: 'a', same: true }, { mine: 'b', theirs: 'x', same: false }, { mine: 'c', theirs: 'c', same: true }, { mine: null, theirs: 'd', same: false }]);
  assert.equal(side_by_side('x\n'.repeat(3000), 'y\n'.repeat(10)).length, 3000);
});

test('presets are layouts', () => {
  for (const preset of PRESETS) {
    const text = layout_text({ id: 'baru', name: 'Baru "1"', preset, displays: ['kiri', 'kanan'], groups: ['pasar'], camera: 'alun-alun' });
    const layout = layout_in(JSON.parse(text));
    assert.deepEqual([layout.id, layout.name, layout.displays.length], ['baru', 'Baru "1"', 2], preset);
  }
  assert.match(layout_text({ id: 'a', name: 'A', preset: 'groups', displays: ['kiri'], groups: ['pasar'], camera: '' }), /"kiri": \{ "grid": "2x2", "gap": 8, "fill": \{ "group": "pasar" \} \}/);
});
test('a copy has its own id and name', () => {
  const copy = copied(examples[0], 'lain', 'Lain');
  assert.deepEqual({ ...JSON.parse(copy), id: '', name: '' }, { ...JSON.parse(examples[0]), id: '', name: '' });
  assert.equal(JSON.parse(copy).id, 'lain');
});
test('ids from names', () => {
  for (const [name, taken, id] of [['Pasar & Toko 2', [], 'pasar-toko-2'], ['Café', [], 'cafe'], ['日本', [], 'tata-letak'], ['Pasar', ['pasar', 'pasar-2'], 'pasar-3'], ['x'.repeat(90), [], 'x'.repeat(58)]]) {
    assert.equal(id_for(name, taken), id);
  }
});
