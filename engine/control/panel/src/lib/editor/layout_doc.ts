// What a layout file says, as far as it can be drawn: lenient, for the wall's own check is what
// refuses. Every part knows its path in the text. Pure.
import type { Unit } from './grid';
import type { Json, Path } from './json_tree';

export type Content =
  | { kind: 'camera'; camera: string }
  | { kind: 'cameras'; cameras: string[]; seconds: number }
  | { kind: 'group'; group: string; seconds: number }
  | { kind: 'card'; card: string; text: string }
  | { kind: 'none' };

export const STREAMS = ['auto', 'main', 'sub'] as const;
export const FITS = ['contain', 'cover', 'stretch'] as const;
export const LABELS = ['none', 'top_left', 'top_right', 'bottom_left', 'bottom_right'] as const;
export interface Style { fit?: string; crop?: Unit; label?: string; stream?: string; border?: number; border_color?: string }

export interface TileDoc {
  id: string;      // as the wall names it: "kiri/0", "wall/2"
  path: Path; content: Content; rect: Unit | null; rows: number; columns: number; z: number; style: Style;
  span: string[];  // of a tile of the wall; empty: all displays
}
export interface DisplayDoc {
  id: string; path: Path; grid: string; gap: number; background: string; tiles: TileDoc[];
  fill: { group: string; seconds: number } | null;
}
export interface LayoutDoc { id: string; name: string; displays: DisplayDoc[]; wall: TileDoc[]; style: Style }

export const TOUR_SECONDS = 15; // unless the file says otherwise
export const MOST_TILES = 256;

type Members = { [key: string]: Json };
export const members = (value: Json | undefined): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
const items = (value: Json | undefined): Json[] => Array.isArray(value) ? value.slice(0, MOST_TILES) : [];
const text = (value: Json | undefined, otherwise = ''): string => typeof value === 'string' ? value : otherwise;
const number = (value: Json | undefined, otherwise: number): number => typeof value === 'number' ? value : otherwise;
const ids = (value: Json | undefined): string[] => items(value).filter((item): item is string => typeof item === 'string');

export function unit_in(value: Json | undefined): Unit | null {
  const [x, y, width, height] = items(value);
  if (typeof x !== 'number' || typeof y !== 'number' || typeof width !== 'number' || typeof height !== 'number') return null;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

export function content_in(tile: Members): Content {
  const seconds = number(tile.tour_seconds, TOUR_SECONDS);
  if (typeof tile.camera === 'string') return { kind: 'camera', camera: tile.camera };
  if (Array.isArray(tile.cameras)) return { kind: 'cameras', cameras: ids(tile.cameras), seconds };
  if (typeof tile.group === 'string') return { kind: 'group', group: tile.group, seconds };
  if (typeof tile.card === 'string') return { kind: 'card', card: tile.card, text: text(tile.text) };
  return { kind: 'none' };
}
function style_in(tile: Members): Style {
  const style: Style = {};
  if (typeof tile.fit === 'string') style.fit = tile.fit;
  const crop = unit_in(tile.crop);
  if (crop) style.crop = crop;
  if (typeof tile.label === 'string') style.label = tile.label;
  if (typeof tile.stream === 'string') style.stream = tile.stream;
  if (typeof tile.border === 'number') style.border = tile.border;
  if (typeof tile.border_color === 'string') style.border_color = tile.border_color;
  return style;
}
function tile_in(value: Json, id: string, path: Path): TileDoc {
  const tile = members(value);
  return {
    id, path, content: content_in(tile), rect: unit_in(tile.rect), rows: number(tile.rows, 1), columns: number(tile.columns, 1),
    z: number(tile.z, 0), style: style_in(tile), span: ids(tile.span),
  };
}

export function layout_in(value: Json): LayoutDoc {
  const root = members(value);
  const displays = Object.entries(members(root.displays)).map(([id, found]): DisplayDoc => {
    const display = members(found);
    const fill = members(display.fill);
    return {
      id, path: ['displays', id], grid: text(display.grid, '1x1'), gap: number(display.gap, 0), background: text(display.background),
      tiles: items(display.tiles).map((tile, at) => tile_in(tile, `${id}/${at}`, ['displays', id, 'tiles', at])),
      fill: typeof fill.group === 'string' ? { group: fill.group, seconds: number(fill.tour_seconds, TOUR_SECONDS) } : null,
    };
  });
  const wall = items(members(root.wall).tiles).map((tile, at) => tile_in(tile, `wall/${at}`, ['wall', 'tiles', at]));
  const id = text(root.id);
  return { id, name: text(root.name, id), displays, wall, style: style_in(members(root.style)) };
}
