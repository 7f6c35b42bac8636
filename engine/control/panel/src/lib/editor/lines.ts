// Two texts line by line, for looking at both. Pure.
export interface Pair { mine: string | null; theirs: string | null; same: boolean }

const MOST = 1200; // lines; longer texts are compared by place only

export function side_by_side(mine: string, theirs: string): Pair[] {
  const a = mine.replace(/\n$/, '').split('\n');
  const b = theirs.replace(/\n$/, '').split('\n');
  if (a.length > MOST || b.length > MOST) {
    return Array.from({ length: Math.max(a.length, b.length) }, (_, at) => ({ mine: a[at] ?? null, theirs: b[at] ?? null, same: a[at] === b[at] }));
  }
  // The longest common subsequence, from the end.
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; --i) {
    for (let j = b.length - 1; j >= 0; --j) {
      common[i * width + j] = a[i] === b[j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  let [gone, come]: [string[], string[]] = [[], []];
  const flush = (): void => {
    for (let at = 0; at < Math.max(gone.length, come.length); ++at) pairs.push({ mine: gone[at] ?? null, theirs: come[at] ?? null, same: false });
    [gone, come] = [[], []];
  };
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      flush();
      pairs.push({ mine: a[i++]!, theirs: b[j++]!, same: true });
    } else if (j >= b.length || (i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) gone.push(a[i++]!);
    else come.push(b[j++]!);
  }
  flush();
  return pairs;
}
