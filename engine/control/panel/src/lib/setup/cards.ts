// Cards: the kinds, how a new one of each begins with the figures of a source, and which members
// belong together in a form. Pure.
import type { Shape } from './figures';
import { is_object, list_of, text_of, type Json, type JsonObject } from './json';

export const KINDS = ['number', 'table', 'progress', 'chart', 'map', 'ticker', 'clock', 'text', 'image', 'qr', 'notice', 'small_multiples', 'comparison', 'queue', 'story'] as const;
export type CardKind = typeof KINDS[number];
// Shapes of the preview, as tiles are: width by height in pixels.
export const SHAPES = { wide: [960, 540], tall: [540, 960], strip: [1280, 180], square: [720, 720] } as const;
export type ShapeName = keyof typeof SHAPES;
export const usual_shape = (kind: string): ShapeName => kind === 'ticker' ? 'strip' : 'wide';

const quoted = (name: string): string => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `\`${name.replace(/`/g, '')}\``;

// A card that shows something of the source at once, where its columns allow it.
export function new_card(kind: CardKind, id: string, title: string, source: string, shape: Shape): JsonObject {
  const [value, target] = shape.numbers;
  const label = shape.texts[0];
  const head: JsonObject = { $schema: '../schema/card.schema.json', version: 1, id, kind };
  if (title !== '' || !UNTITLED.includes(kind)) head.title = title || id;
  const figures: JsonObject = source ? { source } : {};
  switch (kind) {
    case 'number': return { ...head, ...figures, ...(value ? { data: `{ 'value': $sum(${quoted(value)})${target ? `, 'target': $sum(${quoted(target)})` : ''} }` } : {}), format: 'number' };
    case 'table': return { ...head, ...figures };
    case 'progress': return { ...head, ...figures, ...(value && label ? { data: `$.{ 'label': ${quoted(label)}, 'value': ${quoted(value)}${target ? `, 'target': ${quoted(target)}` : ''} }` } : {}), format: 'number' };
    case 'chart': return { ...head, ...figures, option: chart_option(label, shape.numbers) };
    case 'map': return { ...head, ...figures, ...(value && label ? { data: `$.{ 'name': ${quoted(label)}, 'value': ${quoted(value)} }` } : {}), geojson: '../maps/kecamatan.geojson', format: 'number' };
    case 'ticker': return source ? { ...head, ...figures, ...(label ? { data: `$.${quoted(label)}` } : {}) } : { ...head, items: [''] };
    case 'clock': return head;
    case 'text': return source ? { ...head, ...figures } : { ...head, text: '' };
    case 'image': return { ...head, files: [''] };
    case 'qr': return { ...head, content: 'https://' };
    case 'notice': return { ...head, operator: '', contact: '' };
    case 'small_multiples': return { ...head, ...figures, ...(value && label ? { data: `$each(\${ ${quoted(label)}: [${quoted(value)}] }, function($series, $label) { { 'label': $label, 'series': $series } })` } : {}), format: 'number' };
    case 'comparison': return { ...head, ...figures, ...(value ? { data: `{ 'value': $sum(${quoted(value)}), 'reference': $sum(${quoted(target ?? value)}) }` } : {}), format: 'number', value_label: '', reference_label: '' };
    case 'queue': return { ...head, ...figures };
    case 'story': return { ...head, steps: [{ card: '', text: '' }] };
  }
}
function chart_option(label: string | undefined, numbers: readonly string[]): JsonObject {
  const series = (numbers.length > 0 ? numbers.slice(0, 3) : ['value']).map((name): Json => ({ type: 'bar', name, encode: { x: label ?? 'label', y: name } }));
  return { legend: {}, dataset: { source: '@data' }, xAxis: { type: 'category' }, yAxis: { type: 'value' }, series };
}
// Kinds that may do without a title.
const UNTITLED: readonly CardKind[] = ['ticker', 'clock', 'text', 'image', 'qr', 'notice'];
// Kinds that show what a source says.
export const takes_source = (kind: CardKind): boolean => !['clock', 'image', 'qr', 'notice', 'story'].includes(kind);

export function words_of(text: Json | undefined, language: 'id' | 'en'): string {
  if (typeof text === 'string') return text;
  if (!is_object(text)) return '';
  return text_of(text[language]) || text_of(text.id) || text_of(text.en);
}
export function title_of(card: Json | undefined, language: 'id' | 'en', otherwise: string): string {
  const document = is_object(card) ? card : {};
  return words_of(document.title, language) || words_of(document.text, language).replace(/<[^>]*>/g, '') || text_of(document.content) ||
    words_of(list_of(document.items)[0], language) || words_of(document.operator, language) || text_of(document.id) || otherwise;
}

// Members in the groups of the form; what is in none is "more".
export const CARD_GROUPS = ['about', 'figures', 'look'] as const;
export type CardGroup = typeof CARD_GROUPS[number];
export function card_group(key: string): CardGroup {
  if (['id', 'title', 'subtitle', 'note'].includes(key)) return 'about';
  return ['source', 'sources', 'data'].includes(key) ? 'figures' : 'look';
}

export const card_file = (folder: string, id: string): string => `${folder}/${id}.json`;
