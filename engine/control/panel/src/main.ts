import './app.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { early_state } from './lib/early';
import { live } from './lib/live.svelte';

// The one-time link of the first start: "#masuk=TOKEN". The token leaves the address at once, so
// that no history, bookmark or picture of the screen keeps it.
function link_token(): string {
  const found = /^#masuk=(.+)$/.exec(location.hash);
  if (!found) return '';
  history.replaceState(null, '', location.pathname + location.search);
  try { return decodeURIComponent(found[1]!); } catch { return ''; }
}

const token = link_token();
void early_state().then(() => {
  live.start(token === ''); // else who it is will be known when the link was taken
  mount(App, { target: document.getElementById('app')!, props: { token } });
});
if ('serviceWorker' in navigator && isSecureContext) {
  addEventListener('load', () => { navigator.serviceWorker.register('/sw.js').catch(() => undefined); });
}
