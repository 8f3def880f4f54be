import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCommand, useRead, useRefresh } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { useCountryName } from '../../components/country.tsx';
import { ConfirmButton, DialogButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../i18n/index.ts';
import { Agents } from './agents.tsx';
import { useMay } from './may.ts';
import { Members } from './members.tsx';
import {
  type Organisation,
  organisationBody,
  OrganisationFields,
  type OrganisationValues,
} from './organisation-fields.tsx';
import { Sites } from './sites.tsx';
import { Webhooks } from './webhooks.tsx';

const route = getRouteApi('/administration/organisations/$organisation');

/** Those that something about licences is told to: holders, customs and the authority. */
const TOLD_OF_LICENCES: readonly Organisation['kind'][] = [
  'company',
  'operator',
  'research',
  'licensing-authority',
  'customs',
];

/** One organisation: who it is, its sites, its people, and who acts for it. */
export function Organisation() {
  const { organisation: id } = route.useParams();
  const organisation = useRead('organisation.get', { params: { organisation: id } });
  return (
    <Loaded query={organisation} lines={8}>
      {({ body, revision }) => <OrganisationPage key={body.id} organisation={body} revision={revision} />}
    </Loaded>
  );
}

interface OrganisationPageProps {
  readonly organisation: Organisation;
  readonly revision: number | undefined;
}

function OrganisationPage({ organisation, revision }: OrganisationPageProps) {
  const { t } = useTranslation('administration');
  const text = useText();
  const may = useMay(organisation.id);
  const navigate = useNavigate();
  const remove = useCommand('organisation.remove', { refreshes: false });
  const refresh = useRefresh();
  const { id, kind, name, demo } = organisation;
  return (
    <Page
      title={text(name)}
      lead={
        <>
          {t(`kinds.${kind}`)}
          {demo && ` · ${t('organisations.demo')}`} ·{' '}
          <Link to="/administration/organisations">{t('organisation.back')}</Link>
        </>
      }
      actions={
        <>
          {may('organisation.change') && (
            <DialogButton label={t('organisation.edit')} title={t('organisation.editTitle')}>
              {(close) => <ChangeOrganisation organisation={organisation} revision={revision} onDone={close} />}
            </DialogButton>
          )}
          {may('organisation.remove') && (
            <ConfirmButton
              danger
              label={t('organisation.remove')}
              title={t('organisation.removeTitle', { name: text(name) })}
              sentence={t('organisation.removeText')}
              act={t('organisation.remove')}
              onAct={async () => {
                await remove.give({ params: { organisation: id }, revision });
                await navigate({ to: '/administration/organisations' });
                await refresh();
              }}
            />
          )}
        </>
      }
    >
      <div className="stack">
        <Facts organisation={organisation} />
        <Members organisation={organisation} />
        <Sites organisation={id} />
        {may('agent.read') && (kind === 'operator' || kind === 'company') && <Agents organisation={organisation} />}
        {may('webhook.read') && TOLD_OF_LICENCES.includes(kind) && <Webhooks organisation={id} />}
      </div>
    </Page>
  );
}

function Facts({ organisation: { name, country, uscc, lei } }: Pick<OrganisationPageProps, 'organisation'>) {
  const { t } = useTranslation('administration');
  const countryName = useCountryName();
  const facts = [
    [t('fields.nameZh'), name.zh],
    [t('fields.nameEn'), name.en],
    [t('fields.country'), countryName(country)],
    [t('fields.uscc'), uscc],
    [t('fields.lei'), lei],
  ] as const;
  return (
    <section className="card" aria-label={t('organisations.title')}>
      <dl className="facts">
        {facts.map(
          ([label, value]) =>
            value !== null &&
            value !== '' && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

function ChangeOrganisation({
  organisation,
  revision,
  onDone,
}: OrganisationPageProps & { readonly onDone: () => void }) {
  const { t } = useTranslation('administration');
  const change = useCommand('organisation.change');
  const { name, country, uscc, lei } = organisation;
  return (
    <CommandForm<OrganisationValues>
      submit={t('organisation.save')}
      initialValues={{ name, country, uscc, lei }}
      onSubmit={async (values) => {
        const params = { organisation: organisation.id };
        await change.give({ params, body: organisationBody(values), revision });
        onDone();
      }}
    >
      <OrganisationFields />
    </CommandForm>
  );
}
