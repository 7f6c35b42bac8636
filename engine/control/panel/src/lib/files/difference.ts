// Differences of texts by lines: read from a unified one, or made here where the wall made none
// (a conflict, a table that is to be saved). Pure.

export interface DiffLine { sign: '+' | '-' | ' ' | '@'; text: string; before: number; after: number } // line numbers; 0: not in that text

const CONTEXT = 3;
const MOST_STEPS = 4000; // of Myers' search; beyond it everything in between counts as changed

export function unified_lines(difference: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let before = 0;
  let after = 0;
  let inside = false;
  for (const line of difference.replace(/\n$/, '').split('\n')) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (hunk) {
      [before, after, inside] = [Number(hunk[1]), Number(hunk[2]), true];
      lines.push({ sign: '@', text: line, before, after });
    } else if (!inside || line.startsWith('\\')) {
      continue; // the names of the files; "\ No newline at end of file"
    } else if (line.startsWith('+')) lines.push({ sign: '+', text: line.slice(1), before: 0, after: after++ });
    else if (line.startsWith('-')) lines.push({ sign: '-', text: line.slice(1), before: before++, after: 0 });
    else lines.push({ sign: ' ', text: line.slice(1), before: before++, after: after++ });
  }
  return lines;
}

// What turns `old_text` into `new_text`, with three lines around each change.
export function difference(old_text: string, new_text: string): DiffLine[] {
  const [a, b] = [lines_of(old_text), lines_of(new_text)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) ++head;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) ++tail;
  const middle = script(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const all: DiffLine[] = [];
  let [before, after] = [1, 1];
  const keep = (text: string): void => { all.push({ sign: ' ', text, before: before++, after: after++ }); };
  a.slice(0, head).forEach(keep);
  for (const { sign, text } of middle) {
    if (sign === ' ') keep(text);
    else all.push({ sign, text, before: sign === '-' ? before++ : 0, after: sign === '+' ? after++ : 0 });
  }
  a.slice(a.length - tail).forEach(keep);
  return hunks(all);
}
const lines_of = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

function hunks(all: readonly DiffLine[]): DiffLine[] {
  const near = all.map(() => false);
  all.forEach((line, at) => {
    if (line.sign === ' ') return;
    for (let each = Math.max(0, at - CONTEXT); each <= Math.min(all.length - 1, at + CONTEXT); ++each) near[each] = true;
  });
  const shown: DiffLine[] = [];
  all.forEach((line, at) => {
    if (!near[at]) return;
    if (at > 0 && !near[at - 1]) shown.push({ sign: '@', text: '', before: line.before, after: line.after });
    shown.push(line);
  });
  return shown;
}

type Edit = { sign: '+' | '-' | ' '; text: string };
// Myers' shortest edit script (An O(ND) Difference Algorithm, 1986), kept step by step.
function script(a: readonly string[], b: readonly string[]): Edit[] {
  const all_changed = (): Edit[] => [...a.map((text): Edit => ({ sign: '-', text })), ...b.map((text): Edit => ({ sign: '+', text }))];
  const most = a.length + b.length;
  const trace: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  let work = 0;
  for (let d = 0; d <= most; ++d) {
    trace.push(new Map(furthest));
    const next = new Map(furthest);
    for (let k = -d; k <= d; k += 2) {
      if (++work > MOST_STEPS * 50) return all_changed();
      const down = k === -d || (k !== d && (next.get(k - 1) ?? -1) < (next.get(k + 1) ?? -1));
      let x = down ? next.get(k + 1) ?? 0 : (next.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) ++x;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return walk_back(a, b, trace, d);
    }
    furthest = next;
    if (d > MOST_STEPS / 4) return all_changed();
  }
  return all_changed();
}
function walk_back(a: readonly string[], b: readonly string[], trace: readonly Map<number, number>[], steps: number): Edit[] {
  const edits: Edit[] = [];
  let [x, y] = [a.length, b.length];
  for (let d = steps; d >= 0; --d) {
    const seen = trace[d]!;
    const k = x - y;
    const down = k === -d || (k !== d && (seen.get(k - 1) ?? -1) < (seen.get(k + 1) ?? -1));
    const from = down ? k + 1 : k - 1;
    const start = d === 0 ? 0 : seen.get(from) ?? 0;
    const [to_x, to_y] = d === 0 ? [0, 0] : [start, start - from];
    while (x > to_x && y > to_y) { edits.push({ sign: ' ', text: a[--x]! }); --y; }
    if (d === 0) break;
    if (down) edits.push({ sign: '+', text: b[--y]! });
    else edits.push({ sign: '-', text: a[--x]! });
  }
  return edits.reverse();
}

export const counted = (lines: readonly DiffLine[]): { added: number; removed: number } => ({
  added: lines.filter((line) => line.sign === '+').length, removed: lines.filter((line) => line.sign === '-').length,
});
// Where a line begins in a text; lines count from 1.
export function offset_of(text: string, line: number, column = 1): number {
  let at = 0;
  for (let number = 1; number < line; ++number) {
    const end = text.indexOf('\n', at);
    if (end < 0) return text.length;
    at = end + 1;
  }
  return Math.min(text.length, at + Math.max(0, column - 1));
}
