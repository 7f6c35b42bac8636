// Differences, faults of the wall as values, and that every pair of word files says the same.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { from_panel } from './typescript.mjs';

const { counted, difference, offset_of, unified_lines } = await from_panel('files/difference.ts');
const { fault_of, file_of, place_of, setup, step } = await from_panel('setup.ts');

const text_of = (lines) => lines.map((line) => line.sign + line.text);
test('a difference has signs, numbers and three lines around', () => {
  const old_text = Array.from({ length: 20 }, (_, at) => `line ${at + 1}`).join('\n') + '\n';
  const lines = difference(old_text, old_text.replace('line 10\n', 'ten\nand more\n'));
  assert.deepEqual(text_of(lines), ['@', ' line 7', ' line 8', ' line 9', '-line 10', '+ten', '+and more', ' line 11', ' line 12', ' line 13']);
  assert.deepEqual(lines.filter((line) => line.sign !== '@').map((line) => [line.before, line.after]), [[7, 7], [8, 8], [9, 9], [10, 0], [0, 10], [0, 11], [11, 12], [12, 13], [13, 14]]);
  assert.deepEqual(counted(lines), { added: 2, removed: 1 });
  assert.deepEqual([difference('a\n', 'a\n'), difference('', '')], [[], []]);
  assert.deepEqual(text_of(difference('', 'a\nb\n')), ['+a', '+b']);
});
// Whatever two texts are: the old lines are those without "+", the new ones those without "-".
test('a difference turns one text into the other', () => {
  let seed = 7;
  const random = (most) => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return seed % most; };
  for (let round = 0; round < 200; ++round) {
    const make = () => Array.from({ length: random(14) }, () => 'abcd'[random(4)]);
    const [a, b] = [make(), make()];
    const wide = difference(a.join('\n'), b.join('\n')).filter((line) => line.sign !== '@');
    // With few lines everything that changed stands within the lines around it, except what is equal at both ends.
    const before = wide.filter((line) => line.sign !== '+');
    const after = wide.filter((line) => line.sign !== '-');
    for (const line of before) assert.equal(a[line.before - 1], line.text);
    for (const line of after) assert.equal(b[line.after - 1], line.text);
    const kept_a = a.filter((_, at) => !before.some((line) => line.sign === '-' && line.before === at + 1));
    const kept_b = b.filter((_, at) => !after.some((line) => line.sign === '+' && line.after === at + 1));
    assert.deepEqual(kept_a, kept_b, `${a} -> ${b}`);
  }
});
test('large texts without anything in common end soon', () => {
  const side = (letter) => Array.from({ length: 6000 }, (_, at) => `${letter}${at}`).join('\n');
  const begun = performance.now();
  assert.deepEqual(counted(difference(side('a'), side('b'))), { added: 6000, removed: 6000 });
  assert.ok(performance.now() - begun < 5000);
});
test('unified differences are read', () => {
  const lines = unified_lines('--- a\n+++ b\n@@ -3,2 +3,3 @@\n same\n-old\n+new\n+-- x\n\\ No newline at end of file\n');
  assert.deepEqual(text_of(lines), ['@@@ -3,2 +3,3 @@', ' same', '-old', '+new', '+-- x']);
  assert.deepEqual(lines.slice(1).map((line) => [line.before, line.after]), [[3, 3], [4, 0], [0, 4], [0, 5]]);
  assert.deepEqual(unified_lines(''), []);
});
test('places in texts', () => {
  assert.deepEqual([offset_of('ab\ncd\n', 2, 2), offset_of('ab\ncd\n', 1), offset_of('ab', 9, 9), offset_of('', 1)], [4, 0, 2, 0]);
  assert.deepEqual([place_of({ file: 'layouts/a.json', line: 7, column: 13 }), place_of({ file: 'a', line: 7, column: 0 }), place_of({ file: 'a', line: 0, column: 3 })], ['layouts/a.json:7:13', 'a:7', 'a']);
  assert.equal(step('a/b~c'), 'a~1b~0c');
});

test('faults are values with all that was said', () => {
  assert.deepEqual(fault_of(409, '{"error":{"code":"conflict","message":"m"},"current":{"revision":"r","text":"t"}}'), { status: 409, code: 'conflict', message: 'm', current: { revision: 'r', text: 't' } });
  assert.deepEqual(fault_of(422, '{"error":{"code":"invalid","message":"m"},"problems":[{"file":"a","line":1,"text":"x"}]}').problems, [{ file: 'a', line: 1, column: 0, pointer: '', text: 'x', text_id: 'x' }]);
  assert.deepEqual(fault_of(502, '<html>'), { status: 502, code: '', message: '' });
  assert.deepEqual(fault_of(409, '{"error":null,"current":{"revision":"r"}}'), { status: 409, code: '', message: '' });
});
test('asks as the contract says, and nothing is thrown', async () => {
  const asked = [];
  const real = globalThis.fetch;
  let reply = () => new Response('{"files":[{"file":"kamera.json","kind":"cameras"}],"problems":[]}');
  globalThis.fetch = async (url, options) => { asked.push([options.method, url, options.body]); return reply(); };
  try {
    assert.deepEqual((await file_of('cameras')).value, { file: 'kamera.json', kind: 'cameras' });
    assert.equal((await file_of('data')).fault.status, 404);
    await setup.file('layouts/a b.json');
    await setup.save([{ file: 'a', revision: '1', changes: [{ op: 'remove', pointer: '/x' }] }]);
    await setup.import_csv('id,name\n');
    reply = () => { throw new TypeError('no network'); };
    assert.deepEqual(await setup.vendors(), { ok: false, fault: { status: 0, code: 'no_answer', message: '' } });
    reply = () => new Response('not json');
    assert.equal((await setup.vendors()).ok, false);
  } finally { globalThis.fetch = real; }
  assert.deepEqual(asked.slice(2, 5), [['GET', '/api/v1/config/file?file=layouts%2Fa%20b.json', undefined],
    ['POST', '/api/v1/config/save', '{"changes":[{"file":"a","revision":"1","changes":[{"op":"remove","pointer":"/x"}]}]}'], ['POST', '/api/v1/cameras/import', 'id,name\n']]);
});

const lib = fileURLToPath(new URL('../../../engine/control/panel/src/lib/', import.meta.url));
const pairs = readdirSync(lib).filter((name) => /^words_.+_id\.ts$/.test(name)).map((name) => name.replace(/_id\.ts$/, ''));
for (const pair of pairs) {
  test(`${pair}: both languages say the same things`, async () => {
    const [id, en] = (await Promise.all([from_panel(`${pair}_id.ts`), from_panel(`${pair}_en.ts`)])).map((module) => Object.values(module)[0]);
    const walk = (a, b, path) => {
      assert.deepEqual(Object.keys(b).sort(), Object.keys(a).sort(), path);
      for (const key of Object.keys(a)) {
        assert.equal(typeof b[key], typeof a[key], `${path}.${key}`);
        if (typeof a[key] === 'object') walk(a[key], b[key], `${path}.${key}`);
        if (typeof a[key] === 'string') assert.ok(a[key] !== '' && b[key] !== '', `${path}.${key}`);
      }
    };
    walk(id, en, pair);
  });
}
