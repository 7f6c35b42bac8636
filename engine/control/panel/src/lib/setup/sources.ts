// Sources of data.json: what kinds there are, how a new one begins, which members belong to which
// kind, and in which groups a form shows them. Pure.
import { is_object, text_of, type Json, type JsonObject } from './json';
import type { Field } from './schema';

export type Origin = 'file' | 'url' | 'sqlite' | 'postgresql' | 'mqtt';
export const ORIGINS: readonly Origin[] = ['file', 'url', 'sqlite', 'postgresql', 'mqtt'];
export const origin_of = (source: JsonObject): Origin => ORIGINS.find((origin) => source[origin] !== undefined) ?? 'file';

// What people may choose without knowing: letters, digits, '-' of a name; not one that is taken.
export function free_id(name: string, taken: readonly string[], otherwise: string): string {
  const plain = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 48) || otherwise;
  if (!taken.includes(plain)) return plain;
  let number = 2;
  while (taken.includes(`${plain}-${number}`)) number += 1;
  return `${plain}-${number}`;
}

export function new_source(origin: Origin, taken: readonly string[]): JsonObject {
  const of: Record<Origin, JsonObject> = {
    file: { id: '', file: '' },
    url: { id: '', url: 'https://', every_seconds: 300 },
    sqlite: { id: '', sqlite: { file: '', query: 'SELECT ' }, every_seconds: 300 },
    postgresql: { id: '', postgresql: { host: '', database: '', query: 'SELECT ' }, every_seconds: 300 },
    mqtt: { id: '', mqtt: { host: '', topic: '' } },
  };
  return { ...of[origin], id: free_id('', taken, `data-${taken.length + 1}`) };
}

// Members that only some kinds have (the schema's "dependencies").
const ONLY: Readonly<Record<string, readonly Origin[]>> = {
  login: ['url', 'postgresql', 'mqtt'], auth: ['url'], allow_private: ['url'], ca_file: ['url'], certificate_sha256: ['url'], proxy: ['url'],
  format: ['file', 'url', 'mqtt'], sheet: ['file', 'url', 'mqtt'], csv: ['file', 'url', 'mqtt'], date_order: ['file', 'url', 'mqtt'],
  every_seconds: ['file', 'url', 'sqlite', 'postgresql', 'mqtt'],
};
export const GROUPS = ['about', 'origin', 'reading', 'age', 'privacy', 'more'] as const;
export type Group = typeof GROUPS[number];
const GROUP_OF: Readonly<Record<string, Group>> = {
  id: 'about', name: 'about', publisher: 'about', period: 'about', updated: 'about',
  login: 'origin', auth: 'origin', allow_private: 'origin', every_seconds: 'origin', timeout_seconds: 'origin', ca_file: 'origin',
  certificate_sha256: 'origin', proxy: 'origin', max_bytes: 'origin',
  format: 'reading', sheet: 'reading', csv: 'reading', date_order: 'reading', rows: 'reading',
  old_after_seconds: 'age', expire_after_seconds: 'age', audience: 'privacy', columns: 'privacy', aggregate: 'privacy', alarm: 'more',
};
const ORDER = Object.keys(GROUP_OF);
export function fields_for(fields: readonly Field[], source: JsonObject): Record<Group, Field[]> {
  const origin = origin_of(source);
  const out: Record<Group, Field[]> = { about: [], origin: [], reading: [], age: [], privacy: [], more: [] };
  for (const field of fields) {
    if (field.kind === 'fixed' || field.key === '$schema') continue;
    const is_origin = (ORIGINS as readonly string[]).includes(field.key);
    const belongs = is_origin ? field.key === origin : ONLY[field.key]?.includes(origin) ?? true;
    if (!belongs && source[field.key] === undefined) continue; // what stands there wrongly is shown
    out[is_origin ? 'origin' : GROUP_OF[field.key] ?? 'more'].push(field);
  }
  const rank = (field: Field): number => ORIGINS.includes(field.key as Origin) ? -1 : ORDER.indexOf(field.key);
  for (const group of GROUPS) out[group].sort((a, b) => rank(a) - rank(b));
  return out;
}

// A file that was put in: what the wall proposes, under a name that is free.
export function proposed(source: Json, file: string, taken: readonly string[]): JsonObject {
  const given: JsonObject = is_object(source) ? source : {};
  const stem = file.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
  const id = text_of(given.id);
  return { ...given, id: /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(id) && !taken.includes(id) ? id : free_id(id || stem, taken, 'data'), file: text_of(given.file) || file };
}

export const RULES = ['number', 'date', 'text', 'drop', 'mask', 'initials'] as const;
export function with_rule(source: JsonObject, column: string, rule: string): JsonObject {
  const { columns, ...rest } = source;
  const { [column]: _, ...others } = is_object(columns) ? columns : {};
  const next = rule === '' ? others : { ...others, [column]: rule };
  return Object.keys(next).length === 0 ? rest : { ...source, columns: next };
}

export function sources_of(text: Json | undefined): JsonObject[] {
  return is_object(text) && Array.isArray(text.sources) ? text.sources.filter(is_object) : [];
}

export const LARGEST_UPLOAD = 16 * 1024 * 1024;
const ENDINGS = ['csv', 'xlsx', 'ods', 'json', 'txt', 'tsv', 'geojson'];
export type Unfit = '' | 'empty' | 'large' | 'old_excel' | 'kind';
// Whether a file can be put in, before it travels.
export function unfit(name: string, bytes: number): Unfit {
  const ending = /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? '';
  if (ending === 'xls') return 'old_excel';
  if (!ENDINGS.includes(ending)) return 'kind';
  if (bytes === 0) return 'empty';
  return bytes > LARGEST_UPLOAD ? 'large' : '';
}
