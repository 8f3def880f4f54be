import { useSyncExternalStore } from 'react';
import type { Scheme } from './tokens.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');

function onChange(told: () => void): () => void {
  dark.addEventListener('change', told);
  return () => dark.removeEventListener('change', told);
}

/** Light or dark, as the system is set; for what is drawn by script. Everything else asks the custom properties. */
export function useScheme(): Scheme {
  return useSyncExternalStore(onChange, () => (dark.matches ? 'dark' : 'light'));
}
