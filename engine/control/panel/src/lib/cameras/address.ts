// Addresses of cameras as people type and paste them: the login goes into fields of its own. Pure.
import type { Vendor } from '../setup';

export interface SplitAddress { url: string; user: string; password: string }

const unescaped = (text: string): string => { try { return decodeURIComponent(text); } catch { return text; } };

// "rtsp://admin:p@ss@10.0.0.5/1": the last "@" before the path ends the login. A password may hold
// "/" too; then the last "@" decides that has a host behind it.
export function split_address(typed: string): SplitAddress {
  const url = typed.trim();
  const found = /^([a-z][a-z0-9+.-]*:\/\/)(.*)$/i.exec(url);
  if (!found) return { url, user: '', password: '' };
  const [, scheme = '', rest = ''] = found;
  const at = login_end(rest);
  if (at < 0) return { url, user: '', password: '' };
  const login = rest.slice(0, at);
  const colon = login.indexOf(':');
  return {
    url: scheme + rest.slice(at + 1),
    user: unescaped(colon < 0 ? login : login.slice(0, colon)), password: colon < 0 ? '' : unescaped(login.slice(colon + 1)),
  };
}
function login_end(rest: string): number {
  const path = rest.search(/[/?#]/);
  const authority = path < 0 ? rest : rest.slice(0, path);
  const near = authority.lastIndexOf('@');
  const host = authority.slice(near + 1);
  if (near >= 0 ? is_host(host) && sure(host) : is_host(host)) return near;
  for (let at = rest.lastIndexOf('@'); at > near; at = rest.lastIndexOf('@', at - 1)) {
    const behind = /^[^/?#]*/.exec(rest.slice(at + 1))?.[0] ?? '';
    if (is_host(behind) && sure(behind)) return at;
  }
  return near >= 0 && is_host(host) ? near : -1;
}
// A host that is no piece of a password: with dots, a port or brackets.
const sure = (host: string): boolean => /[.:[]/.test(host);
const is_host = (text: string): boolean => /^(\[[0-9a-f:.%a-z0-9_-]+\]|[a-z0-9]([a-z0-9._-]*[a-z0-9])?)(:\d{1,5})?$/i.test(text);

export function host_of(url: string): string {
  const found = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?(\[[^\]]*\]|[^:/?#]*)/i.exec(url.trim());
  return found?.[1] ?? '';
}

// "10.0.3.14", "[::1]:8554" or a whole address typed where a host is asked for. An IPv6 address gets
// its brackets.
export function host_typed(text: string): string {
  const plain = text.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/^[^/]*@/, '').replace(/[/?#].*$/, '');
  return /^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*(%.+)?$/i.test(plain) ? `[${plain}]` : plain;
}

// {host} and the number of a recorder's camera: {channel}, {channel:02} with two digits, {channel0}
// from 0. {user} and {password} stay: the login does not stand in cameras.json.
export function fill(template: string, host: string, channel: number): string {
  const filled = template.replace(/\{channel:02\}/g, String(channel).padStart(2, '0')).replace(/\{channel0\}/g, String(channel - 1)).replace(/\{channel\}/g, String(channel));
  if (!/(^|[^:\]]|\]):\d+$/.test(host)) return filled.replace(/\{host\}/g, () => host);
  return filled.replace(/\{host\}(:\d+)?/g, () => host); // a port that was typed wins
}
export const has_channels = (vendor: Vendor): boolean => /\{channel(:02|0)?\}/.test(vendor.main);

export function vendors_named(vendors: readonly Vendor[], typed: string): Vendor[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return vendors.filter((vendor) => words.every((word) => [vendor.make, ...vendor.also].join(' ').toLowerCase().includes(word)));
}

// The make that a device's own words name: the longest name that its words begin with or hold.
export function vendor_of(vendors: readonly Vendor[], words: string): Vendor | undefined {
  const plain = (text: string): string => ` ${text.toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim()} `;
  const text = plain(words);
  const names = vendors.flatMap((vendor) => [vendor.make, ...vendor.also].map((name) => ({ vendor, name: plain(name) })));
  return names.filter(({ name }) => name.trim() !== '' && text.includes(name)).sort((a, b) => b.name.length - a.name.length)[0]?.vendor;
}

// Of the streams a device names: the largest for the whole display, a small one for tiles.
export interface Sized { url: string; width: number; height: number; use: string }
export function proposed(streams: readonly Sized[]): { main: string; sub: string } {
  const by_size = [...streams].sort((a, b) => b.width * b.height - a.width * a.height);
  const main = streams.find((stream) => stream.use === 'main') ?? by_size[0];
  const others = by_size.filter((stream) => stream !== main && stream.url !== main?.url);
  const sub = others.find((stream) => stream.use === 'sub') ?? others.find((stream) => stream.width > 0 && stream.width <= 1024 && main && stream.width < main.width)
    ?? (main && main.width === 0 ? others[0] : undefined);
  return { main: main?.url ?? '', sub: sub?.url ?? '' };
}
export function pixels(size: { width: number; height: number } | [number, number] | null | undefined): { width: number; height: number } {
  if (!size) return { width: 0, height: 0 };
  return Array.isArray(size) ? { width: size[0], height: size[1] } : size;
}
