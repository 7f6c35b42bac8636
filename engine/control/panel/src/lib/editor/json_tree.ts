// JSON text as a tree that knows where everything stands, so that one value can be changed and all
// other bytes stay. Strict as the wall is: no comments, no commas at the end, no key twice. Pure.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Path = readonly (string | number)[];

export interface Member { key: string; start: number; node: Node } // start: of the key
export interface Node {
  kind: 'object' | 'array' | 'value';
  start: number; end: number;  // offsets in the text; end is the one after
  value: Json;
  members: Member[];           // of an object
  items: Node[];               // of an array
}
export type Fault = 'end' | 'value' | 'comma' | 'colon' | 'key' | 'twice' | 'string' | 'deep' | 'more';
export interface Broken { offset: number; line: number; column: number; fault: Fault }
export type Parsed = { ok: true; root: Node } | { ok: false; broken: Broken };

const DEEPEST = 64;
const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /true|false|null/y;

class Stop extends Error {
  constructor(readonly offset: number, readonly fault: Fault) { super(fault); }
}

class Reader {
  #at = 0;
  constructor(private readonly text: string) {}

  whole(): Node {
    this.#take(SPACE);
    const root = this.#node(0);
    this.#take(SPACE);
    if (this.#at < this.text.length) throw new Stop(this.#at, 'more');
    return root;
  }
  #take(what: RegExp): string | null {
    what.lastIndex = this.#at;
    const found = what.exec(this.text);
    if (found) this.#at += found[0].length;
    return found ? found[0] : null;
  }
  #sign(sign: string): boolean {
    if (this.text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }
  #fail(fault: Fault): never {
    throw new Stop(this.#at, this.#at >= this.text.length ? 'end' : fault);
  }
  #node(depth: number): Node {
    if (depth > DEEPEST) this.#fail('deep');
    const start = this.#at;
    if (this.#sign('{')) return this.#object(start, depth);
    if (this.#sign('[')) return this.#array(start, depth);
    const text = this.#take(STRING) ?? this.#take(NUMBER) ?? this.#take(WORD);
    if (text === null) this.#fail(this.text[start] === '"' ? 'string' : 'value');
    return { kind: 'value', start, end: this.#at, value: JSON.parse(text) as Json, members: [], items: [] };
  }
  #object(start: number, depth: number): Node {
    const members: Member[] = [];
    const value: { [key: string]: Json } = {};
    const seen = new Set<string>();
    this.#take(SPACE);
    while (!this.#sign('}')) {
      if (members.length > 0) {
        if (!this.#sign(',')) this.#fail('comma');
        this.#take(SPACE);
      }
      const key_start = this.#at;
      const text = this.#take(STRING);
      if (text === null) this.#fail('key');
      const key = JSON.parse(text) as string;
      if (seen.has(key)) throw new Stop(key_start, 'twice');
      seen.add(key);
      this.#take(SPACE);
      if (!this.#sign(':')) this.#fail('colon');
      this.#take(SPACE);
      const node = this.#node(depth + 1);
      members.push({ key, start: key_start, node });
      Object.defineProperty(value, key, { value: node.value, enumerable: true, writable: true, configurable: true });
      this.#take(SPACE);
    }
    return { kind: 'object', start, end: this.#at, value, members, items: [] };
  }
  #array(start: number, depth: number): Node {
    const items: Node[] = [];
    this.#take(SPACE);
    while (!this.#sign(']')) {
      if (items.length > 0) {
        if (!this.#sign(',')) this.#fail('comma');
        this.#take(SPACE);
      }
      items.push(this.#node(depth + 1));
      this.#take(SPACE);
    }
    return { kind: 'array', start, end: this.#at, value: items.map((item) => item.value), members: [], items };
  }
}

export function line_of(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before[before.length - 1]!.length + 1 };
}

export function parsed(text: string): Parsed {
  try {
    return { ok: true, root: new Reader(text).whole() };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { ok: false, broken: { offset: error.offset, ...line_of(text, error.offset), fault: error.fault } };
  }
}

export function node_at(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) {
    node = typeof step === 'number' ? node?.items[step] : node?.members.find((member) => member.key === step)?.node;
  }
  return node;
}

// "/displays/kiri/tiles/0" → ['displays', 'kiri', 'tiles', 0], as far as the tree has it.
export function path_of(root: Node, pointer: string): Path {
  const path: (string | number)[] = [];
  let node: Node | undefined = root;
  for (const part of pointer.split('/').slice(1)) {
    const step: string | number = node?.kind === 'array' ? Number(part) : part.replace(/~1/g, '/').replace(/~0/g, '~');
    node = node && node_at(node, [step]);
    if (!node) break;
    path.push(step);
  }
  return path;
}
