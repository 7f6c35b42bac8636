// Where a camera or a card goes that is brought to a layout from its own page: where it stands
// already; a tile without content; the largest place that nothing covers. Else somebody chooses the
// tile that it takes. Pure.
import { cell_unit, type Cell, type Unit } from './grid';
import type { Change } from './json_edit';
import type { Json } from './json_tree';
import type { Content, LayoutDoc } from './layout_doc';
import * as moves from './moves';
import { deal, type Placed, type Placement } from './placement';
import { fractions } from './snap';
import { common, part_of, type Mm, type Plan, type PlannedDisplay } from './wall_plan';

// "#pengaturan/tata-letak/beranda/taruh/kartu/apbd": what stands behind the layout's name.
const KINDS = { kamera: 'camera', kartu: 'card' } as const;
export function content_brought(parts: readonly string[]): Content | null {
  const [word, kind = '', id = ''] = parts;
  if (word !== 'taruh' || id === '' || !Object.hasOwn(KINDS, kind)) return null;
  return KINDS[kind as keyof typeof KINDS] === 'camera' ? { kind: 'camera', camera: id } : { kind: 'card', card: id, text: '' };
}

export interface Put { changes: Change[]; tile: string; display: string } // the tile's id and display then
export type Found = { how: 'there' | 'put' } & Put | { how: 'full' };

const SEEN_MM = 1; // what covers less, nobody sees
const AUDIENCES = ['public', 'staff', 'restricted']; // each display shows what is for those before it too
const rank = (audience: string): number => Math.max(0, AUDIENCES.indexOf(audience));

export function find_place(root: Json, layout: LayoutDoc, plan: Plan, { placed }: Placement, content: Content, audience = 'public'): Found {
  const display_of = (tile: Placed): string => tile.display || (tile.on[0] ?? '');
  const there = placed.find((tile) => tile.kind !== 'fill' && shows(tile.content, content));
  if (there) return { how: 'there', changes: [], tile: there.id, display: display_of(there) };
  const may = plan.displays.filter((display) => rank(audience) <= rank(display.audience));
  const empty = placed.find((tile) => tile.content.kind === 'none' && tile.on.every((on) => may.some((display) => display.id === on)));
  const doc = empty && moves.tile_of(layout, empty.id);
  if (empty && doc) return { how: 'put', changes: moves.set_content(root, doc, content), tile: empty.id, display: display_of(empty) };
  const free = may.flatMap((display) => free_cells(layout, display, placed).map((place) => ({ display, ...place })));
  const [best] = free.sort((a, b) => b.mm.width * b.mm.height - a.mm.width * a.mm.height); // of the same size the first on the wall
  if (!best) return { how: 'full' };
  return { how: 'put', ...put_in_cell(layout, best.display, best.cell, content) ?? put_at(layout, best.display, best.unit, content) };
}
export function shows(a: Content, b: Content): boolean {
  return (a.kind === 'camera' && b.kind === 'camera' && a.camera === b.camera) || (a.kind === 'card' && b.kind === 'card' && a.card === b.card);
}

// The cells of a display's grid that no tile has and none covers, of this display or over several.
function free_cells(layout: LayoutDoc, display: PlannedDisplay, placed: readonly Placed[]): { cell: Cell; unit: Unit; mm: Mm }[] {
  const doc = moves.display_of(layout, display.id);
  const { grid, gap, free } = deal(doc.grid, doc.gap, doc.tiles, display.size);
  return free.map((cell) => {
    const unit = cell_unit(grid, cell, display.size, gap);
    return { cell, unit, mm: part_of(display.picture, unit) };
  }).filter(({ mm }) => placed.every((tile) => {
    const both = tile.on.includes(display.id) ? common(tile.mm, mm) : null;
    return !both || both.width <= SEEN_MM || both.height <= SEEN_MM;
  }));
}

// A new tile in that free cell: at the place in the order at which it gets this cell and the others
// keep theirs; null: there is none.
export function put_in_cell(layout: LayoutDoc, display: PlannedDisplay, target: Cell, content: Content): Put | null {
  const doc = moves.display_of(layout, display.id);
  const before = deal(doc.grid, doc.gap, doc.tiles, display.size).cells;
  for (let at = doc.tiles.length; at >= 0; --at) {
    const tiles = [...doc.tiles.slice(0, at), { rect: null, rows: 1, columns: 1 }, ...doc.tiles.slice(at)];
    const { cells } = deal(doc.grid, doc.gap, tiles, display.size);
    if (!same(cells[at], target) || !before.every((cell, index) => same(cells[index < at ? index : index + 1], cell))) continue;
    return { changes: [moves.put_in([...doc.path, 'tiles'], at, moves.written_content(content), doc.tiles.length)], tile: `${display.id}/${at}`, display: display.id };
  }
  return null;
}
// Free, at that place: no order of the tiles would give it this cell.
function put_at(layout: LayoutDoc, display: PlannedDisplay, unit: Unit, content: Content): Put {
  const { tiles } = moves.display_of(layout, display.id);
  return { changes: moves.add_tile(layout, display, content, { rect: fractions(unit) }), tile: `${display.id}/${tiles.length}`, display: display.id };
}
const same = (a: Cell | null | undefined, b: Cell | null): boolean => a && b ? a.column === b.column && a.row === b.row : !a && !b;

// Onto a tile that somebody chose: it takes that tile's place; from a group that fills the display
// it takes that cell.
export function put_on(root: Json, layout: LayoutDoc, plan: Plan, tile: Placed, content: Content): Put | null {
  const display = tile.display || (tile.on[0] ?? '');
  if (tile.kind === 'fill') {
    const known = plan.displays.find((one) => one.id === tile.display);
    return known && tile.cell ? put_in_cell(layout, known, tile.cell, content) : null;
  }
  const doc = moves.tile_of(layout, tile.id);
  return doc ? { changes: moves.set_content(root, doc, content), tile: tile.id, display } : null;
}
