// What a hand or the arrow keys do to the tiles on the canvas: while it lasts a place and guides,
// at its end one change of the layout.
import { cells_under, grid_named, cell_unit, type Cell } from './grid';
import { facts } from './facts.svelte';
import * as moves from './moves';
import type { Placed } from './placement';
import type { Session } from './session.svelte';
import { ALL_EDGES, lines_of, snapped, type Edges, type Guide } from './snap';
import { bottom, display_under, held, part_of, right, unit_of, type Mm, type PlannedDisplay } from './wall_plan';

const REACH_PX = 9;
const LEAST = 0.02;   // of what a tile stands in
const STEP = 0.01;

export interface Going { id: string; mm: Mm; guides: Guide[]; target: Mm | null }

export class Hand {
  going = $state.raw<Going | null>(null);
  #tile: Placed | null = null;
  #edges: Edges | null = null;
  #cell: Cell | null = null;
  #over: PlannedDisplay | undefined;
  constructor(private readonly session: Session) {}

  begin(id: string, edges: Edges | null): boolean {
    const tile = this.session.placement.placed.find((one) => one.id === id);
    if (!tile || tile.kind === 'fill' || this.session.locked) return false;
    if (edges && tile.kind === 'cell' && !this.#grid(tile.display).equal) return false;
    this.#tile = tile;
    this.#edges = edges;
    this.#cell = null;
    this.#over = facts.plan.displays.find((display) => display.id === tile.display);
    this.going = { id, mm: tile.mm, guides: [], target: null };
    return true;
  }
  // x, y: millimetres since it began. `per_pixel`: millimetres of a pixel of the screen.
  move(x: number, y: number, per_pixel: number, free: boolean): void {
    const tile = this.#tile;
    if (!tile) return;
    const edges = this.#edges ?? ALL_EDGES;
    const raw: Mm = { ...tile.mm };
    if (edges.left) { raw.x += x; raw.width -= x; }
    if (edges.right) raw.width += x;
    if (edges.top) { raw.y += y; raw.height -= y; }
    if (edges.bottom) raw.height += y;
    if (tile.kind === 'cell') { this.#move_cell(tile, raw); return; }
    if (tile.kind === 'free' && !this.#edges && this.session.focus === '') this.#over = display_under(facts.plan, raw) ?? this.#over;
    const frame = tile.kind === 'span' ? tile.frame : this.#over?.picture ?? tile.frame;
    const least = { width: frame.width * LEAST, height: frame.height * LEAST };
    const within = this.#edges ? cut(raw, frame) : held(raw, frame);
    const found = snapped(within, edges, free ? { x: [], y: [] } : this.#lines(tile, frame), REACH_PX * per_pixel, least);
    this.going = { id: tile.id, mm: this.#edges ? cut(found.rect, frame) : held(found.rect, frame), guides: found.guides, target: null };
  }
  #lines(tile: Placed, frame: Mm): ReturnType<typeof lines_of> {
    const others = this.session.placement.placed.filter((one) => one.id !== tile.id && (tile.kind === 'span' || one.display === this.#over?.id)).map((one) => one.mm);
    if (tile.kind !== 'span') return lines_of(frame, this.#grid(this.#over?.id ?? ''), others);
    return lines_of(frame, null, others, facts.plan.displays.map((display) => display.picture));
  }
  #move_cell(tile: Placed, raw: Mm): void {
    if (!this.#edges && this.session.focus === '') this.#over = display_under(facts.plan, raw) ?? this.#over;
    const display = this.#over;
    if (!display) return;
    const grid = this.#grid(display.id);
    let cell = cells_under(grid, unit_of(display.picture, raw));
    if (!this.#edges) {
      // The middle of a tile says which cell is meant.
      const { columns, rows } = tile.cell!;
      const at = unit_of(display.picture, raw);
      const middle = cells_under(grid, { x: at.x + at.width / 2 - at.width / columns / 2, y: at.y + at.height / 2 - at.height / rows / 2, width: at.width / columns, height: at.height / rows });
      const named = grid.cells.find((one) => inside(one, middle));
      cell = grid.equal ? { column: clamp(cell.column, grid.columns - columns), row: clamp(cell.row, grid.rows - rows), columns, rows } : named ?? middle;
    }
    this.#cell = cell;
    const gap = moves.display_of(this.session.doc, display.id).gap;
    this.going = { id: tile.id, mm: raw, guides: [], target: part_of(display.picture, cell_unit(grid, cell, display.size, gap)) };
  }
  end(): void {
    const [tile, going, cell, over] = [this.#tile, this.going, this.#cell, this.#over];
    this.#tile = null;
    this.going = null;
    if (!tile || !going) return;
    const doc = moves.tile_of(this.session.doc, tile.id);
    if (!doc) return;
    if (tile.kind === 'cell') { if (cell && over) this.#end_cell(tile, going, cell, over); return; }
    const elsewhere = tile.kind === 'free' && over && over.id !== tile.display;
    if (elsewhere) this.session.apply(moves.to_display(this.session.root, doc, going.mm, over), '', last_of(this.session, over.id));
    else if (!same(going.mm, tile.mm)) this.session.apply(moves.set_rect(doc, unit_of(tile.frame, going.mm)));
  }
  #end_cell(tile: Placed, going: Going, cell: Cell, over: PlannedDisplay): void {
    const { session } = this;
    const doc = moves.tile_of(session.doc, tile.id)!;
    if (this.#edges) {
      if (cell.columns !== tile.cell!.columns || cell.rows !== tile.cell!.rows) session.apply(moves.set_span(doc, cell.columns, cell.rows));
    } else if (over.id !== tile.display) {
      const changes = moves.to_grid_of(session.root, session.doc, doc, over) ?? moves.to_display(session.root, doc, going.mm, over);
      session.apply(changes, '', last_of(session, over.id));
    } else {
      this.#to_cell(tile, cell, over);
    }
  }
  #to_cell(tile: Placed, cell: Cell, display: PlannedDisplay): void {
    const { session } = this;
    const doc = moves.tile_of(session.doc, tile.id)!;
    const then = moves.after_to_cell(session.doc, doc, cell, display);
    session.apply(moves.to_cell(session.root, session.doc, doc, cell, display), '', then);
  }
  cancel(): void { this.#tile = null; this.going = null; }

  // Arrow keys: by a hundredth, `fine` by a pixel; `resize` moves the right and lower edge.
  nudge(across: number, down: number, resize: boolean, fine: boolean): void {
    const tile = this.session.placed;
    const doc = this.session.tile;
    if (!tile || !doc || this.session.locked) return;
    const display = facts.plan.displays.find((one) => one.id === (tile.display || tile.on[0]));
    if (!display) return;
    if (tile.kind === 'cell') {
      const grid = this.#grid(tile.display);
      const { column, row, columns, rows } = tile.cell!;
      if (!resize) { this.#to_cell(tile, { column: clamp(column + across, grid.columns - columns), row: clamp(row + down, grid.rows - rows), columns, rows }, display); return; }
      if (grid.equal) this.session.apply(moves.set_span(doc, clamp(columns + across, grid.columns - column, 1), clamp(rows + down, grid.rows - row, 1)), `span ${tile.id}`);
      return;
    }
    const step = fine ? { x: 1 / display.size.width, y: 1 / display.size.height } : { x: STEP, y: STEP };
    const unit = { ...tile.unit };
    if (resize) {
      unit.width = Math.min(1 - unit.x, Math.max(LEAST, unit.width + across * step.x));
      unit.height = Math.min(1 - unit.y, Math.max(LEAST, unit.height + down * step.y));
    } else {
      unit.x = Math.min(1 - unit.width, Math.max(0, unit.x + across * step.x));
      unit.y = Math.min(1 - unit.height, Math.max(0, unit.y + down * step.y));
    }
    this.session.apply(moves.set_rect(doc, unit), `${resize ? 'size' : 'move'} ${tile.id}`);
  }
  #grid(display: string): NonNullable<ReturnType<typeof grid_named>> {
    return grid_named(moves.display_of(this.session.doc, display).grid) ?? grid_named('1x1')!;
  }
}

const clamp = (value: number, most: number, least = 0): number => Math.max(least, Math.min(most, value));
const inside = (big: Cell, { column, row }: Cell): boolean =>
  column >= big.column && column < big.column + big.columns && row >= big.row && row < big.row + big.rows;
const last_of = (session: Session, display: string): string => `${display}/${moves.display_of(session.doc, display).tiles.length}`;
const same = (a: Mm, b: Mm): boolean => a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
// What of it lies within: edges that are drawn stop at the edge.
function cut(rect: Mm, whole: Mm): Mm {
  const x = Math.max(rect.x, whole.x);
  const y = Math.max(rect.y, whole.y);
  return { x, y, width: Math.min(right(rect), right(whole)) - x, height: Math.min(bottom(rect), bottom(whole)) - y };
}
