// The settings pages of cameras and files, in English; the keys are those of words_setup_id.ts.
import type { SetupWords } from './words_setup_id';

export const setup_en: SetupWords = {
  pages: { cameras: 'Cameras', displays: 'Displays', layouts: 'Layouts', data: 'Data & cards', files: 'Files' },
};
