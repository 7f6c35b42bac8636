// The documents of the API, as the panel reads them: names for what openapi.d.ts has, which is made
// from the API itself. Times are Unix milliseconds.
import type { components } from './openapi';

type Schemas = components['schemas'];

export type Wall = Schemas['state'];
export type Control = Schemas['control'];
export type Layout = Schemas['layout'];
export type Display = Schemas['display'];
export type Tile = Schemas['tile'];
export type Camera = Schemas['camera'];
export type Source = Schemas['source'];
export type Worker = Schemas['worker'];
export type Problem = Schemas['problem'];
export type ShownOn = Schemas['display_control'];
export type Claim = Schemas['claim'];
export type Alarm = Schemas['alarm'];
export type Planned = Schemas['planned'];
export type Change = Schemas['change'];
export type Level = Schemas['message']['level'];
export type Priority = Schemas['claim']['priority'];

export type Me = Schemas['me'];
export type Role = Me['role'];
export type User = Schemas['user'];
export type Token = Schemas['token'];
export type AuditRow = Schemas['audit_record'];
export type Done = Schemas['done'];

export type Frame = Schemas['event'];

export type Rect = Tile['rect'];
export type Size = Display['size'];
