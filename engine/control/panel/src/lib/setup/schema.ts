// A JSON Schema (draft 7, as far as config/schema uses it) as what a form shows and what an editor
// completes. Pure.
import { is_object, type Json, type JsonObject, type Path } from './json';

export interface Schema {
  type?: string; enum?: Json[]; const?: Json; default?: Json; description?: string; title?: string; pattern?: string;
  minimum?: number; maximum?: number; minLength?: number; maxLength?: number; minItems?: number; maxItems?: number;
  required?: string[]; properties?: Record<string, Schema>; additionalProperties?: boolean | Schema; items?: Schema;
  anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[]; $ref?: string; definitions?: Record<string, Schema>;
  dependencies?: Record<string, string[] | Schema>;
}

// How a value is asked for. `short`: a simple value that stands for an object with one member.
export type Kind = 'text' | 'number' | 'integer' | 'yes_no' | 'choice' | 'list' | 'object' | 'map' | 'json' | 'short' | 'either' | 'fixed';
export interface Field { key: string; kind: Kind; schema: Schema; required: boolean }

export class SchemaBook {
  constructor(readonly root: Schema) {}

  // Without its references; what stands beside a reference wins.
  resolve(schema: Schema | undefined): Schema {
    let here: Schema = schema ?? {};
    for (let depth = 0; here.$ref && depth < 20; ++depth) {
      const { $ref, ...beside } = here;
      const target = $ref.startsWith('#/') ? $ref.slice(2).split('/').reduce<unknown>((box, step) =>
        is_object(box) ? (box as JsonObject)[step] : undefined, this.root) : undefined;
      here = { ...(target as Schema | undefined ?? {}), ...beside };
    }
    return here;
  }
  definition(name: string): Schema { return this.resolve({ $ref: `#/definitions/${name}` }); }

  // The one of several that fits by a member that is always the same, like a card's kind.
  chosen(schema: Schema, value: Json | undefined): Schema {
    const here = this.resolve(schema);
    if (!here.oneOf) return here;
    const found = here.oneOf.map((each) => this.resolve(each)).find((each) => Object.entries(each.properties ?? {}).some(([key, member]) =>
      member.const !== undefined && key !== 'version' && is_object(value) && value[key] === member.const));
    return found ?? here;
  }

  kind(schema: Schema): Kind {
    const here = this.resolve(schema);
    if (here.const !== undefined) return 'fixed';
    if (here.enum) return 'choice';
    if (here.anyOf && !here.properties) return this.short_key(here) ? 'short' : here.anyOf.length === 2 ? 'either' : 'json';
    switch (here.type) {
      case 'string': return 'text';
      case 'integer': return 'integer';
      case 'number': return 'number';
      case 'boolean': return 'yes_no';
      case 'array': return 'list';
      case 'object': return here.properties ? 'object' : is_object(here.additionalProperties as Json) ? 'map' : 'json';
      default: return 'json';
    }
  }

  // Of `"rupiah"` or `{"style": "rupiah", …}`: "style". Empty: not of that make.
  short_key(schema: Schema): string {
    const [short, long, ...more] = (this.resolve(schema).anyOf ?? []).map((each) => this.resolve(each));
    if (!short || !long?.properties || more.length > 0) return '';
    const bare = (each: Schema): string => { const { description: _, default: __, ...rest } = this.resolve(each); return JSON.stringify(rest); };
    return Object.keys(long.properties).find((key) => bare(long.properties![key]!) === bare(short)) ?? '';
  }

  fields(schema: Schema, value: Json | undefined): Field[] {
    const here = this.chosen(schema, value);
    return Object.entries(here.properties ?? {}).map(([key, member]) => ({
      key, schema: this.resolve(member), kind: this.kind(member), required: here.required?.includes(key) ?? false,
    }));
  }

  // What may stand at `path` of a document; several where the schema leaves it open.
  at(path: Path, document: Json | undefined): Schema[] {
    let here = [this.chosen(this.root, document)];
    if (here[0]!.oneOf) here = [here[0]!, ...here[0]!.oneOf.map((each) => this.resolve(each))]; // not chosen yet
    for (const step of path) {
      here = here.flatMap((each) => this.open(each)).flatMap((each) => {
        if (typeof step === 'number') return each.items ? [this.resolve(each.items)] : [];
        const member = each.properties?.[step] ?? (is_object(each.additionalProperties as Json) ? each.additionalProperties as Schema : undefined);
        return member ? [this.resolve(member)] : [];
      });
    }
    return here.flatMap((each) => this.open(each));
  }
  private open(schema: Schema): Schema[] {
    const here = this.resolve(schema);
    return here.properties || !here.anyOf ? [here] : here.anyOf.map((each) => this.resolve(each));
  }
}

// A number that somebody typed; "1,5" is one and a half. undefined: nothing; null: no number.
export function typed_number(text: string): number | null | undefined {
  const said = text.trim().replace(',', '.');
  if (said === '') return undefined;
  return /^-?\d+(\.\d*)?$|^-?\.\d+$/.test(said) ? Number(said) : null;
}

// What is wrong with a value before the wall is asked: a code, and the bound it breaks.
export interface Fault { code: 'required' | 'pattern' | 'number' | 'whole' | 'least' | 'most'; bound?: number }
export function fault_of(schema: Schema, value: Json | undefined, required: boolean): Fault | null {
  if (value === undefined || value === '') return required ? { code: 'required' } : null;
  if (typeof value === 'string') {
    if (schema.type === 'integer' || schema.type === 'number') return { code: 'number' };
    return schema.pattern && !matches(schema.pattern, value) ? { code: 'pattern' } : null;
  }
  if (typeof value === 'number') {
    if (schema.type === 'integer' && !Number.isInteger(value)) return { code: 'whole' };
    if (schema.minimum !== undefined && value < schema.minimum) return { code: 'least', bound: schema.minimum };
    if (schema.maximum !== undefined && value > schema.maximum) return { code: 'most', bound: schema.maximum };
  }
  return null;
}
function matches(pattern: string, value: string): boolean {
  try { return new RegExp(pattern, 'u').test(value); } catch { return true; } // the wall checks it anyway
}
