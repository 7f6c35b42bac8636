// The words of the settings pages, fetched with them. Each page has a pair of files, the same keys
// in both (tests/panel/unit compares every pair that ends in _id and _en).
import { settings, type Language } from './settings.svelte';
import { setup_en } from './words_setup_en';
import { setup_id } from './words_setup_id';

export function in_language<T>(words: Record<Language, T>): T { return words[settings.language]; }
export const setup_words = (): typeof setup_id => in_language({ id: setup_id, en: setup_en });
// What the wall says twice, in the language that is read.
export const said = (text: { id: string; en: string } | null | undefined): string => text ? in_language(text) || text.en || text.id : '';
