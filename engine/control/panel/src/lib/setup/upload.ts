// Sends a file's bytes and tells how far it is: fetch cannot, XMLHttpRequest can.
import type { Answer } from '../api';

const SILENT_MS = 60_000; // a phone far from the access point is slow, not gone

export interface Sending<T> { done: Promise<Answer<T>>; stop: () => void }

export function send_file<T>(path: string, file: Blob, progress: (part: number) => void): Sending<T> {
  const request = new XMLHttpRequest();
  const done = new Promise<Answer<T>>((resolve) => {
    const silent = (): void => resolve({ ok: false, refusal: { status: 0, code: 'no_answer', message: '' } });
    let timer = setTimeout(() => request.abort(), SILENT_MS);
    request.open('POST', `/api/v1/${path}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = (event) => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), SILENT_MS);
      if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total);
    };
    request.onerror = silent;
    request.onabort = silent;
    request.onload = () => {
      clearTimeout(timer);
      let document: unknown = {};
      try { document = JSON.parse(request.responseText || '{}'); } catch { /* told by its status */ }
      if (request.status >= 200 && request.status < 300) { resolve({ ok: true, value: document as T }); return; }
      const error = (document as { error?: { code?: string; message?: string } }).error;
      resolve({ ok: false, refusal: { status: request.status, code: error?.code ?? '', message: error?.message ?? '' } });
    };
    request.send(file);
  });
  return { done, stop: () => request.abort() };
}
