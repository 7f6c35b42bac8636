'use strict';
// The wall's picture and one button a layout.

const wall = document.getElementById('wall');
const message = document.getElementById('message');
const layouts = document.getElementById('layouts');

// Asks for the next picture only when the last one came or failed.
function nextPicture() {
  wall.src = '/api/v1/wall.jpg?width=1280&t=' + Date.now();
}
wall.onload = () => setTimeout(nextPicture, 500);
wall.onerror = () => setTimeout(nextPicture, 2000);

async function showLayouts() {
  const answer = await (await fetch('/api/v1/layouts')).json();
  layouts.replaceChildren(...answer.layouts.map((layout) => {
    const button = document.createElement('button');
    button.textContent = layout.name;
    button.setAttribute('aria-pressed', String(layout.active));
    button.onclick = () => activate(layout.id);
    return button;
  }));
}

async function activate(id) {
  const path = '/api/v1/layouts/' + encodeURIComponent(id) + '/activate';
  const answer = await fetch(path, { method: 'POST' });
  message.textContent = answer.ok ? '' : (await answer.json()).error.message;
  await showLayouts();
}

function refresh() {
  showLayouts().catch(() => { message.textContent = 'Dinding tidak menjawab.'; })
      .finally(() => setTimeout(refresh, 2000));
}
refresh();
nextPicture();
