import { useNavigate } from '@tanstack/react-router';
import type { Determination, ExportFacts } from '@ytterby/core';
import type { Application } from '@ytterby/core/licensing';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useCommand, useRefresh, useSession } from '../../api.ts';
import { DialogButton } from '../../components/dialog.tsx';
import { Failure } from '../../components/failure.tsx';
import { useText } from '../../i18n/index.ts';
import { nextPage } from './pages.ts';
import { applicationFrom, blankApplication, type Known, mayNeedLicence } from './prefill.ts';

interface ApplyButtonProps {
  readonly facts: ExportFacts;
  /** The answer to these facts. */
  readonly determination: Determination;
  /** In whose name; absent: the person chooses, where there is a choice. */
  readonly organisation?: string;
}

/** From an answer to an application in one step. Only for who may apply, and where a licence can be what is needed. */
export function ApplyButton({ facts, determination, organisation }: ApplyButtonProps) {
  const { t } = useTranslation('apply');
  const text = useText();
  const session = useSession().data?.body;
  const begin = useBegin();
  const [error, setError] = useState<unknown>();
  const may = (session?.organisations ?? []).filter(
    ({ id, actions }) => actions.includes('application.change') && (organisation === undefined || id === organisation),
  );
  const [first, ...others] = may;
  if (first === undefined || !mayNeedLicence(determination)) return null;
  const run = async (id: string) => {
    setError(undefined);
    try {
      await begin.run(id, facts, determination);
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <>
      {others.length === 0 ? (
        <Button type="primary" loading={begin.isBusy} onClick={() => void run(first.id)}>
          {t('apply.button')}
        </Button>
      ) : (
        <DialogButton type="primary" label={t('apply.button')} title={t('apply.whose')}>
          {() => (
            <div className="stack">
              {may.map(({ id, name }) => (
                <Button key={id} disabled={begin.isBusy} onClick={() => void run(id)}>
                  {text(name)}
                </Button>
              ))}
            </div>
          )}
        </DialogButton>
      )}
      {error !== undefined && <Failure error={error} />}
    </>
  );
}

/** Begins an application in an organisation's name, filled in with what is known, and goes to the first page that is still open. */
export function useBegin() {
  const begin = useCommand('application.begin', { refreshes: false });
  const refresh = useRefresh();
  const navigate = useNavigate();
  const session = useSession().data?.body;
  const [isBusy, setBusy] = useState(false);
  const run = async (organisation: string, facts?: ExportFacts, determination?: Determination) => {
    setBusy(true);
    try {
      const person = session?.account?.name;
      // Whoever applies for an operator outside China does so for the agent, and is its handling person.
      const through = session?.organisations.find(({ id }) => id === organisation)?.agent ?? null;
      const known = await knownOf(organisation, through === null ? person : undefined, facts);
      const begun =
        facts === undefined
          ? blankApplication(known)
          : applicationFrom(facts, { ...known, ...(determination && { determination }) });
      const application: Application = through === null ? begun : { ...begun, agent: await companyOf(through, person) };
      const params = { organisation };
      const { body } = await begin.give({ params, body: { application, ...(facts && { facts }) } });
      const page = facts === undefined ? 'kind' : nextPage(application, body.findings);
      await navigate({
        to: '/workspace/$organisation/applications/$case/edit/$page',
        params: { organisation, case: body.id, page },
      });
      await refresh();
    } finally {
      setBusy(false);
    }
  };
  return { run, isBusy };
}

/** What the organisation's records and its last applications say, so that nobody is asked twice. */
async function knownOf(
  organisation: string,
  person: string | undefined,
  facts: ExportFacts | undefined,
): Promise<Known> {
  const [own, cases] = await Promise.all([
    companyOf(organisation),
    client.call('application.list', { params: { organisation }, query: { limit: 50 } }),
  ]);
  const parties = new Set((facts?.parties ?? []).flatMap((party) => (party.name === undefined ? [] : [party.name])));
  // One that was submitted was complete; a draft may know nothing yet.
  const items = cases.body.items.toSorted((a, b) => Number(a.number === null) - Number(b.number === null));
  // The last one knows the applicant; another one may know the end user.
  const wanted = new Set([items[0], items.find(({ endUser }) => endUser !== null && parties.has(endUser))]);
  const earlier = await Promise.all(
    [...wanted].flatMap((each) =>
      each === undefined ? [] : [client.call('application.get', { params: { organisation, case: each.id } })],
    ),
  );
  const before = earlier.flatMap(({ body }) => (body.state.application === null ? [] : [body.state.application]));
  const isKnown = before.some(({ applicant }) => applicant?.contact !== undefined);
  return {
    earlier: before,
    applicant: { ...own, ...(person !== undefined && !isKnown && { contact: { name: person } }) },
  };
}

/** An organisation as its records have it. */
async function companyOf(organisation: string, person?: string): Promise<NonNullable<Application['applicant']>> {
  const params = { organisation };
  const [own, sites] = await Promise.all([
    client.call('organisation.get', { params }),
    client.call('site.list', { params }),
  ]);
  const { name, country, uscc, lei } = own.body;
  const address = sites.body[0]?.address || undefined;
  return {
    name: name.en || name.zh,
    ...(name.zh !== '' && { nameZh: name.zh }),
    country,
    ...(uscc !== null && { uscc }),
    ...(lei !== null && { lei }),
    ...(address !== undefined && { address: address.slice(0, 500) }),
    ...(person !== undefined && { contact: { name: person } }),
  };
}
