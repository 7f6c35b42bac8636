// How the wall signs in at a camera, as a page asks for it. Pure.
import type { CameraEntry } from './camera_file';

export interface LoginChoice { kind: 'none' | 'kept' | 'new'; login: string; user: string; password: string }
export const NO_LOGIN: LoginChoice = { kind: 'new', login: '', user: '', password: '' };

// A new login of which nothing was typed is none.
export function login_asked({ kind, login, user, password }: LoginChoice): { user?: string; password?: string; login?: string } {
  if (kind === 'kept') return login ? { login } : {};
  return kind === 'new' && user !== '' ? { user, password } : {};
}
export const choice_of = (login: string | undefined): LoginChoice => (login ? { ...NO_LOGIN, kind: 'kept', login } : { ...NO_LOGIN, kind: 'none' });
// The name under which a new user and password are kept: the camera's id, unless that is the login of others.
export function login_id(camera: string, logins: readonly string[], cameras: readonly CameraEntry[]): string {
  const free = (id: string): boolean => !logins.includes(id) || (cameras.some((entry) => entry.id === camera && entry.login === id) && !cameras.some((entry) => entry.id !== camera && entry.login === id));
  for (let number = 1; ; ++number) {
    const id = number === 1 ? camera : `${camera.slice(0, 58)}-${number}`;
    if (free(id)) return id;
  }
}
