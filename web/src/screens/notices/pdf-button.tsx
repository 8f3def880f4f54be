import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { saveFile } from '../ask/save-file.ts';

/** Fetches the PDF of a notice and saves it under its number. */
export function PdfButton({ number, get }: { readonly number: string; readonly get: () => Promise<Blob> }) {
  const { t } = useTranslation('notices');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      saveFile(await get(), `${number}.pdf`);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button loading={isBusy} onClick={() => void save()}>
        <Icon name="download" /> {t('pdf')}
      </Button>
      {error !== undefined && <Failure error={error} />}
    </>
  );
}
