// The text of a layout that begins: empty, from a preset, or a copy. Pure.
import { edited, written } from './json_edit';
import { parsed, type Json } from './json_tree';

export type Preset = 'empty' | 'full' | 'four' | 'nine' | 'one_five' | 'one_seven' | 'groups' | 'panorama';
export const PRESETS: readonly Preset[] = ['empty', 'full', 'four', 'nine', 'one_five', 'one_seven', 'groups', 'panorama'];
const GRIDS: Partial<Record<Preset, string>> = { full: '1x1', four: '2x2', nine: '3x3', one_five: '1+5', one_seven: '1+7', groups: '2x2' };
const GAP = 8; // pixels, as the examples have

export interface Begin { id: string; name: string; preset: Preset; displays: readonly string[]; groups: readonly string[]; camera: string }

export function layout_text({ id, name, preset, displays, groups, camera }: Begin): string {
  const grid = GRIDS[preset];
  const of = (_: string, at: number): { [key: string]: Json } => {
    if (!grid) return {};
    const display: { [key: string]: Json } = { grid };
    if (grid !== '1x1') display.gap = GAP;
    if (preset === 'groups' && groups.length > 0) display.fill = { group: groups[at % groups.length]! };
    return display;
  };
  const layout: { [key: string]: Json } = {
    $schema: '../schema/layout.schema.json', version: 1, id, name,
    displays: Object.fromEntries(displays.map((display, at) => [display, of(display, at)])),
  };
  if (preset === 'panorama' && camera) layout.wall = { tiles: [{ camera, fit: 'cover' }] };
  const members = Object.entries(layout).map(([key, value]) => `  ${JSON.stringify(key)}: ${
    key === 'displays' ? block(value as { [key: string]: Json }) : written(value, '  ', '  ')}`);
  return `{\n${members.join(',\n')}\n}\n`;
}
const block = (value: { [key: string]: Json }): string => {
  const lines = Object.entries(value).map(([key, item]) => `    ${JSON.stringify(key)}: ${written(item, '    ', '  ')}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n  }`;
};

// The same layout under another name.
export function copied(text: string, id: string, name: string): string {
  const tree = parsed(text);
  if (!tree.ok) return text;
  return edited(text, [{ path: ['id'], value: id }, { path: ['name'], value: name }]);
}

// "Pasar & Toko 2" → "pasar-toko-2", and with a number behind it where that is taken.
export function id_for(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
    .replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 58).replace(/-+$/, '') || 'tata-letak';
  if (!taken.includes(plain)) return plain;
  for (let number = 2; ; ++number) if (!taken.includes(`${plain}-${number}`)) return `${plain}-${number}`;
}
