// A tile under a finger, a pen or a mouse: how far it was carried, or which edge was drawn.
import interact from 'interactjs';
import type { Edges } from './snap';

export interface Grip {
  // Whether this pointer may take it; a finger on what is not chosen scrolls the page.
  begin(edges: Edges | null, touch: boolean): boolean; // edges null: all of it is carried
  move(x: number, y: number, free: boolean): void;     // client pixels since it began; free: nothing pulls
  end(): void;
}

interface Event { clientX: number; clientY: number; clientX0: number; clientY0: number; altKey: boolean; edges?: Partial<Record<keyof Edges, boolean>>; interaction: { stop(): void } }

export function grab(node: HTMLElement, grip: Grip): { update: (grip: Grip) => void; destroy: () => void } {
  let held = grip;
  let going = false;
  let touch = false; // interactjs does not tell
  const down = (event: PointerEvent): void => { touch = event.pointerType === 'touch'; };
  node.addEventListener('pointerdown', down, true);
  const start = (event: Event, edges: Edges | null): void => {
    going = held.begin(edges, touch);
    if (!going) event.interaction.stop();
  };
  const move = (event: Event): void => {
    if (!going) return;
    held.move(event.clientX - event.clientX0, event.clientY - event.clientY0, event.altKey); // since it was pressed
  };
  const end = (): void => {
    if (going) held.end();
    going = false;
  };
  const edge = (name: string): string => `[data-edge~="${name}"]`;
  interact(node)
    .styleCursor(false)
    .resizable({
      edges: { left: edge('left'), right: edge('right'), top: edge('top'), bottom: edge('bottom') },
      listeners: {
        start: (event: Event) => start(event, { left: false, right: false, top: false, bottom: false, ...event.edges }),
        move, end,
      },
    })
    .draggable({ listeners: { start: (event: Event) => start(event, null), move, end } });
  return { update: (next) => { held = next; }, destroy: () => { node.removeEventListener('pointerdown', down, true); interact(node).unset(); } };
}
