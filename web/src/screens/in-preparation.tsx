import { useTranslation } from 'react-i18next';
import { Page } from '../components/page.tsx';

/** Stands at the address of a screen that is still to be made. */
function InPreparation({ title }: { readonly title: string }) {
  const { t } = useTranslation();
  return (
    <Page title={title} lead={t('preparing.text')}>
      <p className="soft">{t('preparing.title')}</p>
    </Page>
  );
}

export const Workspace = () => <InPreparation title={useTranslation('workspace').t('title')} />;
