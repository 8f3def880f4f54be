import { Input } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, usePages } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useMoment, useText } from '../../i18n/index.ts';
import { useRoleName } from '../roles.tsx';
import { useMay } from './may.ts';

type Person = Reply<'person.list'>['items'][number];

/** Everyone with an account, for administrators and auditors. */
export function People() {
  const { t } = useTranslation(['administration', 'shell']);
  const text = useText();
  const moment = useMoment();
  const roleName = useRoleName();
  const mayAdminister = useMay()('people.administer');
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const people = usePages('person.list', { query: wanted === '' ? {} : { search: wanted } });
  const [made, setMade] = useState<{ readonly name: string; readonly link: string }>();
  return (
    <Page title={t('people.title')} lead={t('people.lead')}>
      {made && (
        <div className="notice succeeds link-made" role="status">
          <ShownOnce label={t('people.link', { name: made.name })} value={made.link} />
        </div>
      )}
      <div className="card">
        <Input.Search
          className="search"
          allowClear
          aria-label={t('shell:table.search')}
          placeholder={t('shell:table.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Loaded query={people}>
          {(rows) => (
            <Records
              caption={t('people.title')}
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                {
                  head: t('fields.name'),
                  cell: ({ name, email, disabledAt, provider }) => (
                    <>
                      {name}
                      {disabledAt !== null && <strong> · {t('people.disabled')}</strong>}
                      <div className="small soft">{email}</div>
                      {provider !== null && <div className="small soft">{t('people.atProvider', { provider })}</div>}
                    </>
                  ),
                },
                {
                  head: t('people.memberships'),
                  cell: ({ memberships }) =>
                    memberships.map(({ organisation, name, roles }) => (
                      <div key={organisation}>
                        {text(name)}
                        <span className="small soft"> · {roles.map(roleName).join(t('shell:comma'))}</span>
                      </div>
                    )),
                },
                {
                  head: t('fields.factor'),
                  cell: ({ secondFactor }) => (secondFactor ? t('members.factorYes') : t('members.factorNo')),
                },
                {
                  head: t('people.seen'),
                  cell: ({ lastSeenAt }) => (lastSeenAt === null ? t('people.never') : moment(lastSeenAt)),
                },
              ]}
              {...(mayAdminister && {
                actions: (person: Person) => (
                  <PersonActions person={person} onLink={(link) => setMade({ name: person.name, link })} />
                ),
              })}
            />
          )}
        </Loaded>
        <MorePages of={people} />
      </div>
    </Page>
  );
}

interface PersonActionsProps {
  readonly person: Person;
  readonly onLink: (link: string) => void;
}

function PersonActions({ person: { id, name, disabledAt, secondFactor, provider }, onLink }: PersonActionsProps) {
  const { t } = useTranslation('administration');
  const disable = useCommand('person.disable');
  const enable = useCommand('person.enable');
  const reset = useCommand('person.reset-password');
  const removeFactors = useCommand('person.remove-second-factors');
  const params = { account: id };
  return (
    <>
      {provider === null && disabledAt === null && (
        <ConfirmButton
          size="small"
          label={t('people.reset')}
          name={t('people.resetTitle', { name })}
          title={t('people.resetTitle', { name })}
          sentence={t('people.resetText')}
          act={t('people.resetAct')}
          onAct={async () => onLink((await reset.give({ params })).body.link)}
        />
      )}
      {secondFactor && (
        <ConfirmButton
          danger
          size="small"
          label={t('people.unfactor')}
          name={t('people.unfactorTitle', { name })}
          title={t('people.unfactorTitle', { name })}
          sentence={t('people.unfactorText')}
          act={t('people.unfactor')}
          onAct={() => removeFactors.give({ params })}
        />
      )}
      {disabledAt === null ? (
        <ConfirmButton
          danger
          size="small"
          label={t('people.disable')}
          name={t('people.disableTitle', { name })}
          title={t('people.disableTitle', { name })}
          sentence={t('people.disableText')}
          act={t('people.disable')}
          onAct={() => disable.give({ params })}
        />
      ) : (
        <ConfirmButton
          size="small"
          label={t('people.enable')}
          name={t('people.enableTitle', { name })}
          title={t('people.enableTitle', { name })}
          sentence={t('people.enableText')}
          act={t('people.enable')}
          onAct={() => enable.give({ params })}
        />
      )}
    </>
  );
}
