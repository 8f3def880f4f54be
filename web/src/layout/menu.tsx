import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Icon } from '../components/icon.tsx';

interface MenuProps {
  readonly label: string;
  readonly children: ReactNode;
  /** Seen on the button; the label alone is read out. */
  readonly face: ReactNode;
}

/** A button that shows a small panel. Escape, a press elsewhere, or leaving it by keyboard closes it. */
export function Menu({ label, face, children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [isOpen]);
  return (
    <div
      className="menu"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        setOpen(false);
        button.current?.focus();
      }}
      onBlur={(event) => {
        if (event.relatedTarget && !root.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className="quiet-button"
        aria-expanded={isOpen}
        aria-label={label}
        onClick={() => setOpen(!isOpen)}
      >
        {face}
        <Icon name="down" />
      </button>
      {isOpen && (
        <div className="panel" onClick={() => setOpen(false)}>
          {children}
        </div>
      )}
    </div>
  );
}
