// Where the tiles of a layout stand on the wall, in millimetres: as layouts/solver.cpp places them,
// for drawing at once; what the wall says about it comes a moment later. Pure.
import { cell_unit, grid_named, largest_gap, Placer, type Cell, type Grid, type Unit } from './grid';
import type { Path } from './json_tree';
import type { Content, LayoutDoc, TileDoc } from './layout_doc';
import { around, common, part_of, type Mm, type Plan } from './wall_plan';

export interface Placed {
  id: string; path: Path; kind: 'cell' | 'free' | 'span' | 'fill';
  display: string;      // where it belongs; '' for a tile of the wall
  on: string[];         // where it is seen
  frame: Mm;            // what `unit` is a part of
  unit: Unit; mm: Mm; cell: Cell | null; z: number; content: Content;
}
export interface Unplaced { id: string; path: Path; display: string; why: 'no_cell' | 'fixed_cells' | 'no_display' }
export interface Placement { placed: readonly Placed[]; unplaced: readonly Unplaced[] } // back to front

export interface Cells { grid: Grid; gap: number; cells: (Cell | null)[]; free: Cell[] }

// The cells of a display's tiles in their order; null: a free rectangle, or no place left.
export function deal(grid_name: string, gap: number, tiles: readonly Pick<TileDoc, 'rect' | 'rows' | 'columns'>[], size: { width: number; height: number }): Cells {
  const grid = grid_named(grid_name) ?? grid_named('1x1')!;
  const placer = new Placer(grid);
  const cells = tiles.map((tile) => tile.rect ? null : placer.place(tile.columns, tile.rows));
  return { grid, gap: Math.max(0, Math.min(gap, largest_gap(grid, size))), cells, free: placer.free_cells() };
}

const WHOLE: Unit = { x: 0, y: 0, width: 1, height: 1 };

export function place(layout: LayoutDoc, plan: Plan, groups: ReadonlyMap<string, readonly string[]>): Placement {
  const placed: Placed[] = [];
  const unplaced: Unplaced[] = [];
  for (const display of layout.displays) {
    const known = plan.displays.find((one) => one.id === display.id);
    if (!known) {
      unplaced.push({ id: display.id, path: display.path, display: display.id, why: 'no_display' });
      continue;
    }
    const dealt = deal(display.grid, display.gap, display.tiles, known.size);
    const add = (id: string, path: Path, kind: Placed['kind'], unit: Unit, cell: Cell | null, z: number, content: Content): void => {
      placed.push({ id, path, kind, display: display.id, on: [display.id], frame: known.picture, unit, mm: part_of(known.picture, unit), cell, z, content });
    };
    display.tiles.forEach((tile, at) => {
      const cell = dealt.cells[at] ?? null;
      if (tile.rect) add(tile.id, tile.path, 'free', tile.rect, null, tile.z, tile.content);
      else if (cell) add(tile.id, tile.path, 'cell', cell_unit(dealt.grid, cell, known.size, dealt.gap), cell, tile.z, tile.content);
      else {
        const fixed = !dealt.grid.equal && (tile.columns !== 1 || tile.rows !== 1);
        unplaced.push({ id: tile.id, path: tile.path, display: display.id, why: fixed ? 'fixed_cells' : 'no_cell' });
      }
    });
    if (display.fill) {
      const shown = new Set(display.tiles.flatMap((tile) => tile.content.kind === 'camera' ? [tile.content.camera] : []));
      const cameras = [...new Set(groups.get(display.fill.group) ?? [])].filter((camera) => !shown.has(camera));
      dealt.free.slice(0, cameras.length).forEach((cell, at) => {
        const turn = cameras.filter((_, number) => number % dealt.free.length === at);
        const content: Content = turn.length === 1 ? { kind: 'camera', camera: turn[0]! } : { kind: 'cameras', cameras: turn, seconds: display.fill!.seconds };
        add(`${display.id}/fill/${at}`, [...display.path, 'fill'], 'fill', cell_unit(dealt.grid, cell, known.size, dealt.gap), cell, 0, content);
      });
    }
  }
  for (const tile of layout.wall) {
    const spanned = spanned_by(tile, plan);
    if (spanned.length === 0) {
      unplaced.push({ id: tile.id, path: tile.path, display: '', why: 'no_display' });
      continue;
    }
    const frame = around(spanned.map((display) => display.picture));
    const unit = tile.rect ?? WHOLE;
    const mm = part_of(frame, unit);
    const on = spanned.filter((display) => common(display.picture, mm)).map((display) => display.id);
    placed.push({ id: tile.id, path: tile.path, kind: 'span', display: '', on, frame, unit, mm, cell: null, z: tile.z, content: tile.content });
  }
  return { placed: placed.map((tile, at) => ({ tile, at })).sort((a, b) => a.tile.z - b.tile.z || a.at - b.at).map(({ tile }) => tile), unplaced };
}

export function spanned_by(tile: Pick<TileDoc, 'span'>, plan: Plan): Plan['displays'] {
  return plan.displays.filter((display) => tile.span.length === 0 || tile.span.includes(display.id));
}
