/** Drawn here and not taken from a library: the first screen needs a dozen of them. 24 × 24, strokes of the text's colour. */
const PATHS = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M7 10l5 5 5-5',
  right: 'M10 7l5 5-5 5',
  left: 'M14 7l-5 5 5 5',
  language: 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0M3.5 12h17M12 3.5c5 5 5 12 0 17c-5-5-5-12 0-17',
  person: 'M12 12a4 4 0 1 0 0-8a4 4 0 0 0 0 8M4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  add: 'M12 5v14M5 12h14',
  remove: 'M5 12h14',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13a6.5 6.5 0 0 0 0 13M15.5 15.5L20.5 20.5',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14',
  upload: 'M12 16V5M7.5 9L12 4.5 16.5 9M5 20h14',
  warning: 'M12 4L2.5 20h19ZM12 10v5M12 17.5v.1',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17M12 11v5M12 7.8v.1',
  check: 'M5 12.5l5 5L19.5 7',
  cross: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  question: 'M8.5 9c0-2.5 1.6-4 3.7-4s3.8 1.4 3.8 3.6c0 3-3.8 3.1-3.8 5.9M12.2 18.8v.1',
  key: 'M3.5 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0M11.5 12H21v3.5M17 12v2.5',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7Z',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15ZM10 21h4',
  table: 'M4 5h16v14H4ZM4 10h16M10 10v9',
} as const;

export type IconName = keyof typeof PATHS;

/** An ornament beside words: never the only thing that says something, so it is hidden from screen readers. */
export function Icon({ name, size = '1.15em' }: { readonly name: IconName; readonly size?: string }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
