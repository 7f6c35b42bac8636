// What a technician should know about tiles before the wall shows them: overlaps and frames. Facts
// only; the words are beside the other words. Pure.
import type { Placed, Placement } from './placement';
import { bottom, common, right, type Mm, type Plan } from './wall_plan';

export type Warning =
  | { kind: 'overlap' | 'hidden' | 'same_place'; tile: string; other: string }
  | { kind: 'bezel'; tile: string; between: [string, string]; mm: number; card: boolean }
  | { kind: 'no_cell' | 'fixed_cells' | 'no_display'; tile: string; display: string };

const SEEN_MM = 1; // less of an overlap nobody sees
const MOST = 40;

export function warnings_of({ placed, unplaced }: Placement, plan: Plan): Warning[] {
  const found: Warning[] = unplaced.map((tile) => ({ kind: tile.why, tile: tile.id, display: tile.display }));
  placed.forEach((front, at) => {
    for (const back of placed.slice(0, at)) {
      if (!front.on.some((display) => back.on.includes(display))) continue;
      const kind = overlap(back, front);
      // One over another on a layer of its own was meant so.
      if (kind) found.push({ kind, tile: kind === 'hidden' ? back.id : front.id, other: kind === 'hidden' ? front.id : back.id });
    }
  });
  for (const tile of placed) if (tile.kind === 'span') found.push(...frames_in(tile, plan));
  return found.slice(0, MOST);
}

function overlap(back: Placed, front: Placed): 'overlap' | 'hidden' | 'same_place' | null {
  const both = common(back.mm, front.mm);
  if (!both || both.width <= SEEN_MM || both.height <= SEEN_MM) return null;
  const all = (of: Mm): boolean => both.width >= of.width - SEEN_MM && both.height >= of.height - SEEN_MM;
  if (all(back.mm) && all(front.mm) && back.z === front.z) return 'same_place';
  if (all(back.mm)) return 'hidden';
  return back.z === front.z ? 'overlap' : null;
}

// Between two displays that a tile reaches, how much of it the frames hide.
function frames_in(tile: Placed, plan: Plan): Warning[] {
  const on = plan.displays.filter((display) => tile.on.includes(display.id));
  const found: Warning[] = [];
  for (const [at, first] of on.entries()) {
    for (const second of on.slice(at + 1)) {
      const [a, b] = [first.picture, second.picture];
      const beside = Math.min(bottom(a), bottom(b)) > Math.max(a.y, b.y);
      const above = Math.min(right(a), right(b)) > Math.max(a.x, b.x);
      const gap = beside ? Math.max(a.x, b.x) - Math.min(right(a), right(b)) : above ? Math.max(a.y, b.y) - Math.min(bottom(a), bottom(b)) : -1;
      const another = on.some((display) => display !== first && display !== second && between(a, b, display.picture));
      if (gap >= 0 && !another) found.push({ kind: 'bezel', tile: tile.id, between: [first.id, second.id], mm: Math.round(gap), card: tile.content.kind === 'card' });
    }
  }
  return found;
}
function between(a: Mm, b: Mm, picture: Mm): boolean {
  const x = picture.x + picture.width / 2;
  const y = picture.y + picture.height / 2;
  const [left, far_right] = [Math.min(a.x, b.x), Math.max(right(a), right(b))];
  const [top, low] = [Math.min(a.y, b.y), Math.max(bottom(a), bottom(b))];
  return x > left && x < far_right && y > top && y < low;
}
