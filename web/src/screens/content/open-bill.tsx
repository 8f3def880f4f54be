import { Button, Input } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { useText } from '../../i18n/index.ts';
import type { Bill } from './bill.ts';
import { ROTOR, TURBINE } from './examples.ts';
import { readBillFile, type Remark } from './read-file.ts';
import { readBillText, type TextProblem } from './read-text.ts';

type Trouble =
  | { readonly code: TextProblem | 'not-text' }
  | { readonly remarks: readonly Remark[] }
  | { readonly error: unknown };

/** Opens a bill from a file, from the clipboard or from the examples. */
export function OpenBill({ onOpen }: { readonly onOpen: (bill: Bill) => void }) {
  const { t } = useTranslation('content');
  const { t: shell } = useTranslation();
  const id = useId();
  const [pasted, setPasted] = useState('');
  const [trouble, setTrouble] = useState<Trouble>();
  const [notRead, setNotRead] = useState<readonly string[]>([]);
  const [reading, setReading] = useState<string>();
  const stop = useRef<AbortController>(null);
  const session = useSession().data?.body;
  const organisation = session?.organisations.find(({ actions }) => actions.includes('library.change'))?.id;

  const take = (text: string) => {
    const read = readBillText(text);
    if ('problem' in read) return setTrouble({ code: read.problem });
    // What was left out is said once, and then the same click opens it.
    if (read.notRead.length > 0 && read.notRead.join() !== notRead.join()) {
      setTrouble(undefined);
      return setNotRead(read.notRead);
    }
    onOpen(read.bill);
  };
  const open = async (file: File) => {
    setTrouble(undefined);
    setReading(file.name);
    stop.current = new AbortController();
    try {
      const read = await readBillFile(file, organisation, stop.current.signal);
      if ('bill' in read) onOpen(read.bill);
      else if ('text' in read) take(read.text);
      else setTrouble(read);
    } catch (error) {
      if (!stop.current.signal.aborted) setTrouble({ error });
    } finally {
      setReading(undefined);
    }
  };

  return (
    <div className="open-bill stack">
      <FileDrop
        accept={organisation === undefined ? '.csv,.tsv,.txt,.json' : '.csv,.tsv,.txt,.json,.xlsx,.yaml,.yml'}
        words={{ drop: t('start.drop'), over: t('start.dropOver'), choose: t('start.choose') }}
        onFile={(file) => void open(file)}
      >
        <span className="soft small">
          {organisation === undefined ? t('start.formats') : t('start.formatsAll')}
          {organisation === undefined && <> {t('start.workbook')}</>}
        </span>
      </FileDrop>
      {reading !== undefined && (
        <p className="row" role="status">
          {t('start.reading', { name: reading })}
          <Button size="small" onClick={() => stop.current?.abort()}>
            {t('start.stop')}
          </Button>
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          take(pasted);
        }}
      >
        <label htmlFor={id}>{t('start.paste')}</label>
        <Input.TextArea
          id={id}
          className="code"
          rows={5}
          value={pasted}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => {
            setPasted(target.value);
            setTrouble(undefined);
            setNotRead([]);
          }}
        />
        <p className="soft small" id={`${id}-hint`}>
          {t('start.pasteHint')}
        </p>
        {notRead.length > 0 && (
          <p className="notice warns" role="status">
            {t('start.notRead', { titles: notRead.join(shell('comma')) })}
          </p>
        )}
        {trouble !== undefined && <TroubleNotice of={trouble} />}
        <Button type="primary" htmlType="submit" disabled={pasted.trim() === ''}>
          {t('start.open')}
        </Button>
      </form>
      <div>
        <p>{t('start.examples')}</p>
        <ul className="examples">
          {[
            { name: t('start.turbine'), of: t('start.turbineOf'), text: TURBINE },
            { name: t('start.rotor'), of: t('start.rotorOf'), text: ROTOR },
          ].map(({ name, of, text }) => (
            <li key={name}>
              <Button onClick={() => take(text)}>{name}</Button> <span className="soft small">{of}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function TroubleNotice({ of }: { readonly of: Trouble }) {
  const { t } = useTranslation('content');
  const text = useText();
  if ('error' in of) return <Failure error={of.error} />;
  return (
    <div className="notice fails" role="alert">
      {'code' in of ? (
        <p>{t(`start.problems.${of.code}`)}</p>
      ) : (
        <ul>
          {of.remarks.map((remark, index) => (
            <li key={index}>
              {remark.place}: {text(remark.text)} {text(remark.remedy)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
