// JSON values as forms change them, and what differs between two of them as changes of a file. Pure;
// what is given stays as it is.
import { patched, same } from '../patch';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
export type Step = string | number;
export type Path = readonly Step[];
export interface Change { op: 'add' | 'replace' | 'remove'; pointer: string; value?: Json }

export const is_object = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const object_of = (value: Json | undefined): JsonObject => is_object(value) ? value : {};
export const list_of = (value: Json | undefined): Json[] => Array.isArray(value) ? value : [];
export const text_of = (value: Json | undefined): string => typeof value === 'string' ? value : '';

const escaped = (step: Step): string => String(step).replace(/~/g, '~0').replace(/\//g, '~1');
export const pointer_of = (path: Path): string => path.map((step) => `/${escaped(step)}`).join('');
export function path_of(pointer: string): string[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

export function at(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((box, step) => {
    if (Array.isArray(box)) return box[Number(step)];
    return is_object(box) && Object.prototype.hasOwnProperty.call(box, step) ? box[step] : undefined;
  }, value);
}

// With `next` at `path`; undefined takes it away. What is missing on the way is made: an object.
export function with_at(value: Json | undefined, path: Path, next: Json | undefined): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return next;
  if (Array.isArray(value)) {
    const list = [...value];
    const inner = with_at(list[Number(step)], rest, next);
    if (inner === undefined) list.splice(Number(step), 1); else list[Number(step)] = inner;
    return list;
  }
  const box: JsonObject = { ...object_of(value) };
  const inner = with_at(box[step], rest, next);
  if (inner === undefined) delete box[step]; else box[step] = inner;
  return box;
}

const id_of = (value: Json | undefined): string => is_object(value) ? text_of(value.id) : '';
const named = (list: Json[]): boolean => list.length > 0 && list.every((item) => id_of(item) !== '') &&
  new Set(list.map(id_of)).size === list.length;

// What makes `after` of `before`, in the smallest changes that keep the rest of a file as it was
// written. Lists of things with an id are changed by the thing; other lists of another length anew.
export function changes_between(before: Json | undefined, after: Json | undefined, path: Path = []): Change[] {
  if (before === undefined || after === undefined) {
    if (after !== undefined) return [{ op: 'add', pointer: pointer_of(path), value: after }];
    return before === undefined ? [] : [{ op: 'remove', pointer: pointer_of(path) }];
  }
  if (same(before, after)) return [];
  if (is_object(before) && is_object(after)) {
    const gone = Object.keys(before).filter((key) => !(key in after)).map((key): Change => ({ op: 'remove', pointer: pointer_of([...path, key]) }));
    return [...gone, ...Object.keys(after).flatMap((key) => changes_between(before[key], after[key], [...path, key]))];
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    if (named(before) && named(after)) return list_changes(before, after, path);
    if (before.length === after.length) return after.flatMap((item, index) => changes_between(before[index], item, [...path, index]));
    if (after.length > before.length && same(after.slice(0, before.length), before)) {
      return after.slice(before.length).map((value): Change => ({ op: 'add', pointer: pointer_of([...path, '-']), value }));
    }
  }
  return [{ op: 'replace', pointer: pointer_of(path), value: after }];
}

function list_changes(before: Json[], after: Json[], path: Path): Change[] {
  const inner = (was: Json | undefined, item: Json, index: number): Change[] => changes_between(was, item, [...path, index]);
  const has = (list: Json[], id: string): boolean => list.some((item) => id_of(item) === id);
  // Things in their old places, some of them called otherwise.
  const in_place = before.length === after.length && after.every((item, index) => id_of(item) === id_of(before[index]) ||
    (!has(before, id_of(item)) && !has(after, id_of(before[index]))));
  if (in_place) return after.flatMap((item, index) => inner(before[index], item, index));

  const changes: Change[] = [];
  const now = [...before];
  const remove = (index: number): void => {
    changes.push({ op: 'remove', pointer: pointer_of([...path, index]) });
    now.splice(index, 1);
  };
  for (let index = now.length - 1; index >= 0; --index) if (!has(after, id_of(now[index]))) remove(index);
  after.forEach((item, index) => {
    if (id_of(now[index]) === id_of(item)) { changes.push(...inner(now[index], item, index)); return; }
    const from = now.findIndex((known) => id_of(known) === id_of(item)); // behind: what is before is done
    if (from >= 0) remove(from);
    changes.push({ op: 'add', pointer: pointer_of([...path, index < now.length ? index : '-']), value: item });
    now.splice(index, 0, item);
  });
  return changes;
}

export function applied<T extends Json>(value: T, changes: readonly Change[]): T {
  return patched(value, changes.map(({ op, pointer, value: next }) => ({ op, path: pointer, value: next })));
}

// `mine` was made of `base`, and so was `theirs`, which is saved: mine again on top of theirs. Where
// both changed the same, mine is taken and the place is told, for the user to decide.
export function rebased(base: Json, mine: Json, theirs: Json): { value: Json; clashes: string[] } {
  const clashes: string[] = [];
  const value = merged(base, mine, theirs, [], clashes);
  return { value: value ?? null, clashes };
}
function merged(base: Json | undefined, mine: Json | undefined, theirs: Json | undefined, path: Path, clashes: string[]): Json | undefined {
  if (same(base, mine)) return theirs;
  if (same(base, theirs) || same(mine, theirs)) return mine;
  if (is_object(base) && is_object(mine) && is_object(theirs)) {
    const out: JsonObject = {};
    for (const key of [...new Set([...Object.keys(theirs), ...Object.keys(mine)])]) {
      const inner = merged(base[key], mine[key], theirs[key], [...path, key], clashes);
      if (inner !== undefined) out[key] = inner;
    }
    return out;
  }
  const alike = [base, mine, theirs].map((list) => Array.isArray(list) ? list.map(id_of).join('\n') : null);
  if (alike[0] !== null && alike[0] === alike[1] && alike[0] === alike[2] && (named(list_of(base)))) {
    return list_of(mine).map((item, index) => merged(list_of(base)[index], item, list_of(theirs)[index], [...path, index], clashes) ?? null);
  }
  clashes.push(pointer_of(path));
  return mine;
}

const WIDTH = 100; // of a line of the shipped files

// As the shipped files are written: what fits stands in one line.
export function pretty(value: Json, indent = ''): string {
  const short = one_line(value);
  if (typeof value !== 'object' || value === null || (indent !== '' && indent.length + short.length <= WIDTH) ||
      (Array.isArray(value) ? value : Object.keys(value)).length === 0) return short;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + pretty(item, inner)).join(',\n')}\n${indent}]`;
  return `{\n${Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${pretty(item, inner)}`).join(',\n')}\n${indent}}`;
}
function one_line(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(one_line).join(', ')}]`;
  if (!is_object(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${one_line(item)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
