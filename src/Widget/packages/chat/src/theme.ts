type Rgb = readonly [number, number, number];

export interface BrandColors {
  /** Surfaces in the brand's colour. */
  readonly brand: string;
  /** A slightly darker brand, for gradients and pressed buttons. */
  readonly deep: string;
  /** Text on those surfaces: white or near-black, whichever reads better. */
  readonly on: string;
  /** The brand as text on a light surface, and on a dark one, moved until it reads (WCAG 4.5 : 1). */
  readonly inkOnLight: string;
  readonly inkOnDark: string;
}

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];
const nearBlack: Rgb = [17, 20, 28];
const lightSurface: Rgb = [244, 245, 248];
const darkSurface: Rgb = [34, 38, 48];
const readable = 4.5;

/** A site chooses any colour; what is written on it and with it must stay readable. */
export function brandColors(hex: string): BrandColors {
  const chosen = parse(hex);
  const on = contrast(chosen, white) >= contrast(chosen, nearBlack) ? white : nearBlack;
  const brand = contrast(chosen, on) >= readable ? chosen : until(chosen, on === white ? black : white, on);
  return {
    brand: format(brand),
    deep: format(on === white ? mix(brand, black, 0.16) : mix(brand, white, 0.2)),
    on: format(on),
    inkOnLight: format(until(chosen, black, lightSurface)),
    inkOnDark: format(until(chosen, white, darkSurface)),
  };
}

export function applyTheme(root: HTMLElement, color: string | null, theme: 'auto' | 'light' | 'dark'): void {
  root.dataset['theme'] = theme;
  if (color === null) return;
  const { brand, deep, on, inkOnLight, inkOnDark } = brandColors(color);
  const variables = { '--brand': brand, '--brand-deep': deep, '--on-brand': on, '--brand-on-light': inkOnLight, '--brand-on-dark': inkOnDark };
  for (const [name, value] of Object.entries(variables)) root.style.setProperty(name, value);
}

/** Moves a colour towards another in small steps until it reads on the surface. */
function until(color: Rgb, towards: Rgb, surface: Rgb): Rgb {
  for (let step = 0; step <= 20; step++) {
    const moved = mix(color, towards, step / 20);
    if (contrast(moved, surface) >= readable) return moved;
  }
  return towards;
}

/** WCAG contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return a.map((c, i) => Math.round(c + ((b[i] ?? 0) - c) * share)) as unknown as Rgb;
}

export function parse(hex: string): Rgb {
  const digits = hex.slice(1);
  const full = digits.length === 3 ? [...digits].map((d) => d + d).join('') : digits;
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)) as unknown as Rgb;
}

function format(color: Rgb): string {
  return `#${color.map((c) => c.toString(16).padStart(2, '0')).join('')}`;
}
