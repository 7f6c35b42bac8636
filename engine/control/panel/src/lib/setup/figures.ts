// A source's figures as a table (`pendopo data show --json`, GET data/{source}/view). Pure.
import { is_object, type Json } from './json';

export interface Column { name: string; kind: string; unit: string; decimal: string; values: number; missing: number; lost: number; note: string }
export interface SourceView {
  id: string; state: string; reason: string; period: string; updated_ms: number; age_by: string; format: string; encoding: string;
  separator: string; rows: number; lost: number; losses: string[]; notes: string[]; columns: Column[]; value: Json;
}
export interface Table { names: string[]; rows: Json[][]; more: number; where: string /* the rows' pointer */ }

const ROWS = 50;
const MOST_COLUMNS = 40;

// The column that a refusal for the public is about: it is refused before anything else is told of
// it, and it is what a rule is to be chosen for. Empty: the source was not refused for one.
export function refused_column(reason: string): string {
  return /^refused for the public: column "(.+?)" /.exec(reason)?.[1] ?? '';
}

// Rows of objects, wherever in the value they stand first; else the value's members.
export function table_of(value: Json, most = ROWS): Table {
  const found = rows_in(value, '', 0);
  if (!found) {
    const members: Json[][] = is_object(value) ? Object.entries(value) : value === null ? [] : [['', value]];
    return { names: [], rows: members.slice(0, most), more: Math.max(0, members.length - most), where: '' };
  }
  const { list, where } = found;
  const objects = list.filter(is_object);
  if (objects.length === 0) return { names: [''], rows: list.slice(0, most).map((item) => [item]), more: Math.max(0, list.length - most), where };
  const names = [...new Set(objects.slice(0, most).flatMap((row) => Object.keys(row)))].slice(0, MOST_COLUMNS);
  return { names, rows: objects.slice(0, most).map((row) => names.map((name) => row[name] ?? null)), more: Math.max(0, objects.length - most), where };
}
function rows_in(value: Json, where: string, depth: number): { list: Json[]; where: string } | null {
  if (Array.isArray(value)) return value.length > 0 ? { list: value, where } : null;
  if (!is_object(value) || depth > 4) return null;
  for (const [key, member] of Object.entries(value)) {
    if (!Array.isArray(member) && !is_object(member)) continue;
    const found = rows_in(member, `${where}/${key}`, depth + 1);
    if (found && found.list.some(is_object)) return found;
  }
  return null;
}

// A cell as people read it; numbers with the language's signs.
export function cell(value: Json, locale: string): string {
  if (value === null) return '–';
  if (typeof value === 'number') return value.toLocaleString(locale, { maximumFractionDigits: 6 });
  if (typeof value === 'boolean') return value ? '✓' : '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
export const is_number = (column: Column | undefined, rows: readonly Json[][], index: number): boolean =>
  column ? column.kind === 'number' : rows.some((row) => typeof row[index] === 'number') && rows.every((row) => row[index] === null || typeof row[index] === 'number');

export const column_of = (view: SourceView, name: string): Column | undefined => view.columns.find((column) => column.name === name);

// The names of what numbers and what texts there are, for a new card.
export interface Shape { numbers: string[]; texts: string[] }
export function shape_of(view: SourceView | null): Shape {
  if (!view) return { numbers: [], texts: [] };
  const { names, rows } = table_of(view.value);
  const numbers = names.filter((name, index) => name !== '' && is_number(column_of(view, name), rows, index));
  return { numbers, texts: names.filter((name) => name !== '' && !numbers.includes(name)) };
}
