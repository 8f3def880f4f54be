import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useCommand } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../i18n/index.ts';
import { BILL_PATHS, type BillDraft, BillEditor } from './bill-editor.tsx';
import { useEditing } from './editing.ts';
import { Editor } from './editor.tsx';

type Remarks = Reply<'bill.import'>['problems'];
type Read = Reply<'bill.import'> & { readonly fileName: string };

const route = getRouteApi('/workspace/$organisation/bills/new');

/** Takes in a bill of materials from a file: first what was read, to be looked at; then it is kept. */
export function NewBill() {
  const { t } = useTranslation('workspace');
  const { organisation } = route.useParams();
  const [read, setRead] = useState<Read>();
  const [reading, setReading] = useState<string>();
  const [error, setError] = useState<unknown>();
  const stop = useRef<AbortController>(null);
  const open = async (file: File) => {
    const { signal } = (stop.current = new AbortController());
    setRead(undefined);
    setError(undefined);
    setReading(file.name);
    try {
      const given = { params: { organisation }, query: { name: file.name }, body: file };
      const { body } = await client.call('bill.import', given, { signal });
      setRead({ ...body, fileName: file.name });
    } catch (refusal) {
      if (!signal.aborted) setError(refusal);
    } finally {
      setReading(undefined);
    }
  };
  return (
    <Page title={t('bill.new')} lead={t('bill.newLead')} className="ask">
      <div className="stack">
        <FileDrop
          accept=".csv,.tsv,.xlsx,.json,.yaml,.yml"
          words={{ drop: t('bill.drop'), over: t('bill.dropOver'), choose: t('bill.choose') }}
          onFile={(file) => void open(file)}
        >
          <span className="soft small">{t('bill.formats')}</span>
        </FileDrop>
        {reading !== undefined && (
          <p className="row" role="status">
            {t('bill.reading', { name: reading })}
            <Button size="small" onClick={() => stop.current?.abort()}>
              {t('stop')}
            </Button>
          </p>
        )}
        {error !== undefined && <Failure error={error} />}
        {read !== undefined && read.problems.length > 0 && (
          <section className="notice fails" role="alert">
            <h2>{t('bill.problems', { count: read.problems.length })}</h2>
            <RemarkTable of={read.problems} />
          </section>
        )}
        {read !== undefined && read.notes.length > 0 && (
          <details className="notice warns">
            <summary>{t('bill.notes', { count: read.notes.length })}</summary>
            <RemarkTable of={read.notes} />
          </details>
        )}
        {read?.facts && <TakeIn key={read.fileName} facts={read.facts} fileName={read.fileName} />}
      </div>
    </Page>
  );
}

/** What is wrong, cell by cell, and how to mend it. */
function RemarkTable({ of }: { readonly of: Remarks }) {
  const { t } = useTranslation('workspace');
  const text = useText();
  return (
    <div className="remarks" tabIndex={0} role="group" aria-label={t('bill.place')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('bill.place')}</th>
            <th scope="col">{t('bill.what')}</th>
            <th scope="col">{t('bill.remedy')}</th>
          </tr>
        </thead>
        <tbody>
          {of.map((remark, index) => (
            <tr key={index}>
              <td className="code">{remark.place}</td>
              <td>{text(remark.text)}</td>
              <td>{text(remark.remedy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TakeIn({ facts, fileName }: { readonly facts: BillDraft['facts']; readonly fileName: string }) {
  const { t } = useTranslation('workspace');
  const { organisation } = route.useParams();
  const navigate = useNavigate();
  const create = useCommand('bill.create');
  const editing = useEditing<BillDraft>({
    initial: { name: fileName.replace(/\.[^.]+$/, ''), facts },
    fieldPaths: BILL_PATHS,
    onSave: async (body) => {
      const { body: made } = await create.give({ params: { organisation }, body });
      await navigate({ to: '/workspace/$organisation/bills/$bill', params: { organisation, bill: made.id } });
    },
  });
  return (
    <section className="card">
      <h2>{t('bill.read', { count: facts.parts.length })}</h2>
      <Editor
        of={editing}
        submit={t('fields.take')}
        onCancel={() => void navigate({ to: '/workspace/$organisation/bills', params: { organisation } })}
      >
        <BillEditor of={editing} />
      </Editor>
    </section>
  );
}
