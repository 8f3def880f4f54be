/** Which day's law a saved determination asks for: always the same day, or the day on which it is asked. */
export const AS_OF_MODES = ['fixed', 'today'] as const;
export type AsOfMode = (typeof AS_OF_MODES)[number];
