import { getRouteApi, Link } from '@tanstack/react-router';
import type { CaseCommand, CaseCommandName } from '@ytterby/core/licensing';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useRead, useSession } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useText } from '../../i18n/index.ts';
import { ApplicationPart } from './application-part.tsx';
import { type AlikeCases, Differences } from './bulk-differences.tsx';
import { BulkDone, BulkPreview, type Previewed } from './bulk-preview.tsx';
import { Start } from './check-part.tsx';
import { Decide, Recommend } from './decision-part.tsx';
import { DeskProvider, useDesk } from './desk.tsx';
import { FrozenAnswer } from './frozen-answer.tsx';
import { Assess } from './precedents-part.tsx';
import '../workspace/workspace.css';
import './cases.css';

const route = getRouteApi('/cases/bulk');

type Member = AlikeCases['cases'][number];
type Done = Reply<'case.bulk-act'>;

/** The same decision on cases that are alike: which are, what would become of each, and what became of it. */
export function Bulk() {
  const { t } = useTranslation('cases');
  const { cases } = route.useSearch();
  const ids = cases === '' ? [] : cases.split(',');
  return (
    <Page
      title={t('bulk.title')}
      lead={
        <>
          {t('bulk.lead')} <Link to="/cases">{t('back')}</Link>
        </>
      }
    >
      {/* Made anew for other cases: what was previewed belongs to those before. */}
      {ids.length === 0 ? <p className="notice">{t('bulk.none')}</p> : <OfCases key={cases} ids={ids} />}
    </Page>
  );
}

function OfCases({ ids }: { readonly ids: string[] }) {
  const [previewed, setPreviewed] = useState<Previewed>();
  const [done, setDone] = useState<{ readonly cases: Done; readonly of: Previewed }>();
  const groups = useRead('case.bulk-preview', { body: { cases: ids } });
  const below = useRef<HTMLDivElement>(null);
  const preview = async (command: CaseCommand) => {
    const { body } = await client.call('case.bulk-preview', { body: { cases: ids, command: { ...command } } });
    setPreviewed({ command, groups: body.groups });
    requestAnimationFrame(() => below.current?.focus());
  };
  if (done !== undefined) return <BulkDone cases={done.cases} of={done.of} />;
  return (
    <Loaded query={groups} lines={8}>
      {({ body }) => (
        <div className="stack">
          <Groups of={body.groups} />
          <Model of={body.groups[0]?.cases ?? []} onCommand={preview} />
          {previewed !== undefined && (
            <div ref={below} tabIndex={-1}>
              <BulkPreview
                of={previewed}
                onAgain={() => preview(previewed.command)}
                onDone={(cases) => setDone({ cases, of: previewed })}
              />
            </div>
          )}
        </div>
      )}
    </Loaded>
  );
}

function Groups({ of: [first, ...others] }: { readonly of: readonly AlikeCases[] }) {
  const { t } = useTranslation('cases');
  if (first === undefined) return null;
  return (
    <>
      <section className="card">
        <h2>{t('bulk.alike', { count: first.cases.length })}</h2>
        <p className="small soft">{t('bulk.alikeHint')}</p>
        <Members of={first.cases} caption={t('bulk.alike', { count: first.cases.length })} />
      </section>
      {others.map((group) => (
        <section key={group.cases[0]?.id} className="card">
          <h2>{t('bulk.different', { count: group.cases.length })}</h2>
          <p className="small soft">{t('bulk.differentHint')}</p>
          <Members of={group.cases} caption={t('bulk.different', { count: group.cases.length })} />
          <h3>{t('bulk.differences')}</h3>
          <Differences of={group} first={first} />
        </section>
      ))}
    </>
  );
}

function Members({ of, caption }: { readonly of: readonly Member[]; readonly caption: string }) {
  const { t } = useTranslation('cases');
  const text = useText();
  return (
    <Records
      caption={caption}
      rows={of}
      rowKey={({ id }) => id}
      columns={[
        {
          head: t('bulk.case'),
          cell: ({ id, number }) => (
            <Link to="/cases/$case" params={{ case: id }}>
              {number}
            </Link>
          ),
        },
        { head: t('application.applicant'), cell: ({ applicant }) => text(applicant) },
        { head: t('filters.status'), cell: ({ statusText }) => text(statusText) },
      ]}
    />
  );
}

interface ModelProps {
  readonly of: readonly Member[];
  readonly onCommand: (command: CaseCommand) => Promise<void>;
}

/** One of the cases that are alike, to be read for all of them, and what can be done to all. */
function Model({ of, onCommand }: ModelProps) {
  // One that stands where most of them stand.
  const [standing] = [...Map.groupBy(of, ({ statusText }) => statusText.en).values()].sort(
    (a, b) => b.length - a.length,
  );
  const id = standing?.[0]?.id ?? '';
  const found = useRead('case.get', { params: { case: id } });
  const session = useSession();
  return (
    <Loaded query={session} lines={2}>
      {({ body: signedIn }) => (
        <Loaded query={found} lines={6}>
          {({ body, revision }) => (
            <DeskProvider of={body} revision={revision} session={signedIn} instead={onCommand}>
              <Read />
              <Commands />
            </DeskProvider>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

function Read() {
  const { t } = useTranslation('cases');
  const { of } = useDesk();
  return (
    <section className="card case-page">
      <details>
        <summary>{t('bulk.read', { number: of.number ?? '' })}</summary>
        <ApplicationPart of={of.state.application} />
        <h3>{t('parts.determination')}</h3>
        <FrozenAnswer of={of.determination} facts={of.facts} />
      </details>
    </section>
  );
}

/** Of each part of a case page what can be done to many: only where the table allows any of it. */
const PARTS: readonly (readonly [ReactNode, readonly CaseCommandName[]])[] = [
  [<Start key="start" />, ['accept', 'return']],
  [<Assess key="assess" />, ['assess']],
  [<Recommend key="recommend" />, ['recommend-grant', 'recommend-refusal']],
  [<Decide key="decide" />, ['grant', 'refuse', 'send-back', 'uphold', 'set-aside']],
];

function Commands() {
  const { t } = useTranslation('cases');
  const { may } = useDesk();
  const possible = PARTS.filter(([, commands]) => commands.some((command) => may(command)));
  return (
    <section className="card">
      <h2>{t('bulk.what')}</h2>
      <p className="small soft">{t(possible.length === 0 ? 'bulk.nothingToDo' : 'bulk.whatHint')}</p>
      {possible.map(([part]) => part)}
    </section>
  );
}
