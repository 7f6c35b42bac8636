// Layouts that were changed and not saved, kept by this browser: one for each file, not more than
// twenty, none larger than a layout may sensibly be. A private window keeps none.
export interface Draft { file: string; text: string; revision: string; at: number } // revision: of the file it began from
export interface Store { length: number; key(at: number): string | null; getItem(key: string): string | null; setItem(key: string, value: string): void; removeItem(key: string): void }

// This browser's, or none where it keeps nothing.
export function own_store(): Store {
  try { return localStorage; } catch { return { length: 0, key: () => null, getItem: () => null, setItem: () => undefined, removeItem: () => undefined }; }
}

const PREFIX = 'pendopo.draft.';
const MOST = 20;
const LARGEST = 256 * 1024; // characters
const OLDEST_MS = 60 * 24 * 3_600_000;

export function drafts(store: Store): Draft[] {
  const found: Draft[] = [];
  try {
    for (let at = 0; at < store.length; ++at) {
      const key = store.key(at);
      if (!key?.startsWith(PREFIX)) continue;
      const draft = read(store, key);
      if (draft) found.push(draft);
    }
  } catch { return []; }
  return found.sort((a, b) => b.at - a.at);
}
function read(store: Store, key: string): Draft | null {
  try {
    const value = JSON.parse(store.getItem(key) ?? 'null') as Partial<Draft> | null;
    if (!value || typeof value.text !== 'string' || typeof value.revision !== 'string' || typeof value.at !== 'number') return null;
    return { file: key.slice(PREFIX.length), text: value.text, revision: value.revision, at: value.at };
  } catch { return null; }
}
export const draft_of = (store: Store, file: string): Draft | null => read(store, PREFIX + file);

export function keep_draft(store: Store, draft: Draft): boolean {
  if (draft.text.length > LARGEST) return false;
  for (const old of drafts(store).filter((known) => known.file !== draft.file).filter((known, at) => at >= MOST - 1 || draft.at - known.at > OLDEST_MS)) {
    drop_draft(store, old.file);
  }
  try {
    store.setItem(PREFIX + draft.file, JSON.stringify({ text: draft.text, revision: draft.revision, at: draft.at }));
    return true;
  } catch { return false; }
}
export function drop_draft(store: Store, file: string): void {
  try { store.removeItem(PREFIX + file); } catch { /* nothing was kept */ }
}
