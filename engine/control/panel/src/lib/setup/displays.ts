// The displays of wall.json as they hang: places in millimetres, sizes by the diagonal, order,
// rotation. Pure: takes the members as they stand in the file and gives new ones; what the file does
// not say stays unsaid.
import type { Output } from '../setup';
import { at, is_object, list_of, text_of, type Json, type JsonObject } from './json';

export type Turn = 0 | 90 | 180 | 270;
export interface Facts { // of one display, with the defaults of the file
  id: string; name: string; output: string; edid: string; pixels: [number, number]; rotation: Turn; size: [number, number];
  bezel: number; distance: number; audience: string; gain: [number, number, number]; gamma: number; position: [number, number] | null;
}
export interface Box { x: number; y: number; width: number; height: number }

export const TURNS: readonly Turn[] = [0, 90, 180, 270];
export const GAIN = { least: 0.5, most: 1 };
export const GAMMA = { least: 0.5, most: 2 };
const MM_PER_INCH = 25.4;
const number_of = (value: Json | undefined, otherwise: number): number => typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
const pair = (value: Json | undefined, otherwise: [number, number]): [number, number] =>
  [number_of(at(value, [0]), otherwise[0]), number_of(at(value, [1]), otherwise[1])];
const tidy = (value: number, digits = 1): number => Number(value.toFixed(digits));

export const displays_of = (wall: Json | undefined): JsonObject[] => list_of(at(wall, ['displays'])).filter(is_object);

export function facts(display: JsonObject): Facts {
  const turn = number_of(display.rotation, 0) as Turn;
  const gain = [0, 1, 2].map((channel) => number_of(at(display.gain, [channel]), 1)) as [number, number, number];
  return {
    id: text_of(display.id), name: text_of(display.name) || text_of(display.id), output: text_of(display.output), edid: text_of(display.edid),
    pixels: pair(display.size, [1920, 1080]), rotation: TURNS.includes(turn) ? turn : 0, size: pair(display.size_mm, [1210, 680]),
    bezel: number_of(display.bezel_mm, 0), distance: number_of(display.viewing_distance_m, 5), audience: text_of(display.audience) || 'public',
    gain, gamma: number_of(display.gamma, 1), position: Array.isArray(display.position_mm) ? pair(display.position_mm, [0, 0]) : null,
  };
}

const turned = (turn: Turn): boolean => turn === 90 || turn === 270;
export const upright = ({ pixels, rotation }: Facts): [number, number] => turned(rotation) ? [pixels[1], pixels[0]] : pixels;
export const is_placed = (displays: readonly JsonObject[]): boolean => displays.some((display) => display.position_mm !== undefined);

// The pictures on the wall. Without positions they stand left to right, frame at frame, as the wall
// itself places them (layouts/wall_geometry.h).
export function boxes(displays: readonly JsonObject[]): Box[] {
  let frame_end = 0;
  return displays.map((display, index) => {
    const { size, bezel, position } = facts(display);
    const box = { x: position ? position[0] : index === 0 ? 0 : frame_end + bezel, y: position ? position[1] : 0, width: size[0], height: size[1] };
    frame_end = box.x + box.width + bezel;
    return box;
  });
}
export function framed(box: Box, bezel: number): Box {
  return { x: box.x - bezel, y: box.y - bezel, width: box.width + 2 * bezel, height: box.height + 2 * bezel };
}
export function around(list: readonly Box[]): Box {
  if (list.length === 0) return { x: 0, y: 0, width: 1, height: 1 };
  const x = Math.min(...list.map((box) => box.x));
  const y = Math.min(...list.map((box) => box.y));
  return { x, y, width: Math.max(...list.map((box) => box.x + box.width)) - x, height: Math.max(...list.map((box) => box.y + box.height)) - y };
}

export function inches_of(size: readonly [number, number]): number {
  return tidy(Math.hypot(size[0], size[1]) / MM_PER_INCH);
}
// The picture of such a diagonal with square pixels, as the display hangs.
export function size_by_inches(inches: number, display: Facts): [number, number] {
  const [across, down] = upright(display);
  const unit = inches * MM_PER_INCH / Math.hypot(across, down);
  return [Math.round(across * unit), Math.round(down * unit)];
}
// Millimetres and pixels that do not go together: pictures would look squeezed.
export function is_squeezed(display: Facts): boolean {
  const [across, down] = upright(display);
  return Math.abs(display.size[0] / display.size[1] / (across / down) - 1) > 0.03;
}

// The outputs whose monitor has that EDID.
export const bound_to = (edid: string, outputs: readonly Output[]): Output[] => edid === '' ? [] : outputs.filter((output) => output.edid === edid);

const STANDARD: { [key: string]: Json } = {
  name: '', output: '', edid: '', rotation: 0, bezel_mm: 0, viewing_distance_m: 5, audience: 'public', gamma: 1,
};
// With that member; one that says what is so anyway is left out.
export function with_member(display: JsonObject, key: string, value: Json): JsonObject {
  const { [key]: _, ...rest } = display;
  const usual = key === 'gain' ? Array.isArray(value) && value.every((part) => part === 1) : STANDARD[key] === value;
  if (usual) return rest;
  return { ...display, [key]: value };
}
// The picture turns with the display.
export function with_turn(display: JsonObject, rotation: Turn): JsonObject {
  const before = facts(display);
  const next = with_member(display, 'rotation', rotation);
  if (turned(before.rotation) === turned(rotation)) return next;
  return { ...next, size_mm: [before.size[1], before.size[0]] };
}

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const out = [...list];
  const [item] = out.splice(from, 1);
  if (item !== undefined) out.splice(Math.max(0, Math.min(to, out.length)), 0, item);
  return out;
}
// Where a display that is dragged to `x` belongs in the row.
export function place_in_row(displays: readonly JsonObject[], dragged: number, x: number): number {
  const middles = boxes(displays).map((box) => box.x + box.width / 2);
  return middles.filter((middle, index) => index !== dragged && middle < x).length;
}

// Every display with the place that it has anyway, so that each can be moved.
export function with_places(displays: readonly JsonObject[]): JsonObject[] {
  const here = boxes(displays);
  return displays.map((display, index) => ({ ...display, position_mm: [tidy(here[index]!.x), tidy(here[index]!.y)] }));
}
export function without_places(displays: readonly JsonObject[]): JsonObject[] {
  const order = displays.map((display, index) => ({ display, x: boxes(displays)[index]!.x }));
  return order.sort((a, b) => a.x - b.x).map(({ display: { position_mm: _, ...rest } }) => rest);
}

// Moves one picture; its edges and frame catch those of the others within `catch_mm`.
export function placed_at(displays: readonly JsonObject[], index: number, x: number, y: number, catch_mm: number): [number, number] {
  const all = boxes(displays);
  const mine = { ...all[index]!, x, y };
  const bezel = facts(displays[index]!).bezel;
  let best: [number, number] = [x, y];
  let near: [number, number] = [catch_mm, catch_mm];
  const offer = (axis: 0 | 1, value: number): void => {
    const away = Math.abs(value - (axis === 0 ? x : y));
    if (away > near[axis]) return;
    best = axis === 0 ? [value, best[1]] : [best[0], value];
    near = axis === 0 ? [away, near[1]] : [near[0], away];
  };
  all.forEach((box, other) => {
    if (other === index) return;
    const gap = bezel + facts(displays[other]!).bezel;
    for (const value of [box.x, box.x + box.width - mine.width, box.x + box.width + gap, box.x - mine.width - gap]) offer(0, value);
    for (const value of [box.y, box.y + box.height - mine.height, box.y + box.height + gap, box.y - mine.height - gap]) offer(1, value);
  });
  return [tidy(best[0]), tidy(best[1])];
}
// Two pictures on the same place: nobody hangs displays so.
export function overlapping(displays: readonly JsonObject[]): [string, string] | null {
  const all = boxes(displays);
  for (let a = 0; a < all.length; ++a) {
    for (let b = a + 1; b < all.length; ++b) {
      const [one, two] = [all[a]!, all[b]!];
      const apart = one.x + one.width <= two.x + 0.5 || two.x + two.width <= one.x + 0.5 || one.y + one.height <= two.y + 0.5 || two.y + two.height <= one.y + 0.5;
      if (!apart) return [facts(displays[a]!).name, facts(displays[b]!).name];
    }
  }
  return null;
}

export function new_display(displays: readonly JsonObject[]): JsonObject {
  const last = displays[displays.length - 1];
  let number = displays.length + 1;
  while (displays.some((display) => display.id === `layar-${number}`)) number += 1;
  const like: JsonObject = { id: `layar-${number}`, name: `Layar ${number}` };
  for (const key of ['size', 'rotation', 'size_mm', 'bezel_mm', 'viewing_distance_m']) {
    if (last?.[key] !== undefined) like[key] = last[key]!;
  }
  if (!is_placed(displays)) return like;
  const end = around(boxes(displays));
  return { ...like, position_mm: [tidy(end.x + end.width + 2 * facts(like).bezel), tidy(end.y)] };
}

// When what was changed can be seen. Every change of a display starts the drawing anew.
export interface Effects { at_once: string[]; dark_for_a_moment: boolean; next_start: string[] }
export function effects(before: Json, after: Json): Effects {
  const text = (value: Json | undefined): string => JSON.stringify(value ?? null);
  const known = new Map(displays_of(before).map((display) => [text_of(display.id), display]));
  const changed = displays_of(after).filter((display) => text(known.get(text_of(display.id))) !== text(display)).map((display) => facts(display).name);
  const gone = displays_of(before).filter((display) => !displays_of(after).some((other) => other.id === display.id)).map((display) => facts(display).name);
  const is_other = text(at(before, ['displays'])) !== text(at(after, ['displays']));
  return {
    at_once: [...changed, ...gone], dark_for_a_moment: is_other,
    next_start: ['control'].filter((key) => text(at(before, [key])) !== text(at(after, [key]))),
  };
}
