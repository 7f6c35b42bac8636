// Where displays stand in the picture of the whole wall, as fractions of it. Pure.
import type { Display, Rect, Size } from './wall';

export interface Place { x: number; y: number; width: number; height: number }

const right = (rect: Rect): number => rect.x + rect.width;
const bottom = (rect: Rect): number => rect.y + rect.height;

// By what the wall says; a wall that does not say hangs left to right, in the order of its file.
export function places(displays: readonly Display[]): Map<string, Place> {
  const told = displays.every((display) => display.preview && display.preview.width > 0);
  let x = 0;
  const rects = displays.map((display): Rect => {
    if (told && display.preview) return display.preview;
    const rect = { x, y: 0, ...display.size };
    x += display.size.width;
    return rect;
  });
  const width = Math.max(1, ...rects.map(right));
  const height = Math.max(1, ...rects.map(bottom));
  return new Map(displays.map((display, at) => {
    const rect = rects[at]!;
    return [display.id, { x: rect.x / width, y: rect.y / height, width: rect.width / width, height: rect.height / height }];
  }));
}

export function wall_aspect(displays: readonly Display[]): number {
  const told = displays.every((display) => display.preview && display.preview.width > 0);
  if (told && displays.length > 0) {
    const rects = displays.map((display) => display.preview!);
    return Math.max(1, ...rects.map(right)) / Math.max(1, ...rects.map(bottom));
  }
  const width = displays.reduce((sum, display) => sum + display.size.width, 0);
  const height = Math.max(1, ...displays.map((display) => display.size.height));
  return width > 0 ? width / height : 16 / 9;
}

// A part of a whole, in per cent.
export function percent(rect: Rect, whole: Size): Place {
  return { x: rect.x / whole.width * 100, y: rect.y / whole.height * 100, width: rect.width / whole.width * 100, height: rect.height / whole.height * 100 };
}

// Where a picture that is enlarged `zoom` times may be moved to, so that it still fills its frame.
export function held_inside(x: number, y: number, zoom: number, frame: Size): { x: number; y: number } {
  const within = (value: number, most: number): number => Math.min(0, Math.max(-most, value));
  return { x: within(x, frame.width * (zoom - 1)), y: within(y, frame.height * (zoom - 1)) };
}
