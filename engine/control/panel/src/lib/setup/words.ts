// The words of both pages in the language that is read.
import { in_language } from '../setup_words';
import { en } from './words_en';
import { id, type SetupWords } from './words_id';

export const rest_words = (): SetupWords => in_language({ id, en });
// Of a member of a file: by its place, by its name, as it is written.
export const label_of = (words: SetupWords, scope: string, key: string): string => words.fields[`${scope}.${key}`] ?? words.fields[key] ?? key;
