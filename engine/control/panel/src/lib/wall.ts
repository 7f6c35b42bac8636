// The documents of the API, as the panel reads them. Times are Unix milliseconds.

export type Role = 'viewer' | 'operator' | 'technician';
export type Level = 'info' | 'warning' | 'emergency';
export type Priority = 'default' | 'tour' | 'schedule' | 'alarm' | 'operator' | 'emergency';

export interface Size { width: number; height: number }
export interface Rect extends Size { x: number; y: number }

export interface Layout { id: string; name: string; active: boolean }
export interface Display {
  id: string; name: string; output: string; size: Size; shown_fps: number | null; connected: boolean;
  preview?: Rect; // its place in the picture of the whole wall; else left to right
}
export interface Tile {
  display: string; id: string; rect: Rect; camera: string; card: string; stream: string;
  state: string; reason: string; since_ms: number; frame_age_ms: number | null;
  shown_fps: number | null; decoded_fps: number | null;
}
export interface Camera {
  id: string; name: string; state: string; reason: string; since_ms: number; stream: string;
  codec: string; decoder: string; size: Size; decoded_fps: number | null; received_fps: number | null;
  kilobits_per_second: number | null; media_clock: string; delay_ms: number | null;
  jitter_ms: number | null; connects: number; failures: number;
}
export interface Source {
  id: string; name: string; publisher: string; audience: string; state: string; reason: string;
  period: string; updated_ms: number; age_by: string; fetched_ms: number; lost: number;
  losses: string[]; notes: string[]; bytes: number; fetch_ms: number; failures: number;
}
export interface Worker { role: string; pid: number; restarts: number; since_ms: number; last_exit: string }
export interface Problem { text: string; since_ms: number }

export interface ShownOn {
  display: string; layout: string; priority: Priority; reason: string; by: string; from: string;
  since_ms: number; until_ms: number | null; tile: string; alarm: string; identify: boolean;
}
export interface Claim {
  id: string; priority: Priority;
  kind: 'layout' | 'tile' | 'message' | 'hide_cameras' | 'identify' | 'alarm';
  what: string; display: string; by: string; from: string; since_ms: number;
  until_ms: number | null; reason: string;
}
export interface Alarm {
  id: string; name: string; active: boolean; text: string; level: Level; since_ms: number;
  acknowledged_by: string; needs_acknowledgement: boolean;
}
export interface Planned { at_ms: number; display: string; layout: string; tour: string; name: string }
export interface Change { revision: number; what: string; by: string; from: string; at_ms: number }
export interface Control {
  tag: string;
  hold: { since_ms: number; by: string } | null;
  displays: ShownOn[];
  claims: Claim[];
  message: { text: string; level: Level; by: string; since_ms: number; until_ms: number | null; displays: string[] } | null;
  cameras_hidden: boolean;
  hidden_cameras: string[];
  rehearsal: { layout: string; display: string; by: string; since_ms: number } | null;
  trial: { until_ms: number; by: string } | null;
  undo: { what: string; by: string; at_ms: number } | null;
  alarms: Alarm[];
  planned: Planned[];
  changes: Change[];
  keyboard_locked: boolean;
}
export interface Wall {
  name: string; version: string; revision: number; layout: string; language?: string;
  timezone?: string; started_ms: number; renderer: string; render_path: string; layouts: Layout[];
  displays: Display[]; tiles: Tile[]; cameras: Camera[]; sources: Source[]; workers: Worker[];
  problems: Problem[]; control: Control;
}

export interface Me { name: string; role: Role; from: string; must_set_password: boolean }
export interface User {
  name: string; role: Role; must_set_password: boolean; created_ms: number; last_seen_ms: number;
}
export interface Token {
  id: string; name: string; role: Role; created_by: string; created_ms: number; expires_ms: number;
  last_seen_ms: number;
}
export interface AuditRow {
  number: number; at_ms: number; who: string; role: string; from: string; action: string;
  object: string; before: string; after: string; outcome: string; message: string;
}
export interface Done { tag: string; revision: number }

export type Frame =
  | { type: 'state'; epoch: string; revision: number; state: Wall }
  | { type: 'patch'; from: number; revision: number; patch: Operation[] }
  | { type: 'alive' };
export interface Operation { op: string; path: string; from?: string; value?: unknown }
