// JSON Patch (RFC 6902) without changing what it is given: only what lies on the way to a change is
// copied, so that what stayed the same is the same object. Throws where a patch does not fit; the
// caller then asks for the whole document.

// All of RFC 6902; the wall sends three of them.
export interface Operation { op: string; path: string; from?: string; value?: unknown }

type Box = Record<string, unknown> | unknown[];

function steps(path: string): string[] {
  if (path === '') return [];
  if (!path.startsWith('/')) throw new Error(`no pointer: ${path}`);
  return path.slice(1).split('/').map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function index(list: unknown[], step: string, end: number): number {
  const at = /^(0|[1-9]\d*)$/.test(step) ? Number(step) : NaN;
  if (!(at <= end)) throw new Error(`no place ${step} of ${list.length}`);
  return at;
}

function read(document: unknown, path: string[]): unknown {
  return path.reduce<unknown>((box, step) => {
    if (Array.isArray(box)) return box[index(box, step, box.length - 1)];
    if (box !== null && typeof box === 'object' && Object.prototype.hasOwnProperty.call(box, step)) {
      return (box as Record<string, unknown>)[step];
    }
    throw new Error(`nothing at ${step}`);
  }, document);
}

// `edit` gets a copy of what holds the last step.
function change(document: unknown, path: string[], edit: (box: Box, step: string) => void): unknown {
  const [step, ...rest] = path;
  if (step === undefined || document === null || typeof document !== 'object') {
    throw new Error(`nothing to change at ${path.join('/')}`);
  }
  if (step === '__proto__') throw new Error('a key that no document has');
  const box: Box = Array.isArray(document) ? [...document] : { ...(document as Record<string, unknown>) };
  if (rest.length === 0) {
    edit(box, step);
  } else if (Array.isArray(box)) {
    const at = index(box, step, box.length - 1);
    box[at] = change(box[at], rest, edit);
  } else {
    box[step] = change(read(box, [step]), rest, edit);
  }
  return box;
}

function add(document: unknown, path: string[], value: unknown): unknown {
  if (path.length === 0) return value;
  return change(document, path, (box, step) => {
    if (Array.isArray(box)) box.splice(step === '-' ? box.length : index(box, step, box.length), 0, value);
    else box[step] = value;
  });
}

function remove(document: unknown, path: string[]): unknown {
  read(document, path);
  return change(document, path, (box, step) => {
    if (Array.isArray(box)) box.splice(index(box, step, box.length - 1), 1);
    else delete box[step];
  });
}

function replace(document: unknown, path: string[], value: unknown): unknown {
  if (path.length === 0) return value;
  read(document, path);
  return change(document, path, (box, step) => {
    if (Array.isArray(box)) box[index(box, step, box.length - 1)] = value;
    else box[step] = value;
  });
}

export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => key in right && same(left[key], right[key]));
}

export function patched<T>(document: T, operations: Operation[]): T {
  return operations.reduce<unknown>((now, { op, path, from = '', value }) => {
    const to = steps(path);
    switch (op) {
      case 'add': return add(now, to, value);
      case 'remove': return remove(now, to);
      case 'replace': return replace(now, to, value);
      case 'copy': return add(now, to, read(now, steps(from)));
      case 'move': {
        if (`${path}/`.startsWith(`${from}/`) && path !== from) throw new Error('a move into itself');
        const moved = read(now, steps(from));
        return add(remove(now, steps(from)), to, moved);
      }
      case 'test':
        if (!same(read(now, to), value)) throw new Error(`test failed at ${path}`);
        return now;
      default: throw new Error(`unknown operation ${op}`);
    }
  }, document) as T;
}
