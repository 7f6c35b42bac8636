// JSON as somebody types it: where it stops being JSON, where each value stands, and what the cursor
// is in. Pure. Lines and columns count from 1, as the wall's own problems do.
import type { Json, JsonObject, Path, Step } from './json';
import { pointer_of } from './json';

export interface Place { line: number; column: number }
export interface Range { start: number; end: number }
export interface Syntax { at: number; line: number; column: number; expected: 'value' | 'key' | 'colon' | 'comma' | 'end' | 'string' }
export type Read = { ok: true; value: Json; ranges: Map<string, Range> } | { ok: false; error: Syntax };

export function place_of(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
export function offset_of(text: string, line: number, column = 1): number {
  let start = 0;
  for (let at = 1; at < line; ++at) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return Math.min(start + Math.max(0, column - 1), end < 0 ? text.length : end);
}

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const DEEPEST = 200;

class Stop extends Error {
  constructor(readonly at: number, readonly expected: Syntax['expected']) { super(expected); }
}

// The value, and for each pointer where it stands.
export function read_json(text: string): Read {
  const ranges = new Map<string, Range>();
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found ? found[0] : null;
  };
  const take = (sign: string): boolean => {
    match(SPACE);
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };
  const string = (expected: Syntax['expected']): string => {
    match(SPACE);
    const start = at;
    const found = match(STRING);
    if (found === null) throw new Stop(start, text[start] === '"' ? 'string' : expected);
    return JSON.parse(found) as string;
  };
  const value = (path: Path): Json => {
    match(SPACE);
    const start = at;
    if (path.length > DEEPEST) throw new Stop(at, 'end');
    const read = ((): Json => {
      if (take('{')) {
        const box: JsonObject = {};
        if (take('}')) return box;
        do {
          const key = string('key');
          if (!take(':')) throw new Stop(at, 'colon');
          const inner = value([...path, key]);
          if (key !== '__proto__') box[key] = inner;
        } while (take(','));
        if (!take('}')) throw new Stop(at, 'comma');
        return box;
      }
      if (take('[')) {
        const list: Json[] = [];
        if (take(']')) return list;
        do list.push(value([...path, list.length])); while (take(','));
        if (!take(']')) throw new Stop(at, 'comma');
        return list;
      }
      if (text[at] === '"') return string('value');
      const scalar = match(SCALAR);
      if (scalar === null) throw new Stop(at, 'value');
      return JSON.parse(scalar) as Json;
    })();
    ranges.set(pointer_of(path), { start, end: at });
    return read;
  };
  try {
    const read = value([]);
    match(SPACE);
    if (at < text.length) throw new Stop(at, 'end');
    return { ok: true, value: read, ranges };
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return { ok: false, error: { at: stop.at, expected: stop.expected, ...place_of(text, stop.at) } };
  }
}

// The value that stands at `pointer`, or the nearest around it that is there.
export function range_at(ranges: ReadonlyMap<string, Range>, pointer: string): Range | undefined {
  for (let here = pointer; ; here = here.slice(0, here.lastIndexOf('/'))) {
    const found = ranges.get(here);
    if (found || here === '') return found;
  }
}

export interface Cursor {
  path: Step[];                        // of the object or list it is in, of a value: its own
  expecting: 'key' | 'value' | 'none';
  from: number; to: number;            // what a choice replaces
  typed: string;                       // what of it is there already
  keys: string[];                      // that this object has
  root: Record<string, string>;        // the texts of the outermost object; its "kind"
  quoted: boolean;                     // stands in quotes
  colon: boolean;                      // a key that already has its colon
}

interface Box { list: boolean; key: string; index: number; keys: string[]; state: 'key' | 'colon' | 'value' | 'comma' }
const TOKEN = /[ \t\r\n]+|"(?:[^"\\\n]|\\.)*"?|[{}[\]:,]|[^ \t\r\n"{}[\]:,]+/g;

// Bears text that is no JSON yet: what is before the cursor is enough.
export function cursor_at(text: string, offset: number): Cursor {
  const stack: Box[] = [];
  const root: Record<string, string> = {};
  let found = null as { depth: number; cursor: Cursor; box: Box | undefined } | null;
  const top = (): Box | undefined => stack[stack.length - 1];
  const steps = (): Step[] => stack.map((box) => box.list ? box.index : box.key);
  const look = (from: number, to: number, typed: string, quoted: boolean): void => {
    const box = top();
    const expecting = !box ? (from === 0 || stack.length > 0 ? 'value' : 'none') : box.state === 'key' ? 'key' : box.state === 'value' ? 'value' : 'none';
    const path = steps();
    if (expecting === 'key') path.pop();
    found = { depth: stack.length, box, cursor: { path, expecting, from, to, typed, keys: [], root, quoted, colon: /^\s*:/.test(text.slice(to)) } };
  };
  for (const token of text.matchAll(TOKEN)) {
    const start = token.index;
    const sign = token[0];
    const end = start + sign.length;
    const word = !/^[ \t\r\n{}[\]:,]/.test(sign);
    if (!found && start >= offset && !(word && start === offset)) look(offset, offset, '', false);
    if (!found && word && (start < offset ? offset < end || (offset === end && !(sign.length > 1 && sign.endsWith('"'))) : start === offset)) {
      const quoted = sign.startsWith('"');
      look(start, end, text.slice(quoted ? Math.min(start + 1, offset) : start, offset), quoted);
    }
    const box = top();
    if (sign === '{' || sign === '[') stack.push({ list: sign === '[', key: '', index: 0, keys: [], state: sign === '[' ? 'value' : 'key' });
    else if (sign === '}' || sign === ']') {
      stack.pop();
      if (found && stack.length < found.depth) break;
      if (top()) top()!.state = 'comma';
    } else if (sign === ',') {
      if (box) { box.state = box.list ? 'value' : 'key'; box.index += 1; }
    } else if (sign === ':') {
      if (box) box.state = 'value';
    } else if (word && box) {
      const read = sign.replace(/^"|"$/g, '');
      if (box.state === 'key' && !box.list) { box.key = read; box.keys.push(read); box.state = 'colon'; }
      else if (box.state === 'value') {
        if (stack.length === 1 && !box.list) root[box.key] = read;
        box.state = 'comma';
      }
    }
  }
  if (!found) look(offset, offset, '', false);
  const { cursor, box } = found as unknown as { cursor: Cursor; box: Box | undefined };
  const own = cursor.expecting === 'key' && cursor.from < cursor.to ? text.slice(cursor.from, cursor.to).replace(/"/g, '') : null;
  const keys = [...(box?.keys ?? [])];
  if (own !== null && keys.includes(own)) keys.splice(keys.indexOf(own), 1);
  return { ...cursor, keys };
}
