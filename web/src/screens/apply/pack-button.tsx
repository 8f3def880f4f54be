import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { saveFile } from '../ask/save-file.ts';
import type { CaseParams } from './act.ts';

/** Saves the application with its documents, in Chinese, as the ministry's platform takes it. */
export function PackButton({ params }: { readonly params: CaseParams }) {
  const { t } = useTranslation('apply');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { body, name } = await client.call('application.pack', { params });
      saveFile(body, name ?? 'application.zip');
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button title={t('pack.help')} loading={isBusy} onClick={() => void save()}>
        <Icon name="download" /> {t('pack.button')}
      </Button>
      {error !== undefined && <Failure error={error} />}
    </>
  );
}
