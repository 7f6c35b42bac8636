// The wall's facts as sentences. Pure: functions of the document, the words and the time.
import type { Times } from './times';
import type { Alarm, Claim, Display, Planned, ShownOn, Tile, Wall } from './wall';
import type { Words } from './words_id';

export class Describe {
  constructor(private readonly wall: Wall, private readonly t: Words, private readonly times: Times, private readonly me: string) {}

  who(name: string): string {
    return name !== '' && name === this.me ? this.t.you : this.t.who[name] ?? name;
  }
  layout(id: string): string {
    return this.wall.layouts.find((layout) => layout.id === id)?.name ?? id;
  }
  display(id: string): string {
    return this.wall.displays.find((display) => display.id === id)?.name || id;
  }
  camera(id: string): string {
    return this.wall.cameras.find((camera) => camera.id === id)?.name || id;
  }
  alarm(id: string): string {
    return this.wall.control.alarms.find((alarm) => alarm.id === id)?.name || id;
  }
  where(display: string): string {
    return display ? this.t.on_display(this.display(display)) : this.t.somewhere;
  }
  tile(tile: Tile): string {
    if (tile.camera) return this.camera(tile.camera);
    return tile.card ? `${this.t.card} ${tile.card}` : tile.id;
  }
  hidden(tile: Tile): boolean {
    const { cameras_hidden, hidden_cameras } = this.wall.control;
    return tile.camera !== '' && (cameras_hidden || hidden_cameras.includes(tile.camera));
  }
  // Of a tile as an operator sees it: what was hidden on purpose is no fault.
  state(tile: Tile): string {
    return this.hidden(tile) ? 'hidden' : tile.state;
  }
  word(state: string): string {
    return this.t.states[state] ?? state;
  }
  // "sejak 10.42"; nothing where nobody knows since when: the wall says 0 then.
  since(ms: number): string {
    return ms > 0 ? this.t.since(this.times.at(ms)) : '';
  }

  // "Dipilih Siti 10.42 · sampai 10.52 · kembali ke jadwal"
  why(shown: ShownOn): string {
    const { t, times } = this;
    const since = times.at(shown.since_ms);
    const who = this.who(shown.by);
    switch (shown.priority) {
      case 'operator': {
        const chosen = shown.tile ? t.enlarged_by(who, since) : t.chosen(who, since);
        if (shown.until_ms === null) return `${chosen} · ${t.until_changed}`;
        return `${chosen} · ${t.until(times.at(shown.until_ms))} · ${this.after(shown)}`;
      }
      case 'alarm': return this.ending(t.raised(shown.alarm ? this.alarm(shown.alarm) : shown.reason, since), shown);
      case 'emergency': return this.ending(t.emergency(shown.alarm ? this.alarm(shown.alarm) : who, since), shown);
      case 'schedule': return this.ending(t.by_schedule(shown.reason || t.schedule, since), shown);
      case 'tour': return this.ending(t.by_schedule(shown.reason || t.tour, since), shown);
      case 'default': return t.by_default; // its reason is in the wall's language only
      default: return shown.reason || t.by_default;
    }
  }
  private ending(text: string, shown: ShownOn): string {
    return shown.until_ms === null ? text : `${text} · ${this.t.until(this.times.at(shown.until_ms))}`;
  }
  // What shows when this ends: the next claim on the display.
  private after(shown: ShownOn): string {
    const { t } = this;
    const rivals = this.wall.control.claims.filter((claim) =>
      (claim.kind === 'layout' || claim.kind === 'tile' || claim.kind === 'alarm') &&
      (claim.display === '' || claim.display === shown.display));
    const at = rivals.findIndex((claim) => claim.priority === shown.priority &&
      claim.since_ms === shown.since_ms && claim.by === shown.by);
    const next: Claim | undefined = rivals[at + 1];
    if (!next) return t.then_default;
    switch (next.priority) {
      case 'default': return t.then_default;
      case 'schedule': return t.then_schedule;
      case 'tour': return t.then_tour;
      case 'alarm': case 'emergency': return t.then_alarm;
      default: return t.then_layout(this.layout(next.what));
    }
  }

  // A command as JSON, or its word alone.
  did(what: string): string {
    let command: Record<string, unknown> = { command: what };
    if (what.startsWith('{')) {
      try { command = JSON.parse(what) as Record<string, unknown>; } catch { /* the word alone */ }
    }
    const text = (key: string): string => typeof command[key] === 'string' ? command[key] as string : '';
    const say = Object.prototype.hasOwnProperty.call(this.t.did, text('command')) ? this.t.did[text('command')] : undefined;
    if (!say) return text('command');
    const tile = text('tile');
    const about = text('layout') ? this.layout(text('layout')) : text('camera') ? this.camera(text('camera'))
      : text('alarm') ? this.alarm(text('alarm')) : tile ? this.tile_named(text('display'), tile) : text('text');
    return say(about, this.where(text('display')));
  }
  private tile_named(display: string, id: string): string {
    const tile = this.wall.tiles.find((known) => known.display === display && known.id === id);
    return tile ? this.tile(tile) : id;
  }
  undo(): string {
    const { undo } = this.wall.control;
    if (!undo) return this.t.nothing_to_undo;
    let word = undo.what;
    if (word.startsWith('{')) {
      try { word = String((JSON.parse(word) as { command?: unknown }).command ?? ''); } catch { word = ''; }
    }
    return this.t.undo_of(this.t.undoes[word] ?? this.t.undo, this.who(undo.by));
  }
  // Of a display that is off by plan, or lit although it would be: why, and until when.
  power(power: Display['power']): string {
    return power.until_ms === null ? power.reason : `${power.reason} · ${this.t.until(this.times.at(power.until_ms))}`;
  }
  planned(entry: Planned): string {
    const what = entry.off ? this.t.planned_off : entry.layout ? this.layout(entry.layout) : entry.tour;
    return entry.name && entry.name !== what ? `${entry.name} · ${what}` : what;
  }
  alarm_line(alarm: Alarm): string {
    const parts = [alarm.text, this.since(alarm.since_ms)];
    if (alarm.acknowledged_by) parts.push(this.t.acknowledged(this.who(alarm.acknowledged_by)));
    return parts.filter(Boolean).join(' · ');
  }
}
