// The settings pages of cameras and files, in Indonesian. words_setup_en.ts has the same keys.
export const setup_id = {
  pages: { cameras: 'Kamera', displays: 'Layar', layouts: 'Tata letak', data: 'Data & kartu', files: 'Berkas' },
};
export type SetupWords = typeof setup_id;
