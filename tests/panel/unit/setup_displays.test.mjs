// Displays as they hang: places as the wall computes them (layouts/wall_geometry), sizes by the
// diagonal, order, free places, and when a change counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { from_panel } from './typescript.mjs';

const d = await from_panel('setup/displays.ts');
const display = (id, more = {}) => ({ id, size_mm: [1210, 680], bezel_mm: 6, ...more });
const row = [display('a'), display('b'), display('c', { size_mm: [680, 1210], rotation: 90 })];

test('without positions frames touch, left to right', () => {
  assert.deepEqual(d.boxes(row).map((box) => box.x), [0, 1222, 2444]);
  assert.deepEqual(d.around(d.boxes(row)), { x: 0, y: 0, width: 3124, height: 1210 });
  assert.deepEqual(d.boxes([{ id: 'x' }]), [{ x: 0, y: 0, width: 1210, height: 680 }]);
});
test('sizes by the diagonal, as the display hangs', () => {
  assert.equal(d.inches_of([1210, 680]), 54.6);
  assert.deepEqual(d.size_by_inches(55, d.facts({ id: 'a' })), [1218, 685]);
  assert.deepEqual(d.size_by_inches(55, d.facts({ id: 'a', rotation: 270 })), [685, 1218]);
  assert.equal(d.is_squeezed(d.facts(row[0])), false);
  assert.equal(d.is_squeezed(d.facts(display('a', { size_mm: [1000, 1000] }))), true);
});
test('the picture turns with the display', () => {
  assert.deepEqual(d.with_turn(row[0], 90), { id: 'a', size_mm: [680, 1210], bezel_mm: 6, rotation: 90 });
  assert.deepEqual(d.with_turn(row[2], 270).size_mm, [680, 1210]);
  assert.deepEqual(d.with_turn(row[2], 0), { id: 'c', size_mm: [1210, 680], bezel_mm: 6 });
});
test('what is so anyway is not written', () => {
  assert.deepEqual(d.with_member({ id: 'a', gain: [0.9, 1, 1] }, 'gain', [1, 1, 1]), { id: 'a' });
  assert.deepEqual(d.with_member({ id: 'a' }, 'gamma', 1.2), { id: 'a', gamma: 1.2 });
  assert.deepEqual(d.with_member({ id: 'a', output: 'DP-1' }, 'output', ''), { id: 'a' });
});
for (const [dragged, x, to] of [[0, -50, 0], [0, 1000, 0], [0, 1900, 1], [0, 9999, 2], [2, 100, 0], [2, 700, 1], [1, 1800, 1]]) {
  test(`display ${dragged} dropped at ${x} mm stands in place ${to}`, () => assert.equal(d.place_in_row(row, dragged, x), to));
}
test('moving in a row', () => {
  assert.deepEqual(d.moved(['a', 'b', 'c'], 0, 2), ['b', 'c', 'a']);
  assert.deepEqual(d.moved(['a', 'b', 'c'], 2, -3), ['c', 'a', 'b']);
});
test('free places begin where they hang, and a row is made of them again', () => {
  const free = d.with_places(row);
  assert.deepEqual(free.map((each) => each.position_mm), [[0, 0], [1222, 0], [2444, 0]]);
  assert.deepEqual(d.without_places([free[2], free[0], free[1]]), row);
  assert.deepEqual([d.is_placed(row), d.is_placed(free)], [false, true]);
});
test('edges and frames catch', () => {
  const free = d.with_places(row.slice(0, 2));
  assert.deepEqual(d.placed_at(free, 1, 1230, 8, 20), [1222, 0]);
  assert.deepEqual(d.placed_at(free, 1, 7, 700, 20), [0, 692]);
  assert.deepEqual(d.placed_at(free, 1, 1500.04, 300, 20), [1500, 300]);
  assert.equal(d.overlapping(free), null);
  assert.deepEqual(d.overlapping([free[0], { ...free[1], position_mm: [600, 0] }]), ['a', 'b']);
});
test('a new one hangs beside the last and is like it', () => {
  assert.deepEqual(d.new_display(row), { id: 'layar-4', name: 'Layar 4', rotation: 90, size_mm: [680, 1210], bezel_mm: 6 });
  assert.deepEqual(d.new_display(d.with_places(row.slice(0, 2))).position_mm, [2444, 0]);
  assert.equal(d.new_display([{ id: 'layar-2' }]).id, 'layar-3');
});
test('when a change counts', () => {
  const before = { displays: row, control: { port: 7600 } };
  assert.deepEqual(d.effects(before, before), { at_once: [], dark_for_a_moment: false, next_start: [] });
  assert.deepEqual(d.effects(before, { ...before, displays: [row[1], row[0], row[2]] }), { at_once: [], dark_for_a_moment: true, next_start: [] });
  assert.deepEqual(d.effects(before, { displays: [{ ...row[0], name: 'Kiri', gamma: 1.1 }, row[1]], control: { port: 80 }, mqtt: { host: 'pialang' } }), { at_once: ['Kiri', 'c'], dark_for_a_moment: true, next_start: ['control'] });
});
