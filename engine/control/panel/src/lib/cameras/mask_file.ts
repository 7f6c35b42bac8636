// Masks and detail of a camera in cameras.json, and changes of them as changes of the file. Pure.
import { step, type JsonChange } from '../setup';
import type { Audience, CameraFile } from './camera_file';
import type { Mask } from './mask_shapes';

export const DETAILS = ['full', 'mosaic', 'still'] as const;
export type Detail = typeof DETAILS[number];
export type DetailBy = Record<Audience, Detail>;
export interface MaskKeys {
  masks?: { points: [number, number][]; style?: Mask['style'] }[]; masks_drawn_on?: [number, number]; detail?: Detail | Partial<Record<Audience, Detail>>;
  still_every_s?: number;
}
// What the page edits.
export interface Seen { masks: Mask[]; detail: DetailBy; still_every_s: number }

const STILL_EVERY_S = 10;

// An audience that is not named sees what the next narrower one that is named sees.
export function detail_of(said: MaskKeys['detail']): DetailBy {
  if (typeof said === 'string' || said === undefined) { const all = said ?? 'full'; return { public: all, staff: all, restricted: all }; }
  const restricted = said.restricted ?? 'full';
  const staff = said.staff ?? restricted;
  return { restricted, staff, public: said.public ?? staff };
}
function written(detail: DetailBy): MaskKeys['detail'] {
  const { public: everybody, staff, restricted } = detail;
  if (everybody === staff && staff === restricted) return everybody === 'full' ? undefined : everybody;
  return { public: everybody, ...(staff !== restricted || staff !== 'full' ? { staff } : {}), ...(restricted === 'full' ? {} : { restricted }) };
}

export function seen_of(entry: MaskKeys | undefined): Seen {
  const masks = (entry?.masks ?? []).map(({ points, style }): Mask => ({ points: points.map(([x, y]) => ({ x, y })), style: style ?? 'solid' }));
  return { masks, detail: detail_of(entry?.detail), still_every_s: entry?.still_every_s ?? STILL_EVERY_S };
}
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
export const masks_written = (masks: readonly Mask[]): { points: [number, number][]; style: Mask['style'] }[] =>
  masks.map(({ points, style }) => ({ points: points.map(({ x, y }): [number, number] => [rounded(x), rounded(y)]), style }));

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

// What the file must change so that the camera is seen like that. `drawn_on`: the size of the
// picture that somebody looked at while drawing.
export function seen_changes(file: CameraFile, id: string, seen: Seen, drawn_on: [number, number]): JsonChange[] {
  const at = file.cameras.findIndex((camera) => camera.id === id);
  if (at < 0) return [];
  const before = file.cameras[at] as MaskKeys;
  const after: MaskKeys = {};
  if (seen.masks.length > 0) { after.masks = masks_written(seen.masks); after.masks_drawn_on = drawn_on; }
  const detail = written(seen.detail);
  if (detail !== undefined) after.detail = detail;
  if (seen.still_every_s !== STILL_EVERY_S || before.still_every_s !== undefined) after.still_every_s = seen.still_every_s;
  return (['masks', 'masks_drawn_on', 'detail', 'still_every_s'] as const).flatMap((key): JsonChange[] => {
    const pointer = `/cameras/${at}/${step(key)}`;
    if (same(before[key], after[key])) return [];
    if (after[key] === undefined) return [{ op: 'remove', pointer }];
    return [{ op: before[key] === undefined ? 'add' : 'replace', pointer, value: after[key] }];
  });
}

// As the wall asks it: within 2.5 % the same shape.
export const same_shape = (a: readonly [number, number], b: readonly [number, number]): boolean => Math.abs((a[0] / a[1]) / (b[0] / b[1]) - 1) <= 0.025;
// A wider audience never sees more than a narrower one.
export const detail_makes_sense = (detail: DetailBy): boolean =>
  !((detail.public === 'full' && detail.staff !== 'full') || (detail.staff === 'full' && detail.restricted !== 'full'));
