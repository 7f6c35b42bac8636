// Language and theme, as this browser's user chose them.
import { en } from './words_en';
import { id, type Words } from './words_id';
import { remember, remembered } from './remember';

export type Language = 'id' | 'en';
export type Theme = 'system' | 'light' | 'dark';

class Settings {
  #language = $state<Language | null>(asLanguage(remembered('language')));
  #wall = $state<Language>('id'); // what the wall speaks, until somebody chooses
  #theme = $state<Theme>(asTheme(remembered('theme')));

  get language(): Language { return this.#language ?? this.#wall; }
  set language(language: Language) { this.#language = language; remember('language', language); }
  // What the wall says in both languages.
  says({ text, text_id }: { text: string; text_id: string }): string { return this.language === 'en' ? text : text_id || text; }
  get words(): Words { return this.language === 'en' ? en : id; }
  get theme(): Theme { return this.#theme; }
  set theme(theme: Theme) { this.#theme = theme; remember('theme', theme); }

  speak_like(wall: string | undefined): void {
    const language = asLanguage(wall?.slice(0, 2) ?? null);
    if (language) this.#wall = language;
  }
}

function asLanguage(word: string | null): Language | null {
  return word === 'id' || word === 'en' ? word : null;
}
function asTheme(word: string | null): Theme {
  return word === 'light' || word === 'dark' ? word : 'system';
}

export const settings = new Settings();
