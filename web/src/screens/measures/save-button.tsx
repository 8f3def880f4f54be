import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { saveFile } from '../ask/save-file.ts';

interface SaveButtonProps {
  readonly children: ReactNode;
  /** Read out instead, where the words on it do not say of what. */
  readonly label?: string;
  /** What the file is called where the service gives it no name. */
  readonly name: string;
  readonly get: () => Promise<{ readonly body: Blob; readonly name: string | undefined }>;
}

/** Fetches a file and saves it under the name that the service gives it. */
export function SaveButton({ children, label, name, get }: SaveButtonProps) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const file = await get();
      saveFile(file.body, file.name ?? name);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        size="small"
        loading={isBusy}
        onClick={() => void save()}
        {...(label !== undefined && { 'aria-label': label })}
      >
        <Icon name="download" /> {children}
      </Button>
      {error !== undefined && <Failure error={error} />}
    </>
  );
}
