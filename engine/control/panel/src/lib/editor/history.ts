// What can be undone: whole texts, the newest last; the oldest fall off. Pure: each change gives a
// new history.

export const MOST_STATES = 200;
const MOST_CHARACTERS = 4_000_000; // of all states together, whatever their number
const TOGETHER_MS = 800;           // arrow keys that follow each other are one step

export interface Moment { text: string; what: string; at: number }
export interface History { states: readonly Moment[]; at: number }

export function begun(text: string): History {
  return { states: [{ text, what: '', at: 0 }], at: 0 };
}
export const text_of = (history: History): string => history.states[history.at]!.text;
export const can_undo = (history: History): boolean => history.at > 0;
export const can_redo = (history: History): boolean => history.at < history.states.length - 1;

// `what` names the change; the same name soon after the last one goes on with it. An empty name
// never does.
export function changed(history: History, text: string, what: string, now: number): History {
  if (text === text_of(history)) return history;
  const kept = history.states.slice(0, history.at + 1);
  const last = kept[kept.length - 1]!;
  const goes_on = what !== '' && last.what === what && now - last.at < TOGETHER_MS && history.at > 0;
  const states = goes_on ? [...kept.slice(0, -1)] : kept;
  states.push({ text, what, at: now });
  let characters = states.reduce((sum, state) => sum + state.text.length, 0);
  while (states.length > 2 && (states.length > MOST_STATES || characters > MOST_CHARACTERS)) {
    characters -= states.shift()!.text.length;
  }
  return { states, at: states.length - 1 };
}
export function undone(history: History): History {
  return can_undo(history) ? { ...history, at: history.at - 1 } : history;
}
export function redone(history: History): History {
  return can_redo(history) ? { ...history, at: history.at + 1 } : history;
}
