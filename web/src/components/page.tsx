import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import './page.css';

interface PageProps {
  readonly title: string;
  /** One or two sentences that say what the screen is for. */
  readonly lead?: ReactNode;
  /** Buttons at the end of the heading. */
  readonly actions?: ReactNode;
  /** Goes on the element, so that the screen's own styles reach no further. */
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * A screen: its heading, which also is the title of the tab, and what it shows. After a change of screen the focus goes to
 * the heading, so that a keyboard or a screen reader starts there.
 */
export function Page({ title, lead, actions, className, children }: PageProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  // Where the first address leads on to another one, nobody has come from anywhere.
  const cameFromScreen = useRouterState({
    select: ({ resolvedLocation, location }) => resolvedLocation !== undefined && (location.state.__TSR_index ?? 0) > 0,
  });
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
  useEffect(() => {
    if (cameFromScreen) heading.current?.focus({ preventScroll: true });
    // Only when the screen appears.
  }, []);
  return (
    <div className={`page ${className ?? ''}`}>
      <header className="page-header">
        <div className="words">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <div className="lead">{lead}</div>}
        </div>
        {actions !== undefined && <div className="actions row no-print">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
