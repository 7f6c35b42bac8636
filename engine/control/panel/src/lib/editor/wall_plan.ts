// The displays as they hang, in millimetres, frames included: as layouts/wall_geometry.cpp places
// them. x grows right, y grows down. Pure.
import type { Unit } from './grid';

export interface Mm { x: number; y: number; width: number; height: number }
export interface PlannedDisplay {
  id: string; name: string; audience: string;
  picture: Mm; bezel: number;              // the frame's width on each side
  size: { width: number; height: number }; // pixels, upright
}
export interface Plan { displays: readonly PlannedDisplay[]; box: Mm; outer: Mm } // around all pictures; frames too

export const right = (rect: Mm): number => rect.x + rect.width;
export const bottom = (rect: Mm): number => rect.y + rect.height;

interface Known { id: string; name: string; size: { width: number; height: number } } // of the state

type Loose = { [key: string]: unknown };
const loose = (value: unknown): Loose => typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Loose : {};
const list = (value: unknown): unknown[] => Array.isArray(value) ? value : [];
const number = (value: unknown, otherwise: number): number => typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
const pair = (value: unknown, otherwise: [number, number]): [number, number] => {
  const [a, b] = list(value);
  return [number(a, otherwise[0]), number(b, otherwise[1])];
};
const text = (value: unknown, otherwise: string): string => typeof value === 'string' && value !== '' ? value : otherwise;

// `wall`: what wall.json says; null where it could not be read, then every display is taken for one
// of 55 inch without a frame.
export function plan_of(known: readonly Known[], wall: unknown): Plan {
  const told = list(loose(wall).displays).map(loose).filter((display) => typeof display.id === 'string');
  const sources: Loose[] = told.length > 0 ? told : known.map((display) => ({
    id: display.id, name: display.name, size: [display.size.width, display.size.height],
    size_mm: display.size.width >= display.size.height ? [1210, 680] : [680, 1210],
  }));
  let frame_end: number | null = null;
  const displays = sources.map((source): PlannedDisplay => {
    const id = source.id as string;
    const [across, down] = pair(source.size, [1920, 1080]);
    const turned = source.rotation === 90 || source.rotation === 270;
    const [width, height] = pair(source.size_mm, [1210, 680]);
    const bezel = number(source.bezel_mm, 0);
    const beside: number = frame_end === null ? 0 : frame_end + bezel;
    const [x, y] = pair(source.position_mm, [beside, 0]);
    frame_end = x + width + bezel;
    return {
      id, name: text(source.name, known.find((one) => one.id === id)?.name || id), audience: text(source.audience, 'public'),
      picture: { x, y, width: Math.max(1, width), height: Math.max(1, height) }, bezel,
      size: turned ? { width: down, height: across } : { width: across, height: down },
    };
  });
  return { displays, box: around(displays.map((display) => display.picture)), outer: around(displays.map(framed)) };
}

export function framed({ picture, bezel }: PlannedDisplay): Mm {
  return { x: picture.x - bezel, y: picture.y - bezel, width: picture.width + 2 * bezel, height: picture.height + 2 * bezel };
}
export function around(rects: readonly Mm[]): Mm {
  if (rects.length === 0) return { x: 0, y: 0, width: 1, height: 1 };
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  return { x, y, width: Math.max(...rects.map(right)) - x, height: Math.max(...rects.map(bottom)) - y };
}
export const part_of = (whole: Mm, part: Unit): Mm => ({
  x: whole.x + part.x * whole.width, y: whole.y + part.y * whole.height,
  width: part.width * whole.width, height: part.height * whole.height,
});
export const unit_of = (whole: Mm, rect: Mm): Unit => ({
  x: (rect.x - whole.x) / whole.width, y: (rect.y - whole.y) / whole.height,
  width: rect.width / whole.width, height: rect.height / whole.height,
});
export function common(a: Mm, b: Mm): Mm | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(right(a), right(b)) - x;
  const height = Math.min(bottom(a), bottom(b)) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

// The same rectangle, moved and at last shrunk until it lies within `whole`.
export function held(rect: Mm, whole: Mm): Mm {
  const width = Math.min(rect.width, whole.width);
  const height = Math.min(rect.height, whole.height);
  return {
    x: Math.min(Math.max(rect.x, whole.x), right(whole) - width), y: Math.min(Math.max(rect.y, whole.y), bottom(whole) - height), width, height,
  };
}

// The display under the middle of a rectangle, else the nearest one.
export function display_under(plan: Plan, rect: Mm): PlannedDisplay | undefined {
  const x = rect.x + rect.width / 2;
  const y = rect.y + rect.height / 2;
  const away = ({ picture }: PlannedDisplay): number =>
    Math.hypot(Math.max(picture.x - x, 0, x - right(picture)), Math.max(picture.y - y, 0, y - bottom(picture)));
  return [...plan.displays].sort((a, b) => away(a) - away(b))[0];
}
