// Masks as they are drawn and as cameras.json has them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { from_panel } from './typescript.mjs';

const { added_point, begun_at, carried, mask_at, moved_point, removed_point, wrong_with, MOST_POINTS } = await from_panel('cameras/mask_shapes.ts');
const { detail_makes_sense, detail_of, same_shape, seen_changes, seen_of } = await from_panel('cameras/mask_file.ts');

const mask = (...points) => ({ style: 'solid', points: points.map(([x, y]) => ({ x, y })) });
const square = mask([0.2, 0.2], [0.6, 0.2], [0.6, 0.6], [0.2, 0.6]);
const listed = ({ points }) => points.map(({ x, y }) => [x, y]);

test('points come, go and stay inside the picture', () => {
  assert.deepEqual(listed(begun_at({ x: 0.9, y: 0.5 }, 0.4, 0.2)), [[0.7, 0.4], [1, 0.4], [1, 0.6], [0.7, 0.6]]);
  assert.deepEqual(listed(moved_point(square, 1, { x: 3, y: -1 }))[1], [1, 0]);
  assert.deepEqual(listed(added_point(square, 3))[4], [0.2, 0.4]);
  assert.equal(removed_point(square, 0).points.length, 3);
  assert.equal(removed_point(removed_point(square, 0), 0).points.length, 3, 'never fewer');
  let many = square;
  for (let i = 0; i < 100; ++i) many = added_point(many, 0);
  assert.equal(many.points.length, MOST_POINTS);
  const at_edge = carried(square, { x: 1, y: -1 });
  assert.ok(Math.abs(Math.max(...at_edge.points.map((point) => point.x)) - 1) < 1e-9 && Math.min(...at_edge.points.map((point) => point.y)) === 0);
  assert.ok(Math.abs(at_edge.points[1].x - at_edge.points[0].x - 0.4) < 1e-9, 'it keeps its form');
});

test('what the wall would refuse is known before', () => {
  assert.equal(wrong_with(square), '');
  assert.equal(wrong_with(mask([0, 0], [1, 1], [1, 0], [0, 1])), 'crossing');
  assert.equal(wrong_with(mask([0, 0], [1, 0], [1, 1], [0.5, 0], [0, 1])), 'crossing', 'a corner on a side');
  assert.equal(wrong_with(mask([0, 0], [0.5, 0.5], [1, 1])), 'flat');
  assert.equal(wrong_with(mask([0, 0], [0, 0], [1, 1], [1, 1])), 'flat');
  assert.equal(wrong_with(mask([0, 0], [1, 0], [0.5, 0.5], [1, 1], [0, 1])), '', 'a dent');
  assert.equal(wrong_with(mask([0, 0], [0, 0], [1, 0], [1, 1])), '', 'a point twice');
});

test('the mask under a finger is the one on top', () => {
  const above = mask([0.4, 0.4], [0.9, 0.4], [0.9, 0.9]);
  assert.deepEqual([[0.3, 0.3], [0.55, 0.45], [0.8, 0.5], [0.95, 0.1]].map(([x, y]) => mask_at([square, above], { x, y })), [0, 1, 1, -1]);
});

const FILE = (more) => ({ version: 1, cameras: [{ id: 'a', main: 'rtsp://h/1' }, { id: 'b', main: 'rtsp://h/2', ...more }] });
const KEYS = { masks: [{ points: [[0, 0], [1, 0], [1, 1]] }], masks_drawn_on: [1920, 1080], detail: { public: 'mosaic' }, still_every_s: 20 };

test('what nobody touched changes nothing, and a confirmation only the size', () => {
  assert.deepEqual(seen_changes(FILE(KEYS), 'b', seen_of(KEYS), [1920, 1080]).filter((change) => !change.pointer.endsWith('masks')), []);
  assert.deepEqual(seen_changes(FILE(), 'b', seen_of(undefined), [640, 360]), []);
  assert.deepEqual(seen_changes(FILE(KEYS), 'b', seen_of(KEYS), [640, 480]).at(-1), { op: 'replace', pointer: '/cameras/1/masks_drawn_on', value: [640, 480] });
  assert.deepEqual(seen_changes(FILE(), 'gone', seen_of(KEYS), [1, 1]), []);
});
test('masks go with the size they were drawn on', () => {
  const seen = { ...seen_of(undefined), masks: [mask([0.123456, 0], [1, 0], [1, 1])] };
  assert.deepEqual(seen_changes(FILE(), 'b', seen, [640, 360]), [
    { op: 'add', pointer: '/cameras/1/masks', value: [{ points: [[0.1235, 0], [1, 0], [1, 1]], style: 'solid' }] },
    { op: 'add', pointer: '/cameras/1/masks_drawn_on', value: [640, 360] }]);
  assert.deepEqual(seen_changes(FILE(KEYS), 'b', { ...seen_of(KEYS), masks: [] }, [640, 360]).map(({ op, pointer }) => [op, pointer]), [
    ['remove', '/cameras/1/masks'], ['remove', '/cameras/1/masks_drawn_on']]);
});
test('detail by audience: a wider one never sees more', () => {
  assert.deepEqual(detail_of('still'), { public: 'still', staff: 'still', restricted: 'still' });
  assert.deepEqual(detail_of({ staff: 'mosaic' }), { public: 'mosaic', staff: 'mosaic', restricted: 'full' });
  assert.ok(detail_makes_sense(detail_of({ public: 'mosaic' })));
  assert.ok(!detail_makes_sense({ public: 'full', staff: 'still', restricted: 'full' }));
  const set = (detail) => seen_changes(FILE(), 'b', { masks: [], detail, still_every_s: 10 }, [1, 1]).map((change) => change.value);
  assert.deepEqual(set(detail_of('full')), []);
  assert.deepEqual(set(detail_of('mosaic')), ['mosaic']);
  for (const detail of [{ public: 'still' }, { public: 'still', staff: 'mosaic' }, { public: 'still', staff: 'mosaic', restricted: 'mosaic' }]) {
    assert.deepEqual(detail_of(set(detail_of(detail))[0]), detail_of(detail), JSON.stringify(detail));
  }
});
test('the same shape within what encoders cut away', () => {
  assert.ok(same_shape([1920, 1080], [640, 352]));
  assert.ok(!same_shape([1920, 1080], [704, 576]));
});
