// How the wall signs in at a camera, as a page asks for it. Pure.
export interface LoginChoice { kind: 'none' | 'kept' | 'new'; login: string; user: string; password: string }
export const NO_LOGIN: LoginChoice = { kind: 'new', login: '', user: '', password: '' };

// A new login of which nothing was typed is none.
export function login_asked({ kind, login, user, password }: LoginChoice): { user?: string; password?: string; login?: string } {
  if (kind === 'kept') return login ? { login } : {};
  return kind === 'new' && user !== '' ? { user, password } : {};
}
export const choice_of = (login: string | undefined): LoginChoice => (login ? { ...NO_LOGIN, kind: 'kept', login } : { ...NO_LOGIN, kind: 'none' });
