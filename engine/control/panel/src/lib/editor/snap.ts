// Where a tile that is dragged or resized holds on: edges, halves and thirds of what it stands in,
// lines of the grid, edges of other tiles. Pure; all lengths in millimetres.
import type { Grid } from './grid';
import { bottom, right, type Mm } from './wall_plan';

export type LineKind = 'edge' | 'half' | 'third' | 'grid' | 'tile';
export interface Line { at: number; kind: LineKind; from: number; to: number } // from, to: along the line
export interface Lines { x: Line[]; y: Line[] } // x: upright lines
export interface Guide extends Line { upright: boolean }
export interface Edges { left: boolean; right: boolean; top: boolean; bottom: boolean } // those that are dragged
export const ALL_EDGES: Edges = { left: true, right: true, top: true, bottom: true };   // the whole tile

const RANK: Record<LineKind, number> = { edge: 0, half: 1, tile: 2, third: 3, grid: 4 };
const EVEN_MM = 0.01;

// The lines of a place that tiles stand in, and of the tiles beside.
export function lines_of(frame: Mm, grid: Grid | null, others: readonly Mm[], edges: readonly Mm[] = []): Lines {
  const lines: Lines = { x: [], y: [] };
  const add = (at: number, kind: LineKind, of: Mm, upright: boolean): void => {
    lines[upright ? 'x' : 'y'].push(upright ? { at, kind, from: of.y, to: bottom(of) } : { at, kind, from: of.x, to: right(of) });
  };
  const parts = (n: number, kind: LineKind, of: Mm): void => {
    for (let k = 1; k < n; ++k) { add(of.x + of.width * k / n, kind, of, true); add(of.y + of.height * k / n, kind, of, false); }
  };
  for (const of of [frame, ...edges]) {
    for (const at of [of.x, right(of)]) add(at, 'edge', of, true);
    for (const at of [of.y, bottom(of)]) add(at, 'edge', of, false);
  }
  parts(2, 'half', frame);
  parts(3, 'third', frame);
  if (grid) {
    for (let k = 1; k < grid.columns; ++k) add(frame.x + frame.width * k / grid.columns, 'grid', frame, true);
    for (let k = 1; k < grid.rows; ++k) add(frame.y + frame.height * k / grid.rows, 'grid', frame, false);
  }
  for (const of of others) {
    for (const at of [of.x, right(of)]) add(at, 'tile', of, true);
    for (const at of [of.y, bottom(of)]) add(at, 'tile', of, false);
  }
  return lines;
}

interface Hit { by: number; line: Line }
function nearest(at: number, lines: readonly Line[], reach: number): Hit | null {
  let best: Hit | null = null;
  for (const line of lines) {
    const by = line.at - at;
    if (Math.abs(by) > reach) continue;
    const nearer = best ? Math.abs(best.by) - Math.abs(by) : 1;
    if (nearer > EVEN_MM || (best && nearer > -EVEN_MM && RANK[line.kind] < RANK[best.line.kind])) best = { by, line };
  }
  return best;
}
const better = (a: Hit | null, b: Hit | null): Hit | null => {
  if (!a || !b) return a ?? b;
  return Math.abs(b.by) < Math.abs(a.by) - EVEN_MM ? b : a;
};

// `reach`: how far a line pulls. Edges that are not dragged stay; a size below `least` is not made.
export function snapped(rect: Mm, dragged: Edges, lines: Lines, reach: number, least: { width: number; height: number }): { rect: Mm; guides: Guide[] } {
  const [x, width, upright] = along(rect.x, rect.width, dragged.left, dragged.right, lines.x, reach, least.width);
  const [y, height, level] = along(rect.y, rect.height, dragged.top, dragged.bottom, lines.y, reach, least.height);
  const to = { x, y, width, height };
  const reaching = (line: Line, upright: boolean): Guide => ({
    ...line, upright, from: Math.min(line.from, upright ? to.y : to.x), to: Math.max(line.to, upright ? bottom(to) : right(to)),
  });
  return { rect: to, guides: [...upright.map((line) => reaching(line, true)), ...level.map((line) => reaching(line, false))] };
}

function along(start: number, length: number, near: boolean, far: boolean, lines: readonly Line[], reach: number, least: number): [number, number, Line[]] {
  const end = start + length;
  if (near && far) {
    const middle = nearest(start + length / 2, lines.filter((line) => line.kind === 'half'), reach);
    const hit = better(better(nearest(start, lines, reach), nearest(end, lines, reach)), middle);
    const moved = start + (hit?.by ?? 0);
    return [moved, length, hit ? held_by(lines, [moved, moved + length], hit.line) : []];
  }
  if (near) {
    const hit = nearest(start, lines, reach);
    const moved = Math.min(start + (hit?.by ?? 0), end - least);
    return [moved, end - moved, hit && Math.abs(moved - hit.line.at) < EVEN_MM ? [hit.line] : []];
  }
  if (far) {
    const hit = nearest(end, lines, reach);
    const moved = Math.max(end + (hit?.by ?? 0), start + least);
    return [start, moved - start, hit && Math.abs(moved - hit.line.at) < EVEN_MM ? [hit.line] : []];
  }
  return [start, length, []];
}
// Both ends may lie on a line once one of them does.
function held_by(lines: readonly Line[], ends: readonly number[], first: Line): Line[] {
  const found = [first];
  for (const end of ends) {
    const line = nearest(end, lines, EVEN_MM)?.line;
    if (line && !found.some((known) => Math.abs(known.at - line.at) < EVEN_MM)) found.push(line);
  }
  return found;
}

// A rectangle as the file writes it: its edges in ten-thousandths (a fifth of a pixel of 1080p), so
// that neighbours share theirs.
export function fractions(unit: { x: number; y: number; width: number; height: number }): [number, number, number, number] {
  const round = (value: number): number => Math.round(value * 10_000) / 10_000;
  const held = (value: number): number => Math.min(1, Math.max(0, round(value)));
  const [x, y] = [Math.min(held(unit.x), 0.9999), Math.min(held(unit.y), 0.9999)];
  const width = Math.max(0.0001, round(held(unit.x + unit.width) - x));
  const height = Math.max(0.0001, round(held(unit.y + unit.height) - y));
  return [x, y, width, height];
}
