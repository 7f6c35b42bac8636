// Polygons as somebody draws them, in fractions of the picture: points added, moved and taken away,
// always inside it, and whether the wall would take them. Pure: each change gives a new polygon.

export interface Point { x: number; y: number }
export const STYLES = ['solid', 'pixelate', 'blur'] as const;
export type MaskStyle = typeof STYLES[number];
export interface Mask { points: Point[]; style: MaskStyle }

export const MOST_MASKS = 16;
export const FEWEST_POINTS = 3;
export const MOST_POINTS = 64;
export const STEP = 0.01; // an arrow key
export const FINE_STEP = 0.001;
const LEAST_AREA = 1e-6;

const inside = (value: number): number => Math.min(1, Math.max(0, value));
export const placed = ({ x, y }: Point): Point => ({ x: inside(x), y: inside(y) });

// A new mask in the middle of what is in sight.
export function begun_at(middle: Point, width: number, height: number): Mask {
  const [left, right] = [inside(middle.x - width / 2), inside(middle.x + width / 2)];
  const [top, low] = [inside(middle.y - height / 2), inside(middle.y + height / 2)];
  return { style: 'solid', points: [{ x: left, y: top }, { x: right, y: top }, { x: right, y: low }, { x: left, y: low }] };
}
export function moved_point(mask: Mask, at: number, to: Point): Mask {
  return { ...mask, points: mask.points.map((point, index) => (index === at ? placed(to) : point)) };
}
// Between this point and the next; the mask itself where it has as many as there may be.
export function added_point(mask: Mask, after: number, place?: Point): Mask {
  if (mask.points.length >= MOST_POINTS) return mask;
  const point = placed(place ?? middle_after(mask, after));
  return { ...mask, points: [...mask.points.slice(0, after + 1), point, ...mask.points.slice(after + 1)] };
}
export function removed_point(mask: Mask, at: number): Mask {
  return mask.points.length <= FEWEST_POINTS ? mask : { ...mask, points: mask.points.filter((_, index) => index !== at) };
}
export function middle_after(mask: Mask, at: number): Point {
  const a = mask.points[at]!;
  const b = mask.points[(at + 1) % mask.points.length]!;
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
// As far as it goes without losing its form at the picture's edge.
export function carried(mask: Mask, by: Point): Mask {
  const far = (axis: 'x' | 'y'): number => {
    const values = mask.points.map((point) => point[axis]);
    return Math.min(1 - Math.max(...values), Math.max(-Math.min(...values), by[axis]));
  };
  const [x, y] = [far('x'), far('y')];
  return { ...mask, points: mask.points.map((point) => ({ x: point.x + x, y: point.y + y })) };
}

const side = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
const between = (a: Point, b: Point, c: Point): boolean =>
  Math.min(a.x, b.x) <= c.x && c.x <= Math.max(a.x, b.x) && Math.min(a.y, b.y) <= c.y && c.y <= Math.max(a.y, b.y);
function meet(a: Point, b: Point, c: Point, d: Point): boolean {
  const [of_c, of_d, of_a, of_b] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)].map(Math.sign) as [number, number, number, number];
  return (of_c * of_d < 0 && of_a * of_b < 0) || (of_c === 0 && between(a, b, c)) || (of_d === 0 && between(a, b, d)) ||
    (of_a === 0 && between(c, d, a)) || (of_b === 0 && between(c, d, b));
}
export type Wrong = '' | 'flat' | 'crossing';
// What the wall would refuse (config/camera_privacy.cpp says the same).
export function wrong_with(mask: Mask): Wrong {
  const points = mask.points.filter((point, at) => { const next = mask.points[(at + 1) % mask.points.length]!; return point.x !== next.x || point.y !== next.y; });
  if (points.length < FEWEST_POINTS || points.every((b) => points.every((c) => Math.abs(side(points[0]!, b, c)) <= 2 * LEAST_AREA))) return 'flat';
  const count = points.length;
  for (let i = 0; i + 2 < count; ++i) {
    for (let j = i + 2; j < count; ++j) {
      if (!(i === 0 && j === count - 1) && meet(points[i]!, points[i + 1]!, points[j]!, points[(j + 1) % count]!)) return 'crossing';
    }
  }
  return '';
}
// The mask on top at that place, or -1; as it is drawn: what it winds round.
export function mask_at(masks: readonly Mask[], place: Point): number {
  for (let at = masks.length - 1; at >= 0; --at) {
    let winding = 0;
    const { points } = masks[at]!;
    points.forEach((a, index) => {
      const b = points[(index + 1) % points.length]!;
      if (a.y <= place.y && b.y > place.y && side(a, b, place) > 0) winding += 1;
      else if (a.y > place.y && b.y <= place.y && side(a, b, place) < 0) winding -= 1;
    });
    if (winding !== 0) return at;
  }
  return -1;
}
