// What a hand, a key or a form does to a layout, as changes of its text. Pure.
import { cells_under, grid_named, type Cell, type Unit } from './grid';
import type { Change } from './json_edit';
import type { Json } from './json_tree';
import { content_in, members, type Content, type DisplayDoc, type LayoutDoc, type TileDoc } from './layout_doc';
import { deal, type Placed } from './placement';
import { fractions } from './snap';
import { around, common, held, unit_of, type Mm, type Plan, type PlannedDisplay } from './wall_plan';

type Members = { [key: string]: Json };

const CONTENT_KEYS = ['camera', 'cameras', 'group', 'card', 'text', 'tour_seconds'];

export function at_path(root: Json, path: readonly (string | number)[]): Json | undefined {
  let value: Json | undefined = root;
  for (const step of path) {
    value = Array.isArray(value) ? value[step as number] : members(value)[step];
    if (value === undefined) return undefined;
  }
  return value;
}
export const display_of = (layout: LayoutDoc, id: string): DisplayDoc =>
  layout.displays.find((display) => display.id === id) ?? { id, path: ['displays', id], grid: '1x1', gap: 0, background: '', tiles: [], fill: null };
export const tile_of = (layout: LayoutDoc, id: string): TileDoc | undefined =>
  [...layout.wall, ...layout.displays.flatMap((display) => display.tiles)].find((tile) => tile.id === id);

// A content as the file writes it; what is usual is left out.
export function written_content(content: Content): Members {
  switch (content.kind) {
    case 'camera': return { camera: content.camera };
    case 'cameras': return { cameras: content.cameras, tour_seconds: content.seconds };
    case 'group': return { group: content.group, tour_seconds: content.seconds };
    case 'card': return content.card === 'text' ? { card: 'text', text: content.text || ' ' } : { card: content.card };
    case 'none': return {};
  }
}
export function with_content(tile: Members, content: Content): Members {
  const others = Object.entries(tile).filter(([key]) => !CONTENT_KEYS.includes(key));
  return { ...written_content(content), ...Object.fromEntries(others) };
}
export function set_content(root: Json, tile: TileDoc, content: Content): Change[] {
  return [{ path: tile.path, value: with_content(members(at_path(root, tile.path)), content) }];
}

// Keys of a tile, a display or a fill; undefined: as usual, the key goes.
export function set_keys(path: readonly (string | number)[], keys: { [key: string]: Json | undefined }): Change[] {
  return Object.entries(keys).map(([key, value]) => ({ path: [...path, key], value }));
}
export function set_rect(tile: TileDoc, unit: Unit): Change[] {
  const rect = fractions(unit);
  const whole = tile.path[0] === 'wall' && rect.join() === '0,0,1,1';
  return [...set_keys(tile.path, { rows: undefined, columns: undefined, rect: whole ? undefined : rect })];
}
export function set_span(tile: TileDoc, columns: number, rows: number): Change[] {
  return set_keys(tile.path, { columns: columns > 1 ? columns : undefined, rows: rows > 1 ? rows : undefined });
}
export const remove_tile = (tile: TileDoc): Change[] => [{ path: tile.path, value: undefined }];

// The order in which a display's tiles get their cells so that tile `moved` comes to `target`, or as
// near as the others let it: swapped with one of them, or put in between. Null: it is there.
export function order_for(display: DisplayDoc, moved: number, target: Cell, size: { width: number; height: number }): { swap: number } | { before: number } | null {
  const dealt = (tiles: readonly TileDoc[]): (Cell | null)[] => deal(display.grid, display.gap, tiles, size).cells;
  const now = dealt(display.tiles);
  const cost = (tiles: readonly TileDoc[]): number => {
    const cells = dealt(tiles);
    return tiles.reduce((sum, tile, at) => {
      const cell = cells[at] ?? null;
      const before = display.tiles.indexOf(tile);
      if (before === moved) {
        return sum + (cell ? 100 * (Math.abs(cell.column - target.column) + Math.abs(cell.row - target.row)) : 1e6);
      }
      if (tile.rect) return sum;
      const was = now[before] ?? null;
      if (!cell) return sum + (was ? 1e6 : 0);
      return sum + (was && was.column === cell.column && was.row === cell.row ? 0 : 1);
    }, 0);
  };
  let best = { cost: cost(display.tiles), how: null as { swap: number } | { before: number } | null };
  const offer = (tiles: TileDoc[], how: { swap: number } | { before: number }): void => {
    const price = cost(tiles);
    if (price < best.cost) best = { cost: price, how };
  };
  const tile = display.tiles[moved]!;
  const others = display.tiles.filter((one) => one !== tile);
  for (let at = 0; at < display.tiles.length; ++at) {
    if (at === moved) continue;
    const swapped = [...display.tiles];
    [swapped[at], swapped[moved]] = [tile, display.tiles[at]!];
    offer(swapped, { swap: at });
  }
  for (let at = 0; at <= others.length; ++at) {
    if (at !== moved) offer([...others.slice(0, at), tile, ...others.slice(at)], { before: at });
  }
  return best.how;
}

// Moves a tile of the grid to a cell.
export function to_cell(root: Json, layout: LayoutDoc, tile: TileDoc, target: Cell, display: PlannedDisplay): Change[] {
  const doc = display_of(layout, String(tile.path[1]));
  const moved = Number(tile.path[3]);
  const order = order_for(doc, moved, target, display.size);
  if (!order) return [];
  const own = members(at_path(root, tile.path));
  if ('swap' in order) {
    const other = doc.tiles[order.swap]!;
    return [{ path: tile.path, value: at_path(root, other.path)! }, { path: other.path, value: own }];
  }
  return [...remove_tile(tile), put_in([...doc.path, 'tiles'], order.before, own, doc.tiles.length - 1)];
}
export const put_in = (list: readonly (string | number)[], at: number, value: Json, length: number): Change =>
  ({ path: [...list, at], value, insert: at < length });

// The index that a tile of a display has after to_cell(), so that it stays chosen.
export function after_to_cell(layout: LayoutDoc, tile: TileDoc, target: Cell, display: PlannedDisplay): string {
  const order = order_for(display_of(layout, display.id), Number(tile.path[3]), target, display.size);
  return order ? `${display.id}/${'swap' in order ? order.swap : order.before}` : tile.id;
}

// A free rectangle becomes a tile of the grid, with the cells it covers best; the other way round
// its rectangle stays what its cells were.
export function join_grid(root: Json, layout: LayoutDoc, tile: TileDoc, display: PlannedDisplay): Change[] {
  const doc = display_of(layout, display.id);
  const grid = grid_named(doc.grid) ?? grid_named('1x1')!;
  const cell = tile.rect ? cells_under(grid, tile.rect) : { column: 0, row: 0, columns: 1, rows: 1 };
  const { rect: _, ...own } = members(at_path(root, tile.path));
  const spans = grid.equal ? { ...(cell.columns > 1 ? { columns: cell.columns } : {}), ...(cell.rows > 1 ? { rows: cell.rows } : {}) } : {};
  const joined: TileDoc = { ...tile, rect: null, columns: grid.equal ? cell.columns : 1, rows: grid.equal ? cell.rows : 1 };
  const tiles = doc.tiles.map((one) => one.id === tile.id ? joined : one);
  const value = { ...own, ...spans };
  const order = order_for({ ...doc, tiles }, Number(tile.path[3]), cell, display.size);
  if (!order) return [{ path: tile.path, value }];
  if ('swap' in order) {
    const other = doc.tiles[order.swap]!;
    return [{ path: tile.path, value: at_path(root, other.path)! }, { path: other.path, value }];
  }
  return [...remove_tile(tile), put_in([...doc.path, 'tiles'], order.before, value, doc.tiles.length - 1)];
}
export const leave_grid = (tile: TileDoc, placed: Placed): Change[] => set_rect(tile, placed.unit);

// A new tile on a display: in the next cell of its grid, else free, over the others.
export function add_tile(layout: LayoutDoc, display: PlannedDisplay, content: Content, more: Members = {}): Change[] {
  const doc = display_of(layout, display.id);
  const value: Members = { ...written_content(content), ...more };
  if (!('rect' in value)) {
    const cells = deal(doc.grid, doc.gap, [...doc.tiles, { rect: null, rows: 1, columns: 1 }], display.size).cells;
    if (!cells[cells.length - 1]) Object.assign(value, over_others(doc));
  }
  return [{ path: [...doc.path, 'tiles', '-'], value }];
}
function over_others(doc: DisplayDoc): Members {
  const free = doc.tiles.filter((tile) => tile.rect).length % 6;
  return { rect: fractions({ x: 0.56 - free * 0.06, y: 0.06 + free * 0.06, width: 0.4, height: 0.4 }), z: Math.min(100, Math.max(0, ...doc.tiles.map((tile) => tile.z)) + 1) };
}
export function add_wall_tile(layout: LayoutDoc, span: readonly string[], content: Content, rect: Unit | null = null): Change[] {
  const z = Math.min(100, Math.max(0, ...layout.wall.map((tile) => tile.z), ...layout.displays.flatMap((display) => display.tiles.map((tile) => tile.z))) + 1);
  const value: Members = { ...(span.length > 0 ? { span: [...span] } : {}), ...(rect ? { rect: fractions(rect) } : {}), ...written_content(content), z };
  return [{ path: ['wall', 'tiles', '-'], value }];
}
export function duplicate_tile(root: Json, layout: LayoutDoc, tile: TileDoc, plan: Plan): Change[] {
  const { rect: _, rows: __, columns: ___, span: ____, z, ...own } = members(at_path(root, tile.path));
  if (tile.path[0] === 'wall') {
    const moved = held({ ...(tile.rect ?? { width: 0.5, height: 0.5 }), x: (tile.rect?.x ?? 0.2) + 0.03, y: (tile.rect?.y ?? 0.2) + 0.03 }, { x: 0, y: 0, width: 1, height: 1 });
    return [{ path: ['wall', 'tiles', '-'], value: { ...(tile.span.length ? { span: tile.span } : {}), rect: fractions(moved), ...own, z: Math.min(100, tile.z + 1) } }];
  }
  const display = plan.displays.find((one) => one.id === tile.path[1]);
  if (!display) return [];
  const content = content_in(own);
  const style = Object.fromEntries(Object.entries(own).filter(([key]) => !CONTENT_KEYS.includes(key)));
  if (!tile.rect) return add_tile(layout, display, content, style);
  const moved = held({ ...tile.rect, x: tile.rect.x + 0.03, y: tile.rect.y + 0.03 }, { x: 0, y: 0, width: 1, height: 1 });
  return add_tile(layout, display, content, { rect: fractions(moved), ...style, z: Math.min(100, (typeof z === 'number' ? z : 0) + 1) });
}

// A free tile that was carried to another display, at that place there.
export function to_display(root: Json, tile: TileDoc, mm: Mm, display: PlannedDisplay): Change[] {
  const { rect: _, rows: __, columns: ___, span: ____, ...own } = members(at_path(root, tile.path));
  const unit = unit_of(display.picture, held(mm, display.picture));
  return [...remove_tile(tile), { path: ['displays', display.id, 'tiles', '-'], value: { ...own, rect: fractions(unit) } }];
}
// A tile of the grid that was carried to the grid of another display; null: no cell is left there.
export function to_grid_of(root: Json, layout: LayoutDoc, tile: TileDoc, display: PlannedDisplay): Change[] | null {
  const doc = display_of(layout, display.id);
  const grid = grid_named(doc.grid) ?? grid_named('1x1')!;
  const { columns, rows } = grid.equal ? tile : { columns: 1, rows: 1 };
  const cells = deal(doc.grid, doc.gap, [...doc.tiles, { rect: null, rows, columns }], display.size).cells;
  if (!cells[cells.length - 1]) return null;
  const { rows: _, columns: __, ...own } = members(at_path(root, tile.path));
  const spans = { ...(columns > 1 ? { columns } : {}), ...(rows > 1 ? { rows } : {}) };
  return [...remove_tile(tile), { path: [...doc.path, 'tiles', '-'], value: { ...own, ...spans } }];
}
// Over several displays, at the same place on the wall as before.
export function to_wall(root: Json, tile: TileDoc, mm: Mm, span: readonly string[], plan: Plan): Change[] {
  const { rect: _, rows: __, columns: ___, span: ____, ...own } = members(at_path(root, tile.path));
  const frame = around(plan.displays.filter((display) => span.length === 0 || span.includes(display.id)).map((display) => display.picture));
  const rect = fractions(unit_of(frame, held(mm, frame)));
  const value = { ...(span.length > 0 && span.length < plan.displays.length ? { span: [...span] } : {}), ...(rect.join() === '0,0,1,1' ? {} : { rect }), ...own };
  const at = { path: ['wall', 'tiles', '-'], value };
  return tile.path[0] === 'wall' ? [{ path: tile.path, value }] : [...remove_tile(tile), at];
}
// How far a tile of the wall reaches over each display, the widest first: where it goes to when it
// shall stand on one.
export function mostly_on(mm: Mm, plan: Plan): PlannedDisplay | undefined {
  const area = (display: PlannedDisplay): number => { const both = common(display.picture, mm); return both ? both.width * both.height : 0; };
  return [...plan.displays].sort((a, b) => area(b) - area(a))[0];
}
