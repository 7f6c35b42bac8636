// The wall's problems at the fields and lines that they are about. Pure.
import type { Language } from '../settings.svelte';
import type { Problem } from '../setup';
import { range_at, place_of, type Range } from './json_text';

// Of one file's value at `root` ("/sources/3"): the pointers from there on. What is about the file
// around it has the pointer "".
export function problems_under(problems: readonly Problem[], file: string, root = ''): Problem[] {
  return problems.filter((problem) => problem.file === file || problem.file === '')
    .filter((problem) => root === '' || problem.pointer === root || problem.pointer.startsWith(`${root}/`))
    .map((problem) => ({ ...problem, pointer: problem.pointer.slice(root.length) }));
}
export function elsewhere(problems: readonly Problem[], file: string, root = ''): Problem[] {
  const here = new Set(problems_under(problems, file, root).map((problem) => problem.text + problem.line));
  return problems.filter((problem) => !here.has(problem.text + problem.line));
}

// Those of a field itself or of what stands in it, where nothing inside shows its own.
export function at_field(problems: readonly Problem[], pointer: string, deep = false): Problem[] {
  return problems.filter((problem) => problem.pointer === pointer || (deep && problem.pointer.startsWith(`${pointer}/`)));
}
export function shown_nowhere(problems: readonly Problem[], shown: (pointer: string) => boolean): Problem[] {
  return problems.filter((problem) => !shown(problem.pointer));
}

// A text that is a part of the file: its own lines, by the pointer.
export function lines_of(problems: readonly Problem[], text: string, ranges: ReadonlyMap<string, Range> | null, language: Language): { line: number; column: number; text: string }[] {
  return problems.map((problem) => {
    const range = ranges ? range_at(ranges, problem.pointer) : undefined;
    return { ...(range ? place_of(text, range.start) : { line: problem.line || 1, column: problem.column || 1 }), text: said(problem, language) };
  }).sort((a, b) => a.line - b.line || a.column - b.column);
}

// The wall's sentence without the place that stands before it: the field says where it is.
export function said(problem: Problem, language: Language): string {
  const text = language === 'en' ? problem.text : problem.text_id || problem.text;
  const found = /^[^\s:]+:\d+:\d+:?\s+(?:\/\S*:\s+)?(.*)$/s.exec(text);
  return found ? found[1]! : text;
}
