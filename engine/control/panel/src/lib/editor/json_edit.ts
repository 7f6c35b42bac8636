// Changes single values of JSON text; every other byte, the order and the style of the lines stay.
// Throws where the path leads nowhere: a mistake of the caller. Pure.
import { node_at, parsed, type Json, type Node, type Path } from './json_tree';

// `value` undefined: removed. A path that ends in '-' appends to its list, one that ends in a
// number beyond the last item too; parents that are missing are made.
export interface Change { path: Path; value: Json | undefined; insert?: boolean } // insert: before that item

const WIDE = 96; // a value stands on one line up to here

export function written(value: Json, indent: string, depth_indent: string): string {
  const flat = one_line(value);
  if (flat.length + indent.length <= WIDE || typeof value !== 'object' || value === null) return flat;
  const inner = indent + depth_indent;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + written(item, inner, depth_indent)).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${written(item, inner, depth_indent)}`);
  return `{\n${members.join(',\n')}\n${indent}}`;
}
function one_line(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(one_line).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${one_line(item)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

export function edited(text: string, changes: readonly Change[]): string {
  return changes.reduce((now, change) => edited_once(now, change), text);
}

function edited_once(text: string, change: Change): string {
  const tree = parsed(text);
  if (!tree.ok) throw new Error('no JSON');
  const node = node_at(tree.root, change.path);
  if (change.value === undefined) return node ? removed(text, tree.root, change.path) : text;
  if (node && !change.insert) {
    const indent = indent_at(text, node.start);
    return text.slice(0, node.start) + written(change.value, indent, step_of(text)) + text.slice(node.end);
  }
  // The deepest parent that is there gets what is missing below it.
  let depth = change.path.length - 1;
  while (depth > 0 && !node_at(tree.root, change.path.slice(0, depth))) depth -= 1;
  const parent = node_at(tree.root, change.path.slice(0, depth))!;
  let value = change.value;
  for (const step of [...change.path.slice(depth + 1)].reverse()) {
    value = typeof step === 'number' || step === '-' ? [value] : { [step]: value };
  }
  return inserted(text, parent, change.path[depth]!, value, change.insert ?? false);
}

const children = (node: Node): { start: number; end: number }[] =>
  node.kind === 'object' ? node.members.map((member) => ({ start: member.start, end: member.node.end })) : node.items;

function inserted(text: string, parent: Node, step: string | number, value: Json, before: boolean): string {
  if (parent.kind === 'value') throw new Error(`nothing can be put into ${text.slice(parent.start, parent.end)}`);
  const within = children(parent);
  const own_lines = text.slice(parent.start, parent.end).includes('\n');
  const outer = indent_at(text, parent.start);
  const head = parent.kind === 'object' ? `${JSON.stringify(step)}: ` : '';
  const unit = step_of(text);
  if (within.length === 0) {
    const indent = outer + unit;
    return `${text.slice(0, parent.start + 1)}\n${indent}${head}${written(value, indent, unit)}\n${outer}${text.slice(parent.end - 1)}`;
  }
  const at = before && typeof step === 'number' ? Math.min(step, within.length) : within.length;
  // As its neighbour stands: on a line of its own, or beside the others.
  const neighbour = within[Math.min(at, within.length - 1)]!;
  const line_start = text.lastIndexOf('\n', neighbour.start - 1) + 1;
  const alone = own_lines && /^[ \t]*$/.test(text.slice(line_start, neighbour.start));
  const indent = alone ? text.slice(line_start, neighbour.start) : indent_at(text, neighbour.start);
  const long = !alone && one_line(value).length > WIDE - 16;
  const break_before = alone || long ? `\n${alone ? indent : outer + unit}` : ' ';
  const what = head + written(value, alone ? indent : outer + unit, unit);
  if (at < within.length) return `${text.slice(0, neighbour.start)}${what},${break_before}${text.slice(neighbour.start)}`;
  return `${text.slice(0, neighbour.end)},${break_before}${what}${text.slice(neighbour.end)}`;
}

function removed(text: string, root: Node, path: Path): string {
  const parent = node_at(root, path.slice(0, -1));
  const last = path[path.length - 1];
  if (!parent || last === undefined) throw new Error('the whole text cannot be removed');
  const within = children(parent);
  const at = typeof last === 'number' ? last : parent.members.findIndex((member) => member.key === last);
  if (within.length === 1) return text.slice(0, parent.start + 1) + text.slice(parent.end - 1);
  // With the comma before it; the first one with the comma and the space after it.
  if (at > 0) return text.slice(0, within[at - 1]!.end) + text.slice(within[at]!.end);
  return text.slice(0, within[0]!.start) + text.slice(within[1]!.start);
}

function indent_at(text: string, offset: number): string {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, offset))![0];
}
// What one level is indented by: as the first indented line is.
function step_of(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
}
