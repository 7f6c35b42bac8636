// What shows behind a display's tiles where its layout names no colour: the theme's ground. Pure.

// Of the themes that are part of the program (config/themes); a theme file without one has the dark one's.
const OF_THEMES: { readonly [theme: string]: string } = { dark: '#0E1726', light: '#F6F8FB' };
export const USUAL_GROUND = OF_THEMES.dark!;

const word = (value: unknown, key: string): string => {
  const told = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof told === 'string' ? told : '';
};

// The theme that wall.json names: its ground, or the file that tells it.
export function ground_named(wall: unknown): { ground: string } | { file: string } {
  const theme = word(wall, 'theme') || 'dark';
  const ground = Object.hasOwn(OF_THEMES, theme) ? OF_THEMES[theme] : undefined;
  return ground ? { ground } : { file: theme };
}

export function ground_in(theme: unknown): string {
  const colours = typeof theme === 'object' && theme !== null ? (theme as { colours?: unknown }).colours : null;
  const ground = word(colours, 'ground');
  return /^#[0-9a-f]{6}$/i.test(ground) ? ground : USUAL_GROUND;
}
