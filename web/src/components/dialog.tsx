import { Button, type ButtonProps, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from './failure.tsx';

interface DialogButtonProps {
  readonly label: ReactNode;
  /** Read out instead, where the label alone does not say of what. */
  readonly name?: string;
  readonly title: string;
  readonly type?: NonNullable<ButtonProps['type']>;
  readonly size?: NonNullable<ButtonProps['size']>;
  readonly disabled?: boolean;
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a dialog; what is in it is made anew each time. */
export function DialogButton({ label, name, title, children, ...button }: DialogButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button {...button} {...(name === undefined ? {} : { 'aria-label': name })} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal title={title} open={isOpen} onCancel={close} footer={null} destroyOnHidden mask={{ closable: false }}>
        {children(close)}
      </Modal>
    </>
  );
}

interface ConfirmButtonProps extends Omit<DialogButtonProps, 'children' | 'title'> {
  /** What will happen, as a sentence. */
  readonly sentence: string;
  readonly title: string;
  readonly act: string;
  /** Shown in red where it is done, and not before: a screen full of red warns of nothing. */
  readonly danger?: boolean;
  readonly onAct: () => Promise<unknown>;
}

/** Asks before something that cannot be taken back. A refusal is said in the dialog. */
export function ConfirmButton({ sentence, act, danger = false, onAct, ...button }: ConfirmButtonProps) {
  return (
    <DialogButton {...button}>
      {(close) => <Confirmation sentence={sentence} act={act} danger={danger} onAct={onAct} close={close} />}
    </DialogButton>
  );
}

interface ConfirmationProps extends Pick<ConfirmButtonProps, 'sentence' | 'act' | 'onAct'> {
  readonly danger: boolean;
  readonly close: () => void;
}

function Confirmation({ sentence, act, danger, onAct, close }: ConfirmationProps) {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async () => {
    setBusy(true);
    try {
      await onAct();
      close();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };
  return (
    <>
      <p>{sentence}</p>
      {error !== undefined && <Failure error={error} />}
      <div className="row form-end">
        <Button type="primary" danger={danger} loading={isBusy} onClick={() => void run()}>
          {act}
        </Button>
        <Button onClick={close}>{t('cancel')}</Button>
      </div>
    </>
  );
}
