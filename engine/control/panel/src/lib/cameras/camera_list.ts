// The list of cameras: what the file says beside what the wall knows, sorted and searched. Pure.
import { kind_of } from '../states';
import type { Camera } from '../wall';
import type { CameraFile } from './camera_file';

export interface Listed { id: string; name: string; live: Camera | undefined; groups: string[]; audience: string; installed: boolean }
export const ORDERS = ['name', 'state', 'delay', 'bitrate', 'fps'] as const;
export type Order = typeof ORDERS[number];

// Cameras of the file in its order, then those that only the wall still has.
export function listed(file: CameraFile | null, cameras: readonly Camera[]): Listed[] {
  const known = new Map(cameras.map((camera) => [camera.id, camera]));
  const rows = (file?.cameras ?? []).map((entry): Listed => ({
    id: entry.id, name: entry.name || entry.id, live: known.get(entry.id), audience: entry.audience ?? 'public', installed: true,
    groups: (file?.groups ?? []).filter((group) => group.cameras.includes(entry.id)).map((group) => group.id),
  }));
  const here = new Set(rows.map((row) => row.id));
  return [...rows, ...cameras.filter((camera) => !here.has(camera.id))
    .map((camera): Listed => ({ id: camera.id, name: camera.name || camera.id, live: camera, groups: [], audience: 'public', installed: false }))];
}

export function found(rows: readonly Listed[], typed: string, group: string): Listed[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => (group === '' || row.groups.includes(group)) && words.every((word) => `${row.name} ${row.id}`.toLowerCase().includes(word)));
}

const WORST_FIRST = { bad: 0, watch: 1, none: 2, good: 3 };
// Numbers: the largest first, and those that have none at the end; states: who needs somebody first.
export function sorted(rows: readonly Listed[], order: Order, backwards: boolean, language: string): Listed[] {
  const by_name = (a: Listed, b: Listed): number => a.name.localeCompare(b.name, language, { numeric: true });
  const number_of = (row: Listed): number | null => {
    if (!row.live) return null;
    return order === 'delay' ? row.live.delay_ms : order === 'bitrate' ? row.live.kilobits_per_second : row.live.received_fps;
  };
  const rank = (row: Listed): number => (row.live ? WORST_FIRST[kind_of(row.live.state)] : 1);
  const turn = backwards ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (order === 'name') return turn * by_name(a, b);
    if (order === 'state') return turn * (rank(a) - rank(b)) || by_name(a, b);
    const [left, right] = [number_of(a), number_of(b)];
    if (left === null || right === null) return left === right ? by_name(a, b) : left === null ? 1 : -1;
    return turn * (right - left) || by_name(a, b);
  });
}
