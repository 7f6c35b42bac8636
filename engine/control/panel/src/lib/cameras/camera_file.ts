// cameras.json as forms, and forms as changes of it: only what somebody changed is asked for, so
// everything else of the file keeps its bytes. Pure.
import { step, type JsonChange } from '../setup';
import { hours_entry, type Hours } from './hours';

export type Audience = 'public' | 'staff' | 'restricted';
export type StreamEntry = string | { url: string; size?: [number, number]; sample_aspect?: [number, number]; enlarge?: number };
export interface CameraEntry {
  id: string; name?: string; main: StreamEntry; sub?: StreamEntry; login?: string; transport?: string; backend?: string; basic?: boolean;
  redirect_hosts?: string[]; certificate_sha256?: string; audience?: Audience; max_pixels?: number; sample_aspect?: [number, number];
  deinterlace?: string; color_range?: string; color_matrix?: string; hwaccel?: string; hours?: Hours[]; frozen_after_s?: number; delayed_after_s?: number;
}
export interface GroupEntry { id: string; name?: string; cameras: string[] }
export interface CameraFile { version: number; cameras: CameraEntry[]; groups?: GroupEntry[] }

// The file as it is read for a page, or null where it is not one: then only its text can be mended.
export function camera_file(text: string): CameraFile | null {
  try {
    const document = JSON.parse(text.replace(/^\uFEFF/, '')) as CameraFile;
    const entries: unknown[] = Array.isArray(document?.cameras) ? document.cameras : [{}];
    const good = entries.every((entry) => typeof (entry as CameraEntry | null)?.id === 'string');
    const groups = document?.groups ?? [];
    return good && Array.isArray(groups) && groups.every((group) => typeof group?.id === 'string' && Array.isArray(group.cameras)) ? document : null;
  } catch {
    return null;
  }
}

// What the page edits, every field a text or a choice; empty: the key is not in the file.
export interface CameraForm {
  id: string; name: string; main: string; sub: string; main_size: string; sub_size: string; login: string; audience: string; transport: string;
  backend: string; basic: boolean; redirect_hosts: string; certificate_sha256: string; max_pixels: string; sample_aspect: string; deinterlace: string;
  color_range: string; color_matrix: string; hwaccel: string; hours: Hours[]; frozen_after_s: string; delayed_after_s: string; groups: string[];
}
export const EMPTY_FORM: CameraForm = {
  id: '', name: '', main: '', sub: '', main_size: '', sub_size: '', login: '', audience: '', transport: '', backend: '', basic: false, redirect_hosts: '',
  certificate_sha256: '', max_pixels: '', sample_aspect: '', deinterlace: '', color_range: '', color_matrix: '', hwaccel: '', hours: [], frozen_after_s: '', delayed_after_s: '', groups: [],
};
const TEXTS = ['name', 'login', 'audience', 'transport', 'backend', 'certificate_sha256', 'deinterlace', 'color_range', 'color_matrix', 'hwaccel'] as const;
const ORDER = ['id', 'name', 'main', 'sub', 'login', 'audience', 'transport', 'backend', 'basic', 'redirect_hosts', 'certificate_sha256', 'hours',
  'frozen_after_s', 'delayed_after_s', 'max_pixels', 'sample_aspect', 'deinterlace', 'color_range', 'color_matrix', 'hwaccel'] as const;

const SECONDS = ['frozen_after_s', 'delayed_after_s'] as const;
const seconds_of = (text: string): number | undefined => (/^\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : undefined);

export const url_of = (stream: StreamEntry | undefined): string => (typeof stream === 'string' ? stream : stream?.url ?? '');
const size_of = (stream: StreamEntry | undefined): string => (typeof stream === 'object' && stream.size ? stream.size.join('×') : '');
const pair = (text: string): [number, number] | null => {
  const found = /^\s*(\d+)\s*[x×:/,]\s*(\d+)\s*$/i.exec(text);
  return found ? [Number(found[1]), Number(found[2])] : null;
};

export function form_of(entry: CameraEntry, file: CameraFile): CameraForm {
  const form: CameraForm = { ...EMPTY_FORM, id: entry.id, main: url_of(entry.main), sub: url_of(entry.sub), main_size: size_of(entry.main), sub_size: size_of(entry.sub) };
  for (const key of TEXTS) form[key] = String(entry[key] ?? '');
  form.basic = entry.basic === true;
  form.redirect_hosts = (entry.redirect_hosts ?? []).join(', ');
  form.max_pixels = entry.max_pixels === undefined ? '' : String(entry.max_pixels);
  form.hours = (entry.hours ?? []).map((hours) => ({ ...hours }));
  for (const key of SECONDS) form[key] = entry[key] === undefined ? '' : String(entry[key]);
  form.sample_aspect = entry.sample_aspect ? entry.sample_aspect.join(':') : '';
  form.groups = (file.groups ?? []).filter((group) => group.cameras.includes(entry.id)).map((group) => group.id);
  return form;
}

// A stream keeps what the page does not ask for (its own sample_aspect, enlarge).
function stream_entry(url: string, size: string, before: StreamEntry | undefined): StreamEntry | undefined {
  if (url === '') return undefined;
  const numbers = pair(size);
  const { url: _url, size: _size, ...kept } = typeof before === 'object' ? before : { url };
  const entry = { url, ...(numbers ? { size: numbers } : {}), ...kept };
  return Object.keys(entry).length > 1 ? entry : url;
}

export function entry_of(form: CameraForm, before?: CameraEntry): CameraEntry {
  const entry: Record<string, unknown> = { ...before, id: form.id };
  const put = (key: string, value: unknown): void => { if (value === undefined || value === '') delete entry[key]; else entry[key] = value; };
  put('main', stream_entry(form.main.trim(), form.main_size, before?.main));
  put('sub', stream_entry(form.sub.trim(), form.sub_size, before?.sub));
  for (const key of TEXTS) put(key, form[key].trim());
  if (form.basic || before?.basic !== undefined) put('basic', form.basic);
  const hosts = form.redirect_hosts.split(/[\s,;]+/).filter(Boolean);
  put('redirect_hosts', hosts.length > 0 ? hosts : undefined);
  put('hours', form.hours.length > 0 ? form.hours.map(hours_entry) : undefined);
  for (const key of SECONDS) put(key, seconds_of(form[key]));
  put('max_pixels', /^\d+$/.test(form.max_pixels.trim()) ? Number(form.max_pixels) : undefined);
  put('sample_aspect', pair(form.sample_aspect) ?? undefined);
  return Object.fromEntries(ORDER.filter((key) => key in entry).map((key) => [key, entry[key]])) as unknown as CameraEntry;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

// A new camera, or an old one by its id: what the file must change to be as the form says.
export function changes_of(file: CameraFile, form: CameraForm): JsonChange[] {
  const at = file.cameras.findIndex((camera) => camera.id === form.id);
  const before = file.cameras[at];
  const after = entry_of(form, before);
  const changes: JsonChange[] = [];
  if (!before) {
    changes.push({ op: 'add', pointer: '/cameras/-', value: after });
  } else {
    for (const key of ORDER) {
      const pointer = `/cameras/${at}/${step(key)}`;
      const [old_value, new_value] = [before[key], after[key]];
      if (same(old_value, new_value)) continue;
      if (is_map(old_value) && is_map(new_value)) changes.push(...member_changes(pointer, old_value, new_value));
      else if (after[key] === undefined) changes.push({ op: 'remove', pointer });
      else changes.push({ op: before[key] === undefined ? 'add' : 'replace', pointer, value: after[key] });
    }
  }
  return [...changes, ...membership_changes(file, form.id, form.groups)];
}

type Members = Record<string, unknown>;
const is_map = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
function member_changes(pointer: string, before: Members, after: Members): JsonChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !same(before[key], after[key])).map((key): JsonChange => {
    const place = `${pointer}/${step(key)}`;
    return after[key] === undefined ? { op: 'remove', pointer: place } : { op: key in before ? 'replace' : 'add', pointer: place, value: after[key] };
  });
}

function membership_changes(file: CameraFile, id: string, wanted: readonly string[]): JsonChange[] {
  return (file.groups ?? []).flatMap((group, at): JsonChange[] => {
    const place = group.cameras.indexOf(id);
    const want = wanted.includes(group.id);
    if (want && place < 0) return [{ op: 'add', pointer: `/groups/${at}/cameras/-`, value: id }];
    return !want && place >= 0 ? [{ op: 'remove', pointer: `/groups/${at}/cameras/${place}` }] : [];
  });
}

export function removal_of(file: CameraFile, id: string): JsonChange[] {
  const at = file.cameras.findIndex((camera) => camera.id === id);
  return at < 0 ? [] : [...membership_changes(file, id, []), { op: 'remove', pointer: `/cameras/${at}` }];
}

// Another address for the same camera; what else the file says of it stays.
export function replacement_of(file: CameraFile, id: string, main: string, sub: string, login: string): JsonChange[] {
  const entry = file.cameras.find((camera) => camera.id === id);
  return entry ? changes_of(file, { ...form_of(entry, file), main, sub, main_size: '', sub_size: '', login }) : [];
}

export function group_changes(file: CameraFile, group: GroupEntry): JsonChange[] {
  const groups = file.groups;
  const at = groups?.findIndex((known) => known.id === group.id) ?? -1;
  const before = groups?.[at];
  if (!before) return [...(groups ? [] : [{ op: 'add', pointer: '/groups', value: [] } as JsonChange]), { op: 'add', pointer: '/groups/-', value: group }];
  const changes: JsonChange[] = [];
  if ((before.name ?? '') !== (group.name ?? '')) changes.push({ op: before.name === undefined ? 'add' : 'replace', pointer: `/groups/${at}/name`, value: group.name ?? '' });
  if (!same(before.cameras, group.cameras)) changes.push({ op: 'replace', pointer: `/groups/${at}/cameras`, value: group.cameras });
  return changes;
}
export function group_removal(file: CameraFile, id: string): JsonChange[] {
  const at = file.groups?.findIndex((group) => group.id === id) ?? -1;
  return at < 0 ? [] : [{ op: 'remove', pointer: `/groups/${at}` }];
}

// "RSUD Blambangan · Lobi" becomes "rsud-blambangan-lobi", and "-2" where that is taken.
export function id_from(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  const stem = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 56).replace(/-+$/, '') || 'kamera';
  for (let number = 1; ; ++number) {
    const id = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.includes(id)) return id;
  }
}
export const good_id = (id: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(id);
