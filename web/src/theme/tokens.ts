/**
 * Colours of both themes, for Ant Design and charts. `theme.css` has the same as custom properties, so that the page is right
 * before any script runs; a test compares the two and measures the contrasts.
 */
export const COLOURS = {
  light: {
    ink: '#15232e',
    soft: '#4a5966',
    faint: '#5f6c78',
    line: '#dbe0e3',
    edge: '#7e8c9b',
    paper: '#ffffff',
    page: '#f4f5f3',
    wash: '#f8f9f8',
    primary: '#1d4b63',
    'primary-wash': '#e8eff3',
    accent: '#b0503a',
    link: '#0b5394',
    focus: '#0a63c2',
    warn: '#8a4b00',
    'warn-wash': '#fff6e5',
    danger: '#8e1b1f',
    'danger-wash': '#fdf1f0',
    good: '#1f6b3a',
    'good-wash': '#edf6f0',
  },
  dark: {
    ink: '#e4e9ee',
    soft: '#b1bcc7',
    faint: '#98a5b1',
    line: '#2f3c48',
    edge: '#728291',
    paper: '#172029',
    page: '#0f161c',
    wash: '#1d2833',
    primary: '#86bfdb',
    'primary-wash': '#1c3140',
    accent: '#e08d6d',
    link: '#8fc1f5',
    focus: '#7ab7ff',
    warn: '#f3c069',
    'warn-wash': '#33290f',
    danger: '#ff9a95',
    'danger-wash': '#3a1d1f',
    good: '#86d7a2',
    'good-wash': '#16301f',
  },
} as const;

export type Scheme = keyof typeof COLOURS;
export type Colour = keyof (typeof COLOURS)['light'];
