// Tiles, places and warnings as sentences.
import { live } from '../live.svelte';
import { settings } from '../settings.svelte';
import { in_language, said } from '../setup_words';
import { editor_en } from '../words_editor_en';
import { editor_id, type EditorWords } from '../words_editor_id';
import type { Warning } from './check';
import { facts } from './facts.svelte';
import type { Content } from './layout_doc';
import type { Placed } from './placement';
import type { Session } from './session.svelte';

export const editor_words = (): EditorWords => in_language({ id: editor_id, en: editor_en });

export const camera_name = (id: string): string => live.wall?.cameras.find((camera) => camera.id === id)?.name || id;
export const group_name = (id: string): string => facts.groups.find((group) => group.id === id)?.name || id;
export const display_name = (id: string): string => facts.plan.displays.find((display) => display.id === id)?.name || id;
export function card_name(id: string): string {
  const card = facts.cards?.find((known) => known.id === id);
  return card ? said(card.title) : id;
}

export function content_name(content: Content): string {
  const w = editor_words();
  switch (content.kind) {
    case 'camera': return camera_name(content.camera);
    case 'cameras': return content.cameras.length === 1 ? camera_name(content.cameras[0]!) : w.tour_of(content.cameras.length);
    case 'group': return w.group_tour(group_name(content.group));
    case 'card': return content.card === 'text' ? `${w.text_card}: ${content.text.replace(/<[^>]*>/g, '').slice(0, 40)}` : `${w.card} ${card_name(content.card)}`;
    case 'none': return w.nothing;
  }
}
export function percent(part: number): string {
  return `${(Math.round(part * 1000) / 10).toLocaleString(settings.language === 'id' ? 'id-ID' : 'en-GB')} %`;
}
export function place_name(tile: Placed): string {
  const w = editor_words();
  if (tile.cell) return w.place_cell(tile.cell.column + 1, tile.cell.row + 1, tile.cell.columns, tile.cell.rows);
  const { x, y, width, height } = tile.unit;
  return w.place_free(percent(x), percent(y), percent(width), percent(height));
}
export function tile_name(tile: Placed): string {
  const w = editor_words();
  return w.tile_at(content_name(tile.content), tile.on.map(display_name).join(' + ') || w.whole, place_name(tile));
}

const number_of = (id: string): number => Number(id.slice(id.lastIndexOf('/') + 1)) + 1;

export function warning_words(warning: Warning, session: Session): string {
  const w = editor_words();
  const name = (id: string): string => {
    const tile = session.placement.placed.find((one) => one.id === id);
    return tile ? content_name(tile.content) : id;
  };
  switch (warning.kind) {
    case 'overlap': case 'hidden': case 'same_place': return w[warning.kind](name(warning.tile), name(warning.other));
    case 'bezel': {
      const [first, second] = warning.between.map(display_name) as [string, string];
      return warning.card ? w.bezel_card(name(warning.tile), first, second) : w.bezel(name(warning.tile), first, second, warning.mm);
    }
    case 'no_cell': return w.no_cell(display_name(warning.display), number_of(warning.tile));
    case 'fixed_cells': return w.fixed(display_name(warning.display), number_of(warning.tile));
    case 'no_display': return w.no_display(warning.display);
  }
}
