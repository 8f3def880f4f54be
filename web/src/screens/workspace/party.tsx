import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { PartyFacts } from '@ytterby/core';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useCommand, useRead, useRefresh } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useMoment } from '../../i18n/index.ts';
import { beijingToday } from '../ask/beijing.ts';
import { blankFacts } from '../ask/export-form.ts';
import { useEditing } from './editing.ts';
import { Editor } from './editor.tsx';
import { type Party, PARTY_PATHS, PartyFields, PartyInWords } from './party-fields.tsx';
import { TouchedBy } from '../watch/touched-by.tsx';
import { useMayChange } from './places.ts';

const route = getRouteApi('/workspace/$organisation/parties/$party');

export function KeptParty() {
  const params = route.useParams();
  const party = useRead('party.get', { params });
  return (
    <Loaded query={party} lines={5}>
      {({ body }) => <Whole key={body.id} party={body} />}
    </Loaded>
  );
}

function Whole({ party }: { readonly party: Party }) {
  const { t } = useTranslation('workspace');
  const moment = useMoment();
  const params = route.useParams();
  const { organisation } = params;
  const mayChange = useMayChange(organisation);
  const navigate = useNavigate();
  const refresh = useRefresh();
  const remove = useCommand('party.remove', { refreshes: false });
  const [isChanging, setChanging] = useState(false);
  const { name, facts, changedAt, revision } = party;
  return (
    <Page
      className="ask"
      title={name}
      lead={
        <>
          {t('fields.changedOn', { moment: moment(changedAt) })} ·{' '}
          <Link to="/workspace/$organisation/parties" params={{ organisation }}>
            {t('party.back')}
          </Link>
        </>
      }
      actions={
        <>
          <Link
            className="quiet-button edged"
            to="/"
            state={{ facts: { ...blankFacts(beijingToday()), parties: [facts] } }}
          >
            <Icon name="right" /> {t('fields.determine')}
          </Link>
          {mayChange && !isChanging && <Button onClick={() => setChanging(true)}>{t('fields.change')}</Button>}
          {mayChange && (
            <ConfirmButton
              danger
              label={t('fields.remove')}
              title={t('fields.removeTitle', { name })}
              sentence={t('party.removeText')}
              act={t('fields.remove')}
              onAct={async () => {
                await remove.give({ params, revision });
                await navigate({ to: '/workspace/$organisation/parties', params: { organisation } });
                await refresh();
              }}
            />
          )}
        </>
      }
    >
      <div className="stack">
        <TouchedBy organisation={organisation} subject={party.id} />
        <section className="card">
          {isChanging ? <ChangeParty party={party} onDone={() => setChanging(false)} /> : <PartyInWords of={facts} />}
        </section>
      </div>
    </Page>
  );
}

function ChangeParty({ party, onDone }: { readonly party: Party; readonly onDone: () => void }) {
  const { t } = useTranslation('workspace');
  const params = route.useParams();
  const change = useCommand('party.change');
  const editing = useEditing<PartyFacts>({
    initial: party.facts,
    revision: party.revision,
    fieldPaths: PARTY_PATHS,
    onSave: async (facts, known) => {
      await change.give({ params, body: { facts }, revision: known });
      onDone();
    },
    onLook: async () => {
      const { body } = await client.call('party.get', { params });
      return { draft: body.facts, revision: body.revision, changedAt: body.changedAt };
    },
  });
  return (
    <Editor of={editing} submit={t('fields.save')} onCancel={onDone} describe={(there) => <PartyInWords of={there} />}>
      <PartyFields key={editing.turn} of={editing} />
    </Editor>
  );
}
