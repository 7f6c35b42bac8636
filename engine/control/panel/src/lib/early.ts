// What public/early.js began before the panel was there: a socket that may have been told the state by
// now. Taken once.
export interface Early { socket: WebSocket; frames: string[] }

const STATE_PATIENCE_MS = 150;

// Resolves when the state came, or will not come at once: a page drawn with it is drawn once.
export function early_state(): Promise<void> {
  const early = (window as { pendopo_early?: Early }).pendopo_early;
  if (!early || early.frames.length > 0) return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, STATE_PATIENCE_MS);
    for (const event of ['message', 'close']) early.socket.addEventListener(event, () => resolve());
  });
}

export function take_early(): Early | null {
  const holder = window as { pendopo_early?: Early };
  const early = holder.pendopo_early;
  delete holder.pendopo_early;
  return early && early.socket.readyState <= WebSocket.OPEN ? early : null;
}
