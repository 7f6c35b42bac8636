// Keeps the panel's own files, so that an installed panel opens and can say that the network is
// gone. Nothing of the wall is ever kept: /api/ is not touched.
'use strict';
const SHELL = 'shell-1';
const FEW = 40; // files kept; those of earlier versions go when there are more

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

async function keep(request, answer) {
  const cache = await caches.open(SHELL);
  await cache.put(request, answer);
  const known = await cache.keys();
  await Promise.all(known.slice(0, Math.max(0, known.length - FEW)).map((old) => cache.delete(old)));
}

async function fromNetwork(event) {
  const page = event.request.mode === 'navigate';
  const key = page ? '/' : event.request;
  try {
    const answer = await fetch(event.request);
    if (answer.ok && !answer.redirected) event.waitUntil(keep(key, answer.clone()));
    return answer;
  } catch (error) {
    const kept = await caches.match(key);
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== self.location.origin) return;
  const shell = pathname === '/' || pathname.startsWith('/assets/') || pathname.startsWith('/icon') ||
    pathname === '/early.js' || pathname === '/manifest.webmanifest';
  if (!shell) return;
  if (pathname.startsWith('/assets/')) {
    event.respondWith(caches.match(event.request).then((kept) => kept || fromNetwork(event)));
  } else {
    event.respondWith(fromNetwork(event));
  }
});
