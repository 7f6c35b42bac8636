import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { from_panel } from './typescript.mjs';

const { cell_unit, cells_under, grid_named, largest_gap, Placer } = await from_panel('editor/grid.ts');
const { around, common, display_under, framed, held, part_of, plan_of, unit_of } = await from_panel('editor/wall_plan.ts');
const { layout_in } = await from_panel('editor/layout_doc.ts');
const { place } = await from_panel('editor/placement.ts');
const { ALL_EDGES, fractions, lines_of, snapped } = await from_panel('editor/snap.ts');
const { warnings_of } = await from_panel('editor/check.ts');
const { ground_in, ground_named, USUAL_GROUND } = await from_panel('editor/ground.ts');
const { edited } = await from_panel('editor/json_edit.ts');
const moves = await from_panel('editor/moves.ts');

const lounge = fileURLToPath(new URL('../../../config/lounge/', import.meta.url));
const read = (name) => readFileSync(lounge + name, 'utf8');
const wall = JSON.parse(read('wall.json'));
const plan = plan_of([], wall);
const groups = new Map(JSON.parse(read('cameras.json')).groups.map((group) => [group.id, group.cameras]));

// The numbers of tests/layouts/grid_test.cpp.
const pixels = (name, width, height, gap = 0) => {
  const grid = grid_named(name);
  return grid.cells.map((cell) => {
    const unit = cell_unit(grid, cell, { width, height }, gap);
    return [unit.x * width, unit.y * height, unit.width * width, unit.height * height].map((value) => Math.round(value * 1e6) / 1e6);
  });
};
const GRIDS = [
  [['2x2', 1920, 1080], [[0, 0, 960, 540], [960, 0, 960, 540], [0, 540, 960, 540], [960, 540, 960, 540]]],
  [['1+5', 1366, 768], [[0, 0, 911, 512], [911, 0, 455, 256], [911, 256, 455, 256], [0, 512, 455, 256], [455, 512, 456, 256], [911, 512, 455, 256]]],
  [['4x1', 1366, 768], [[0, 0, 342, 768], [342, 0, 341, 768], [683, 0, 342, 768], [1025, 0, 341, 768]]],
  [['2x2', 1920, 1080, 8], [[0, 0, 956, 536], [964, 0, 956, 536], [0, 544, 956, 536], [964, 544, 956, 536]]],
  [['2+8', 1920, 1080], [[0, 0, 960, 540], [960, 0, 960, 540], [0, 540, 480, 270], [480, 540, 480, 270], [960, 540, 480, 270], [1440, 540, 480, 270], [0, 810, 480, 270], [480, 810, 480, 270], [960, 810, 480, 270], [1440, 810, 480, 270]]],
];
for (const [ask, expected] of GRIDS) test(`cells of ${ask.join(' ')}`, () => assert.deepEqual(pixels(...ask), expected));
test('names that are no grid', () => {
  for (const name of ['', 'x', '0x2', '17x1', '2X2', '02x2', '2x2 ', '1+6', 'constructor']) assert.equal(grid_named(name), null, name);
  assert.ok(largest_gap(grid_named('16x1'), { width: 15, height: 100 }) < 0);
});
test('cells are dealt out as the wall does', () => {
  const cell = (column, row, columns, rows) => ({ column, row, columns, rows });
  let placer = new Placer(grid_named('3x3'));
  assert.deepEqual([placer.place(2, 2), placer.place(1, 1), placer.place(1, 2), placer.place(2, 1), placer.place(1, 1)],
    [cell(0, 0, 2, 2), cell(2, 0, 1, 1), cell(2, 1, 1, 2), cell(0, 2, 2, 1), null]);
  placer = new Placer(grid_named('3x3'));
  assert.deepEqual([placer.place(1, 1), placer.place(3, 1), placer.place(1, 1)], [cell(0, 0, 1, 1), cell(0, 1, 3, 1), cell(0, 2, 1, 1)]);
  assert.deepEqual(placer.free_cells(), [cell(1, 0, 1, 1), cell(2, 0, 1, 1), cell(1, 2, 1, 1), cell(2, 2, 1, 1)]);
  assert.equal(new Placer(grid_named('1+5')).place(2, 1), null);
});
test('cells under a rectangle', () => {
  const grid = grid_named('3x2');
  assert.deepEqual(cells_under(grid, { x: 0.3, y: 0.1, width: 0.4, height: 0.4 }), { column: 1, row: 0, columns: 1, rows: 1 });
  assert.deepEqual(cells_under(grid, { x: 0, y: 0, width: 1, height: 1 }), { column: 0, row: 0, columns: 3, rows: 2 });
  assert.deepEqual(cells_under(grid, { x: 0.95, y: 0.95, width: 0.05, height: 0.05 }), { column: 2, row: 1, columns: 1, rows: 1 });
});

test('displays hang as wall.json says', () => {
  assert.deepEqual(plan.displays.map((display) => display.picture.x), [0, 1222, 2444, 3666]);
  assert.deepEqual(plan.box, { x: 0, y: 0, width: 4876, height: 680 });
  assert.deepEqual(plan.outer, { x: -6, y: -6, width: 4888, height: 692 });
  assert.deepEqual(framed(plan.displays[0]), { x: -6, y: -6, width: 1222, height: 692 });
  const turned = plan_of([], { displays: [{ id: 'a', rotation: 90, size: [1920, 1080], size_mm: [680, 1210], position_mm: [10, 20], bezel_mm: 5 }] });
  assert.deepEqual([turned.displays[0].size, turned.displays[0].picture], [{ width: 1080, height: 1920 }, { x: 10, y: 20, width: 680, height: 1210 }]);
});
test('a wall.json that cannot be read leaves what the state says', () => {
  const known = [{ id: 'a', name: 'A', size: { width: 1920, height: 1080 } }, { id: 'b', name: '', size: { width: 1080, height: 1920 } }];
  for (const broken of [null, 'x', {}, { displays: [1, null, {}] }]) {
    assert.deepEqual(plan_of(known, broken).displays.map(({ id, name, picture }) => [id, name, picture.x, picture.width]), [['a', 'A', 0, 1210], ['b', 'b', 1210, 680]]);
  }
});
test('rectangles', () => {
  assert.deepEqual(unit_of(plan.box, part_of(plan.box, { x: 0.25, y: 0.5, width: 0.5, height: 0.25 })), { x: 0.25, y: 0.5, width: 0.5, height: 0.25 });
  assert.equal(common({ x: 0, y: 0, width: 1, height: 1 }, { x: 1, y: 0, width: 1, height: 1 }), null);
  assert.deepEqual(held({ x: -5, y: 600, width: 100, height: 200 }, plan.displays[0].picture), { x: 0, y: 480, width: 100, height: 200 });
  assert.deepEqual(held({ x: 5, y: 5, width: 5000, height: 10 }, plan.displays[0].picture), { x: 0, y: 5, width: 1210, height: 10 });
  assert.equal(display_under(plan, { x: 1300, y: 0, width: 10, height: 10 }).id, 'tengah-kiri');
  assert.equal(display_under(plan, { x: 9000, y: 0, width: 10, height: 10 }).id, 'kanan');
  assert.deepEqual(around([]), { x: 0, y: 0, width: 1, height: 1 });
});

const layout_of = (name) => layout_in(JSON.parse(read(`layouts/${name}.json`)));
test('every example stands on the wall without a warning', () => {
  for (const name of ['alun-alun', 'anggaran', 'beranda', 'kecamatan', 'kesehatan', 'kunjungan', 'layanan', 'malam', 'pagi', 'pasar', 'pembangunan', 'pengaduan', 'program', 'ringkasan', 'semua']) {
    const placement = place(layout_of(name), plan, groups);
    assert.deepEqual(placement.unplaced, [], name);
    assert.deepEqual(warnings_of(placement, plan).filter((warning) => warning.kind !== 'bezel'), [], name);
  }
});
test('fills, free rectangles and tiles of the wall', () => {
  const { placed } = place(layout_of('alun-alun'), plan, groups);
  const wide = placed.find((tile) => tile.id === 'wall/0');
  assert.deepEqual([wide.kind, wide.on, wide.mm], ['span', ['tengah-kiri', 'tengah-kanan'], { x: 1222, y: 0, width: 2432, height: 680 }]);
  assert.deepEqual(placed.filter((tile) => tile.display === 'kiri').map((tile) => [tile.id, tile.kind, tile.content.camera]), groups.get('rumah-sakit').map((camera, at) => [`kiri/fill/${at}`, 'fill', camera]));
  const { placed: pasar } = place(layout_of('pasar'), plan, groups);
  assert.deepEqual(pasar.find((tile) => tile.id === 'tengah-kiri/0').cell, { column: 0, row: 0, columns: 2, rows: 2 });
  assert.equal(pasar[pasar.length - 1].id, 'kanan/1'); // the nearest
});
const small = (tiles, more = {}) => layout_in({ version: 1, id: 'x', displays: { kiri: { grid: '2x2', tiles, ...more } } });
test('more cameras than cells take turns', () => {
  const { placed } = place(small([{ card: 'jam' }, { camera: 'b' }], { fill: { group: 'g', tour_seconds: 9 } }), plan, new Map([['g', ['a', 'b', 'c', 'd']]]));
  assert.deepEqual(placed.filter((tile) => tile.kind === 'fill').map((tile) => tile.content), [{ kind: 'cameras', cameras: ['a', 'd'], seconds: 9 }, { kind: 'camera', camera: 'c' }]);
});
test('what has no place is told', () => {
  const five = Array.from({ length: 5 }, () => ({ card: 'jam' }));
  assert.deepEqual(place(small(five), plan, groups).unplaced.map((tile) => [tile.id, tile.why]), [['kiri/4', 'no_cell']]);
  assert.deepEqual(place(small([{ card: 'jam', columns: 2 }], { grid: '1+5' }), plan, groups).unplaced.map((tile) => tile.why), ['fixed_cells']);
  assert.deepEqual(place(layout_in({ displays: { nowhere: {} }, wall: { tiles: [{ span: ['no'], camera: 'a' }] } }), plan, groups).unplaced.map((tile) => tile.why), ['no_display', 'no_display']);
});
test('anything that is JSON can be looked at', () => {
  for (const value of [null, 1, 'x', [], { displays: [] }, { displays: { a: 1, kiri: { tiles: {} } }, wall: 3 }, { displays: { kiri: { tiles: [1, null, { rect: 'x', camera: 5 }], fill: 2 } }, wall: { tiles: [[]] } }]) {
    warnings_of(place(layout_in(value), plan, groups), plan);
  }
});

test('warns of overlaps, but not of layers made on purpose', () => {
  const rect = (x, more = {}) => ({ card: 'jam', rect: [x, 0, 0.5, 0.5], ...more });
  const kinds = (...tiles) => warnings_of(place(small(tiles), plan, groups), plan).map((warning) => [warning.kind, warning.tile, warning.other]);
  assert.deepEqual(kinds(rect(0), rect(0.5)), []);
  assert.deepEqual(kinds(rect(0), rect(0.25)), [['overlap', 'kiri/1', 'kiri/0']]);
  assert.deepEqual(kinds(rect(0), rect(0.25, { z: 1 })), []);
  assert.deepEqual(kinds(rect(0), rect(0)), [['same_place', 'kiri/1', 'kiri/0']]);
  assert.deepEqual(kinds({ card: 'jam', rect: [0.1, 0.1, 0.2, 0.2] }, { card: 'jam', rect: [0, 0, 1, 1], z: 2 }), [['hidden', 'kiri/0', 'kiri/1']]);
});
test('says between which displays a frame hides how much', () => {
  const over = (span, content) => warnings_of(place(layout_in({ wall: { tiles: [{ ...content, ...(span ? { span } : {}) }] } }), plan, groups), plan);
  assert.deepEqual(over(['kiri', 'tengah-kiri'], { card: 'jam' }), [{ kind: 'bezel', tile: 'wall/0', between: ['kiri', 'tengah-kiri'], mm: 12, card: true }]);
  assert.deepEqual(over(null, { camera: 'a' }).map((warning) => warning.between), [['kiri', 'tengah-kiri'], ['tengah-kiri', 'tengah-kanan'], ['tengah-kanan', 'kanan']]);
});

const frame = plan.displays[0].picture; // 1210 x 680
const least = { width: 20, height: 20 };
test('a tile that is moved holds on to edges, halves, thirds, lines and tiles', () => {
  const lines = lines_of(frame, grid_named('4x4'), [{ x: 100, y: 50, width: 333, height: 200 }]);
  const move = (x, y, width = 200, height = 100) => snapped({ x, y, width, height }, ALL_EDGES, lines, 10, least);
  assert.deepEqual(move(4, -6).rect, { x: 0, y: 0, width: 200, height: 100 });
  assert.deepEqual(move(1005, 575).rect, { x: 1010, y: 580, width: 200, height: 100 });      // the far edges
  assert.equal(move(608, 300, 150).rect.x, 605);                                             // half
  assert.equal(move(500, 300).guides.find((guide) => guide.upright).kind, 'half');           // the middle at the half
  assert.ok(Math.abs(move(409, 300, 150).rect.x - 1210 / 3) < 1e-9);                    // a third
  assert.equal(move(437, 300, 140).rect.x, 433);                                                  // another tile's edge
  assert.deepEqual(move(650, 385), { rect: { x: 650, y: 385, width: 200, height: 100 }, guides: [] });
});
test('at the same distance the plainer line wins', () => {
  const lines = lines_of(frame, grid_named('2x2'), [{ x: 0, y: 0, width: 605, height: 340 }]);
  const { guides } = snapped({ x: 601, y: 400, width: 100, height: 50 }, ALL_EDGES, lines, 10, least);
  assert.equal(guides[0].kind, 'half');
});
test('an edge that is dragged holds on; the other stays; a tile keeps a size', () => {
  const lines = lines_of(frame, null, []);
  const edge = { left: false, right: true, top: false, bottom: false };
  assert.deepEqual(snapped({ x: 10, y: 10, width: 590, height: 100 }, edge, lines, 10, least).rect, { x: 10, y: 10, width: 595, height: 100 });
  assert.deepEqual(snapped({ x: 300, y: 10, width: -50, height: 100 }, edge, lines, 10, least), { rect: { x: 300, y: 10, width: 20, height: 100 }, guides: [] });
  assert.deepEqual(snapped({ x: 305, y: 10, width: 5, height: 100 }, { ...edge, left: true, right: false }, lines, 1, least).rect, { x: 290, y: 10, width: 20, height: 100 });
});
test('fractions share their edges and stay within', () => {
  for (const [unit, expected] of [
    [{ x: 0, y: 0, width: 1 / 3, height: 1 }, [0, 0, 0.3333, 1]], [{ x: 1 / 3, y: 0, width: 1 / 3, height: 1 }, [0.3333, 0, 0.3334, 1]],
    [{ x: 2 / 3, y: 0, width: 1 / 3, height: 0.5 }, [0.6667, 0, 0.3333, 0.5]], [{ x: -0.1, y: 0.9, width: 2, height: 0.5 }, [0, 0.9, 1, 0.1]], [{ x: 1, y: 1, width: 0, height: 0 }, [0.9999, 0.9999, 0.0001, 0.0001]]]) {
    assert.deepEqual(fractions(unit), expected);
  }
  for (let at = 0; at < 500; ++at) {
    const x = Math.random();
    const [left, , width] = fractions({ x, y: 0, width: Math.random() * (1 - x), height: 1 });
    assert.ok(left >= 0 && width > 0 && left + width <= 1 + 1e-6);
  }
});

// Changes of a text, and what the layout then is.
const BASE = `{ "version": 1, "id": "x", "displays": {
  "kiri": { "grid": "2x2", "tiles": [
    {"camera": "a"}, {"camera": "b", "fit": "cover"}, {"camera": "c"} ] },
  "kanan": { "tiles": [ {"card": "jam", "rect": [0.4, 0.4, 0.6, 0.6], "z": 1} ] } } }`;
const root = JSON.parse(BASE);
const base = layout_in(root);
const kiri = plan.displays[0];
const after = (changes) => JSON.parse(edited(BASE, changes));
const cameras = (changes) => after(changes).displays.kiri.tiles.map((tile) => tile.camera);
test('tiles of a grid change places', () => {
  const tile = base.displays[0].tiles[0];
  assert.deepEqual(cameras(moves.to_cell(root, base, tile, { column: 1, row: 0, columns: 1, rows: 1 }, kiri)), ['b', 'a', 'c']);
  assert.equal(moves.after_to_cell(base, tile, { column: 1, row: 0, columns: 1, rows: 1 }, kiri), 'kiri/1');
  assert.deepEqual(cameras(moves.to_cell(root, base, tile, { column: 0, row: 1, columns: 1, rows: 1 }, kiri)), ['c', 'b', 'a']);
  assert.deepEqual(moves.to_cell(root, base, tile, { column: 0, row: 0, columns: 1, rows: 1 }, kiri), []);
});
test('a wide tile goes as near as there is room', () => {
  const display = base.displays[0];
  const tiles = [{ ...display.tiles[0] }, { ...display.tiles[1], columns: 2 }];
  const order = moves.order_for({ ...display, tiles }, 1, { column: 0, row: 0, columns: 2, rows: 1 }, kiri.size);
  assert.deepEqual(order, { swap: 0 });
});
test('leaves the grid, and joins it again', () => {
  const placed = place(base, plan, groups).placed.find((tile) => tile.id === 'kiri/1');
  const free = edited(BASE, moves.leave_grid(base.displays[0].tiles[1], placed));
  assert.deepEqual(JSON.parse(free).displays.kiri.tiles[1], { camera: 'b', fit: 'cover', rect: [0.5, 0, 0.5, 0.5] });
  const now = layout_in(JSON.parse(free));
  const back = JSON.parse(edited(free, moves.join_grid(JSON.parse(free), now, now.displays[0].tiles[1], kiri)));
  assert.deepEqual(back.displays.kiri.tiles.find((tile) => tile.camera === 'b'), { camera: 'b', fit: 'cover' });
});
test('a rectangle is written, rows and columns go', () => {
  const spanned = edited(BASE, moves.set_span(base.displays[0].tiles[1], 2, 1));
  const tile = layout_in(JSON.parse(spanned)).displays[0].tiles[1];
  assert.equal(tile.columns, 2);
  const now = JSON.parse(edited(spanned, moves.set_rect(tile, { x: 0, y: 0.5, width: 1, height: 0.5 })));
  assert.deepEqual(now.displays.kiri.tiles[1], { camera: 'b', fit: 'cover', rect: [0, 0.5, 1, 0.5] });
});
test('another content keeps everything else', () => {
  const tile = base.displays[1].tiles[0];
  for (const [content, expected] of [
    [{ kind: 'camera', camera: 'z' }, { camera: 'z' }], [{ kind: 'cameras', cameras: ['a', 'b'], seconds: 10 }, { cameras: ['a', 'b'], tour_seconds: 10 }],
    [{ kind: 'group', group: 'pasar', seconds: 15 }, { group: 'pasar', tour_seconds: 15 }], [{ kind: 'card', card: 'text', text: 'Halo' }, { card: 'text', text: 'Halo' }]]) {
    assert.deepEqual(after(moves.set_content(root, tile, content)).displays.kanan.tiles[0], { ...expected, rect: [0.4, 0.4, 0.6, 0.6], z: 1 });
  }
});
test('a new tile takes the next cell, else stands over the others', () => {
  assert.deepEqual(after(moves.add_tile(base, kiri, { kind: 'camera', camera: 'd' })).displays.kiri.tiles[3], { camera: 'd' });
  const full = layout_in({ displays: { kiri: { grid: '1x1', tiles: [{ camera: 'a' }] } } });
  const [change] = moves.add_tile(full, kiri, { kind: 'camera', camera: 'd' });
  assert.deepEqual(change.value, { camera: 'd', rect: [0.56, 0.06, 0.4, 0.4], z: 1 });
  assert.deepEqual(after(moves.add_tile(base, plan.displays[1], { kind: 'card', card: 'jam', text: '' })).displays['tengah-kiri'], { tiles: [{ card: 'jam' }] });
});
test('copies, carries and spreads a tile', () => {
  assert.deepEqual(after(moves.duplicate_tile(root, base, base.displays[1].tiles[0], plan)).displays.kanan.tiles[1], { card: 'jam', rect: [0.4, 0.4, 0.6, 0.6], z: 2 });
  const carried = after(moves.to_display(root, base.displays[1].tiles[0], { x: -50, y: 0, width: 605, height: 340 }, kiri));
  assert.deepEqual([carried.displays.kanan.tiles, carried.displays.kiri.tiles[3]], [[], { card: 'jam', z: 1, rect: [0, 0, 0.5, 0.5] }]);
  const [, appended] = moves.to_grid_of(root, base, base.displays[0].tiles[1], plan.displays[1]);
  assert.deepEqual(appended, { path: ['displays', 'tengah-kiri', 'tiles', '-'], value: { camera: 'b', fit: 'cover' } });
  assert.equal(moves.to_grid_of(root, layout_in({ displays: { 'tengah-kiri': { tiles: [{ card: 'jam' }] }, kiri: root.displays.kiri } }), base.displays[0].tiles[1], plan.displays[1]), null);
  const spread = after(moves.to_wall(root, base.displays[0].tiles[0], { x: 0, y: 0, width: 2432, height: 680 }, ['kiri', 'tengah-kiri'], plan));
  assert.deepEqual([spread.wall.tiles, spread.displays.kiri.tiles.length], [[{ span: ['kiri', 'tengah-kiri'], camera: 'a' }], 2]);
  assert.equal(moves.mostly_on({ x: 1000, y: 0, width: 900, height: 100 }, plan).id, 'tengah-kiri');
});

test('a display without a colour of its own has the ground of the theme', () => {
  const theme = (name) => JSON.parse(readFileSync(fileURLToPath(new URL(`../../../config/themes/${name}.json`, import.meta.url)), 'utf8'));
  for (const name of ['dark', 'light']) {
    assert.deepEqual(ground_named({ theme: name }), { ground: theme(name).colours.ground });
    assert.equal(ground_in(theme(name)), theme(name).colours.ground);
  }
  assert.deepEqual(ground_named({}), { ground: USUAL_GROUND });
  assert.deepEqual(ground_named(null), { ground: USUAL_GROUND });
  assert.deepEqual(ground_named({ theme: 'themes/dinas.json' }), { file: 'themes/dinas.json' });
  assert.deepEqual(ground_named({ theme: 'toString' }), { file: 'toString' });
  for (const wrong of [null, {}, { colours: { ground: 'merah' } }, { colours: 7 }]) assert.equal(ground_in(wrong), USUAL_GROUND);
});
