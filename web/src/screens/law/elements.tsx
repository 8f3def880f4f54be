import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** Rare earths as they stand in the periodic table: scandium and yttrium above the fifteen lanthanides. */
const RARE_EARTHS = [
  'Sc',
  'Y',
  'La',
  'Ce',
  'Pr',
  'Nd',
  'Pm',
  'Sm',
  'Eu',
  'Gd',
  'Tb',
  'Dy',
  'Ho',
  'Er',
  'Tm',
  'Yb',
  'Lu',
] as const;
const NUMBERS: Readonly<Partial<Record<string, number>>> = {
  B: 5,
  Mg: 12,
  Al: 13,
  Sc: 21,
  Fe: 26,
  Co: 27,
  Ni: 28,
  Cu: 29,
  Y: 39,
  Zr: 40,
  La: 57,
  Ce: 58,
  Pr: 59,
  Nd: 60,
  Pm: 61,
  Sm: 62,
  Eu: 63,
  Gd: 64,
  Tb: 65,
  Dy: 66,
  Ho: 67,
  Er: 68,
  Tm: 69,
  Yb: 70,
  Lu: 71,
};

interface ElementsProps {
  /** Entries by symbol. */
  readonly counts: ReadonlyMap<string, number>;
  readonly chosen: string | undefined;
  readonly onChoose: (element: string | undefined) => void;
}

/** The elements that entries name, as a filter: one Tab stop, arrows from element to element. */
export function Elements({ counts, chosen, onChoose }: ElementsProps) {
  const { t } = useTranslation('law');
  const table = useRef<HTMLDivElement>(null);
  const others = [...counts.keys()]
    .filter((symbol) => !RARE_EARTHS.some((each) => each === symbol))
    .sort((one, two) => (NUMBERS[one] ?? 999) - (NUMBERS[two] ?? 999));
  const isThere = (symbol: string) => counts.has(symbol);
  const stop = [chosen, ...RARE_EARTHS, ...others].find((symbol) => symbol !== undefined && isThere(symbol));
  const cell = (symbol: string) => {
    const count = counts.get(symbol) ?? 0;
    const name = symbol === 'REE' ? t('elements.REE') : t(`elements.names.${symbol as 'Dy'}`, { defaultValue: symbol });
    return (
      <button
        key={symbol}
        type="button"
        className={`element e-${symbol}`}
        aria-pressed={chosen === symbol}
        title={name}
        disabled={count === 0}
        tabIndex={symbol === stop ? 0 : -1}
        onClick={() => onChoose(chosen === symbol ? undefined : symbol)}
      >
        <small>{NUMBERS[symbol] ?? ''}</small>
        <span>{symbol}</span>
        <small>{count > 0 ? count : '–'}</small>
        <span className="visually-hidden">{t('elements.entries', { name, symbol, count })}</span>
      </button>
    );
  };
  return (
    <div
      ref={table}
      className="elements"
      role="group"
      aria-label={t('elements.label')}
      onKeyDown={(event) => moveFocus(event, table.current)}
    >
      <p className="label">{t('elements.rareEarths')}</p>
      <div className="rare-earths">{RARE_EARTHS.map(cell)}</div>
      {others.length > 0 && (
        <>
          <p className="label">{t('elements.others')}</p>
          <div className="others">{others.map(cell)}</div>
        </>
      )}
    </div>
  );
}

function moveFocus(event: KeyboardEvent, table: HTMLElement | null): void {
  const buttons = [...(table?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])];
  const at = buttons.findIndex((button) => button === document.activeElement);
  if (at < 0) return;
  const next = {
    ArrowLeft: buttons[at - 1],
    ArrowRight: buttons[at + 1],
    ArrowUp: nearest(buttons, at, -1),
    ArrowDown: nearest(buttons, at, 1),
    Home: buttons[0],
    End: buttons.at(-1),
  }[event.key];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** The button above or below that stands closest. */
function nearest(buttons: readonly HTMLButtonElement[], at: number, direction: 1 | -1): HTMLButtonElement | undefined {
  const here = buttons[at]?.getBoundingClientRect();
  if (!here) return undefined;
  const distance = ({ x, y }: DOMRect) => Math.abs(x - here.x) + 10 * Math.abs(y - here.y);
  return buttons
    .map((button) => ({ button, place: button.getBoundingClientRect() }))
    .filter(({ place }) => (place.y - here.y) * direction > 1)
    .sort((one, two) => distance(one.place) - distance(two.place))[0]?.button;
}
