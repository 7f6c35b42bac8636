// The pages of the settings and their places in the address: "#pengaturan/kamera".
export const SETUP_PAGES = ['cameras', 'displays', 'layouts', 'data', 'files'] as const;
export type SetupPage = typeof SETUP_PAGES[number];

export const SETUP_FRAGMENTS: Record<SetupPage, string> = { cameras: 'kamera', displays: 'layar', layouts: 'tata-letak', data: 'data', files: 'berkas' };

export function setup_page_of(fragment: string | undefined): SetupPage {
  return SETUP_PAGES.find((page) => SETUP_FRAGMENTS[page] === fragment) ?? 'cameras';
}
