// What may be typed where the cursor stands, by the schema. Pure.
import type { Json, JsonObject } from './json';
import type { Cursor } from './json_text';
import type { Schema, SchemaBook } from './schema';

export interface Choice { label: string; insert: string; detail: string; required: boolean; caret: number /* from the end of what is inserted */ }

const MOST = 40;

// `known`: ids that a member may name, by the member's name ("source": […]).
export function choices_at(book: SchemaBook, cursor: Cursor, known: Readonly<Record<string, readonly string[]>> = {}): Choice[] {
  const document: JsonObject = { ...cursor.root };
  const schemas = book.at(cursor.path, document);
  const found = cursor.expecting === 'key' ? keys(book, schemas, cursor) : cursor.expecting === 'value' ? values(schemas, cursor, known) : [];
  const typed = cursor.typed.toLowerCase();
  const fitting = found.filter((choice) => choice.label.toLowerCase().includes(typed));
  const rank = (choice: Choice): number => (choice.label.toLowerCase().startsWith(typed) ? 0 : 2) + (choice.required ? 0 : 1);
  return fitting.sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
}

function keys(book: SchemaBook, schemas: Schema[], cursor: Cursor): Choice[] {
  const out = new Map<string, Choice>();
  for (const schema of schemas) {
    for (const [key, member] of Object.entries(schema.properties ?? {})) {
      if (out.has(key) || cursor.keys.includes(key)) continue;
      const here = book.resolve(member);
      const [value, caret] = cursor.colon ? ['', 0] : start_of(book, here);
      out.set(key, {
        label: key, insert: `${JSON.stringify(key)}${cursor.colon ? '' : `: ${value}`}`, detail: here.description ?? '',
        required: schema.required?.includes(key) ?? false, caret,
      });
    }
  }
  return [...out.values()];
}

// What a value begins as, and where in it the typing goes on.
function start_of(book: SchemaBook, schema: Schema): [string, number] {
  if (schema.const !== undefined) return [JSON.stringify(schema.const), 0];
  if (schema.default !== undefined && typeof schema.default !== 'object') return [JSON.stringify(schema.default), 0];
  switch (book.kind(schema)) {
    case 'text': case 'choice': case 'short': return ['""', 1];
    case 'list': return ['[]', 1];
    case 'object': case 'map': return ['{}', 1];
    default: return schema.type === 'object' ? ['{}', 1] : ['', 0];
  }
}

function values(schemas: Schema[], cursor: Cursor, known: Readonly<Record<string, readonly string[]>>): Choice[] {
  const last = cursor.path[cursor.path.length - 1];
  const member = typeof last === 'number' ? cursor.path[cursor.path.length - 2] : last;
  const out = new Map<string, Choice>();
  const put = (value: Json, detail: string): void => {
    const insert = JSON.stringify(value);
    if (!out.has(insert)) out.set(insert, { label: typeof value === 'string' ? value : insert, insert, detail, required: false, caret: 0 });
  };
  for (const schema of schemas) {
    for (const value of schema.enum ?? []) put(value, '');
    if (schema.const !== undefined) put(schema.const, '');
    if (schema.type === 'boolean') { put(true, ''); put(false, ''); }
    if (schema.type === 'string' && typeof member === 'string') for (const id of known[member] ?? []) put(id, '');
    if (schema.default !== undefined && typeof schema.default !== 'object') put(schema.default, '');
  }
  return [...out.values()];
}
