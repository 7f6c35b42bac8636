// Where a camera or a card goes that is brought to a layout.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { from_panel } from './typescript.mjs';

const { content_brought, find_place, put_on } = await from_panel('editor/bring.ts');
const { edited } = await from_panel('editor/json_edit.ts');
const { layout_in } = await from_panel('editor/layout_doc.ts');
const { place } = await from_panel('editor/placement.ts');
const { plan_of } = await from_panel('editor/wall_plan.ts');

const plan = plan_of([], { displays: [
  { id: 'kiri', size: [1920, 1080], size_mm: [1210, 680] }, { id: 'kanan', size: [1920, 1080], size_mm: [1210, 680], audience: 'staff' }] });
const groups = new Map([['pasar', ['satu', 'dua']]]);
const BARU = { kind: 'card', card: 'baru', text: '' };
// How it was found, and the layout that comes of it.
function brought(displays, content = BARU, more = {}, audience = undefined) {
  const root = { version: 1, id: 'a', displays, ...more };
  const doc = layout_in(root);
  const found = find_place(root, doc, plan, place(doc, plan, groups), content, audience);
  return { found, after: JSON.parse(edited(JSON.stringify(root), found.changes ?? [])) };
}
const camera = (id) => ({ camera: id });

test('the address says what is brought, and nothing else is', () => {
  assert.deepEqual(content_brought(['taruh', 'kartu', 'apbd']), { kind: 'card', card: 'apbd', text: '' });
  assert.deepEqual(content_brought(['taruh', 'kamera', 'rsud-lobi']), { kind: 'camera', camera: 'rsud-lobi' });
  for (const parts of [[], ['taruh'], ['taruh', 'kartu'], ['taruh', 'kartu', ''], ['taruh', 'toString', 'x'], ['buang', 'kartu', 'x']]) assert.equal(content_brought(parts), null);
});

test('the largest free place, and of its like the first', () => {
  const { found, after } = brought({ kiri: { grid: '2x2', tiles: [camera('a')] }, kanan: { grid: '2x1', tiles: [camera('b')] } });
  assert.deepEqual([found.how, found.tile, found.display], ['put', 'kanan/1', 'kanan']);
  assert.deepEqual(after.displays.kanan.tiles, [camera('b'), { card: 'baru' }]);
  assert.equal(brought({ kiri: { grid: '2x2', tiles: [camera('a')] }, kanan: { grid: '2x2', tiles: [camera('b')] } }).found.tile, 'kiri/1');
});

test('a display that the layout leaves out is free', () => {
  const { found, after } = brought({ kiri: { grid: '1x1', tiles: [camera('a')] } });
  assert.deepEqual([found.tile, after.displays.kanan.tiles], ['kanan/0', [{ card: 'baru' }]]);
});

test('a hole between tiles is filled, and no other tile moves', () => {
  // Wide tiles leave a cell at the end of each row; behind them all a new one would take the lower.
  const [a, b] = ['a', 'b'].map((id) => ({ ...camera(id), columns: 2 }));
  const full = { grid: '1x1', tiles: [camera('c')] };
  const { found, after } = brought({ kiri: { grid: '3x2', tiles: [a, b] }, kanan: full });
  assert.equal(found.tile, 'kiri/1');
  assert.deepEqual(after.displays.kiri.tiles, [a, { card: 'baru' }, b]);
  // Where no order gives it the cell, it stands there free.
  const over = { ...camera('b'), rect: [0.25, 0, 0.25, 1] };
  assert.deepEqual(brought({ kiri: { grid: '4x1', tiles: [camera('a'), over] }, kanan: full }).after.displays.kiri.tiles[2], { rect: [0.5, 0, 0.25, 1], card: 'baru' });
});

test('what stands over a cell, free or over several displays, leaves it no place', () => {
  const full = { grid: '1x1', tiles: [camera('c')] };
  assert.equal(brought({ kiri: { grid: '2x1', tiles: [camera('a'), { ...camera('b'), rect: [0.5, 0, 0.5, 1] }] }, kanan: full }).found.how, 'full');
  assert.equal(brought({ kiri: { grid: '1x1' }, kanan: full }, BARU, { wall: { tiles: [{ span: ['kiri'], ...camera('b') }] } }).found.how, 'full');
});

test('a tile without content comes first; what stands there already is only shown', () => {
  const { found, after } = brought({ kiri: { grid: '2x1', tiles: [{ fit: 'cover' }] } });
  assert.deepEqual([found.tile, after.displays.kiri.tiles], ['kiri/0', [{ card: 'baru', fit: 'cover' }]]);
  const there = brought({ kiri: { grid: '2x1', tiles: [camera('a'), { card: 'baru' }] } }).found;
  assert.deepEqual([there.how, there.tile, there.changes], ['there', 'kiri/1', []]);
});

test('a camera that is not for everybody goes where its audience looks', () => {
  const free = { kiri: { grid: '1x1' }, kanan: { grid: '2x2' } };
  assert.equal(brought(free, { kind: 'camera', camera: 'x' }).found.tile, 'kiri/0');
  assert.equal(brought(free, { kind: 'camera', camera: 'x' }, {}, 'staff').found.tile, 'kanan/0');
  assert.equal(brought(free, { kind: 'camera', camera: 'x' }, {}, 'restricted').found.how, 'full');
});

test('where all is full, the chosen tile is taken; of a group its cell', () => {
  const root = { displays: { kiri: { grid: '2x1', tiles: [{ ...camera('a'), z: 2 }], fill: { group: 'pasar' } }, kanan: { grid: '1x1', tiles: [camera('c')] } } };
  const doc = layout_in(root);
  const placement = place(doc, plan, groups);
  assert.equal(find_place(root, doc, plan, placement, BARU).how, 'full');
  const on = (id) => JSON.parse(edited(JSON.stringify(root), put_on(root, doc, plan, placement.placed.find((tile) => tile.id === id), BARU).changes)).displays.kiri.tiles;
  assert.deepEqual(on('kiri/0'), [{ card: 'baru', z: 2 }]);
  assert.deepEqual(on('kiri/fill/0'), [{ ...camera('a'), z: 2 }, { card: 'baru' }]);
});
