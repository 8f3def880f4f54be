import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { BomFacts } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { Button } from 'antd';
import { useState } from 'react';
import { client, type Reply, useCommand, useRead, useRefresh } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useMoment } from '../../i18n/index.ts';
import { beijingToday } from '../ask/beijing.ts';
import { blankFacts } from '../ask/export-form.ts';
import { Sources } from '../suppliers/sources.tsx';
import '../suppliers/suppliers.css';
import { BILL_PATHS, type BillDraft, BillEditor } from './bill-editor.tsx';
import { BillInWords } from './bill-in-words.tsx';
import { useEditing } from './editing.ts';
import { Editor, Pairs } from './editor.tsx';
import { useMayChange } from './places.ts';

type Kept = Reply<'bill.get'>;

const route = getRouteApi('/workspace/$organisation/bills/$bill');

export function KeptBill() {
  const params = route.useParams();
  const bill = useRead('bill.get', { params });
  return (
    <Loaded query={bill} lines={6}>
      {({ body }) => <Whole key={body.id} bill={body} />}
    </Loaded>
  );
}

function Whole({ bill }: { readonly bill: Kept }) {
  const { t } = useTranslation(['workspace', 'suppliers']);
  const moment = useMoment();
  const params = route.useParams();
  const { organisation } = params;
  const mayChange = useMayChange(organisation);
  const navigate = useNavigate();
  const refresh = useRefresh();
  const remove = useCommand('bill.remove', { refreshes: false });
  const [isChanging, setChanging] = useState(false);
  const { name, facts, parts, changedAt, revision } = bill;
  return (
    <Page
      className="ask"
      title={name}
      lead={
        <>
          {t('bill.parts', { count: parts })} · {t('fields.changedOn', { moment: moment(changedAt) })} ·{' '}
          <Link to="/workspace/$organisation/bills" params={{ organisation }}>
            {t('bill.back')}
          </Link>
        </>
      }
      actions={
        <>
          <Link className="quiet-button edged" to="/content" state={{ bill: facts }}>
            <Icon name="right" /> {t('bill.content')}
          </Link>
          <Link className="quiet-button edged" to="/" state={{ facts: { ...blankFacts(beijingToday()), bom: facts } }}>
            <Icon name="right" /> {t('fields.determine')}
          </Link>
          <Link className="quiet-button edged" to="/workspace/$organisation/bills/$bill/suppliers" params={params}>
            <Icon name="right" /> {t('suppliers:ask.title')}
          </Link>
          {mayChange && !isChanging && <Button onClick={() => setChanging(true)}>{t('fields.change')}</Button>}
          {mayChange && (
            <ConfirmButton
              danger
              label={t('fields.remove')}
              title={t('fields.removeTitle', { name })}
              sentence={t('fields.removeText')}
              act={t('fields.remove')}
              onAct={async () => {
                await remove.give({ params, revision });
                await navigate({ to: '/workspace/$organisation/bills', params: { organisation } });
                await refresh();
              }}
            />
          )}
        </>
      }
    >
      <section className="card">
        {isChanging ? <ChangeBill bill={bill} onDone={() => setChanging(false)} /> : <BillInWords of={facts} />}
      </section>
      <div className="suppliers">
        <Sources of={facts} />
      </div>
    </Page>
  );
}

function ChangeBill({ bill, onDone }: { readonly bill: Kept; readonly onDone: () => void }) {
  const { t } = useTranslation('workspace');
  const params = route.useParams();
  const change = useCommand('bill.change');
  const editing = useEditing<BillDraft>({
    initial: { name: bill.name, facts: bill.facts },
    revision: bill.revision,
    fieldPaths: BILL_PATHS,
    onSave: async (body, known) => {
      await change.give({ params, body, revision: known });
      onDone();
    },
    onLook: async () => {
      const { body } = await client.call('bill.get', { params });
      return { draft: { name: body.name, facts: body.facts }, revision: body.revision, changedAt: body.changedAt };
    },
  });
  return (
    <Editor
      of={editing}
      submit={t('fields.save')}
      onCancel={onDone}
      describe={({ name, facts }) => (
        <>
          <Pairs of={[[t('fields.name'), name]]} />
          <BillInWords of={facts as BomFacts} />
        </>
      )}
    >
      <BillEditor key={editing.turn} of={editing} />
    </Editor>
  );
}
