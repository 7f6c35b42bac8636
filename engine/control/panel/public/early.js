// Runs while the panel itself is still on its way: asks the wall for its state. src/lib/early.ts goes
// on with it. Nothing slow belongs here: it stands in the way of the page (names of months from Intl
// take a slow phone 200 ms).
'use strict';
(() => {
  const remembered = (key) => { try { return localStorage.getItem(`pendopo.${key}`); } catch { return null; } };
  // Who follows a link that signs in, or was signed out when this browser was here last, is asked first.
  if (remembered('signed-in') !== 'yes' || location.hash.startsWith('#masuk=')) return;
  const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/events`);
  const frames = [];
  socket.onmessage = (event) => { frames.push(String(event.data)); };
  window.pendopo_early = { socket, frames };
})();
