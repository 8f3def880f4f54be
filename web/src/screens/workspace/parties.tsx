import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type PartyFacts, speaker } from '@ytterby/core';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, usePages } from '../../api.ts';
import { useCountryName } from '../../components/country.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useLanguage, useMoment } from '../../i18n/index.ts';
import { useEditing } from './editing.ts';
import { Editor } from './editor.tsx';
import { capital, PARTY_PATHS, PartyFields } from './party-fields.tsx';
import { useMayChange } from './places.ts';

const route = getRouteApi('/workspace/$organisation/parties');

/** With whom an organisation deals. */
export function KeptParties() {
  const { t } = useTranslation(['workspace', 'ask']);
  const { organisation } = route.useParams();
  const mayChange = useMayChange(organisation);
  const moment = useMoment();
  const country = useCountryName();
  const say = speaker(useLanguage());
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const parties = usePages('party.list', {
    params: { organisation },
    query: wanted === '' ? {} : { search: wanted },
  });
  return (
    <Page
      title={t('sections.parties')}
      lead={t('party.lead')}
      actions={
        mayChange && (
          <Link className="quiet-button edged" to="/workspace/$organisation/parties/new" params={{ organisation }}>
            <Icon name="add" /> {t('party.new')}
          </Link>
        )
      }
    >
      <div className="card">
        <SearchField value={search} onChange={setSearch} />
        <Loaded query={parties}>
          {(rows) => (
            <Records
              caption={t('sections.parties')}
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                {
                  head: t('fields.name'),
                  cell: ({ id, name }) => (
                    <Link to="/workspace/$organisation/parties/$party" params={{ organisation, party: id }}>
                      {name}
                    </Link>
                  ),
                },
                { head: t('ask:fields.role'), cell: ({ facts }) => capital(say(`role.${facts.role}`)) },
                {
                  head: t('ask:fields.country'),
                  cell: ({ facts }) =>
                    facts.country === undefined || facts.country === 'unknown' ? '' : country(facts.country),
                },
                { head: t('fields.changedAt'), cell: ({ changedAt }) => moment(changedAt) },
              ]}
            />
          )}
        </Loaded>
        <MorePages of={parties} />
      </div>
    </Page>
  );
}

export function NewParty() {
  const { t } = useTranslation('workspace');
  const { organisation } = getRouteApi('/workspace/$organisation/parties/new').useParams();
  const navigate = useNavigate();
  const create = useCommand('party.create');
  const editing = useEditing<PartyFacts>({
    initial: { role: 'end-user' },
    fieldPaths: PARTY_PATHS,
    onSave: async (facts) => {
      const { body: made } = await create.give({ params: { organisation }, body: { facts } });
      await navigate({ to: '/workspace/$organisation/parties/$party', params: { organisation, party: made.id } });
    },
  });
  return (
    <Page title={t('party.new')} lead={t('fields.unknownLead')} className="ask">
      <section className="card">
        <Editor
          of={editing}
          submit={t('fields.take')}
          onCancel={() => void navigate({ to: '/workspace/$organisation/parties', params: { organisation } })}
        >
          <PartyFields of={editing} />
        </Editor>
      </section>
    </Page>
  );
}
