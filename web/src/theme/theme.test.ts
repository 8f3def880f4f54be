import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLOURS, type Scheme } from './tokens.ts';

const css = readFileSync(path.join(import.meta.dirname, 'theme.css'), 'utf8');
/** Custom properties of a theme; the dark ones stand in the second `:root`. */
const properties = (scheme: Scheme) => {
  const block = css.split(':root {')[scheme === 'light' ? 1 : 2]?.split('}')[0] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
};

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'] as const)('the %s theme', (scheme) => {
  const all = properties(scheme);
  const outcomes = Object.keys(all).filter((name) => name.startsWith('outcome-'));

  it('has the same colours in the style sheet as for scripts', () => {
    expect(all).toMatchObject(COLOURS[scheme]);
  });

  it('has a colour for each of the nine outcomes', () => {
    expect(outcomes).toHaveLength(9);
  });

  const texts = ['ink', 'soft', 'faint', 'link', 'primary', 'accent', 'warn', 'danger', 'good', ...outcomes];
  const grounds = ['paper', 'page', 'wash'];
  const pairs = [
    ...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)),
    ...(['warn', 'danger', 'good', 'primary'] as const).flatMap((name) => [
      [name, `${name}-wash`] as const,
      ['ink', `${name}-wash`] as const,
    ]),
    // Words on a button of the main colour.
    ['paper', 'primary'] as const,
  ];
  it.each(pairs)('%s on %s can be read: 4.5 to 1 (WCAG 1.4.3)', (text, ground) => {
    expect(contrast(all[text] ?? '', all[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['edge', 'focus'])('%s can be seen on every ground: 3 to 1 (WCAG 1.4.11)', (line) => {
    for (const ground of grounds) expect(contrast(all[line] ?? '', all[ground] ?? '')).toBeGreaterThanOrEqual(3);
  });
});
