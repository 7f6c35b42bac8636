// What this browser remembers for its user. A private window forgets; nothing depends on it.
export function remembered(key: string): string | null {
  try { return localStorage.getItem(`pendopo.${key}`); } catch { return null; }
}
export function remember(key: string, value: string): void {
  try { localStorage.setItem(`pendopo.${key}`, value); } catch { /* asked again next time */ }
}
export function rememberedList(key: string): string[] {
  try {
    const list: unknown = JSON.parse(remembered(key) ?? '[]');
    return Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string') : [];
  } catch {
    return [];
  }
}
