import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../components/icon.tsx';
import { Navigation } from './navigation.tsx';

/** The navigation on narrow screens: a modal dialog at the edge, which the browser itself keeps the focus in. */
export function NavDrawer() {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  return (
    <>
      <button
        type="button"
        className="quiet-button drawer-button"
        aria-label={t('nav.open')}
        onClick={() => dialog.current?.showModal()}
      >
        <Icon name="menu" />
        <span>{t('nav.open')}</span>
      </button>
      {/* A click on the dialog's own element is one on the backdrop. */}
      <dialog
        ref={dialog}
        className="nav-drawer"
        aria-label={t('nav.label')}
        onClick={(event) => event.target === dialog.current && close()}
      >
        <div className="top">
          <button type="button" className="quiet-button" onClick={close}>
            <Icon name="close" />
            {t('nav.close')}
          </button>
        </div>
        <Navigation onLeave={close} />
      </dialog>
    </>
  );
}
