import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead, useSession } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../i18n/index.ts';
import { TouchedBy } from '../watch/touched-by.tsx';
import { AdvicePart } from './advice-part.tsx';
import { ApplicationPart, useKindName } from './application-part.tsx';
import { CheckPart } from './check-part.tsx';
import { ClockPart } from './clock-part.tsx';
import { ClockMark, Waits } from './clock.tsx';
import { ConditionsPart } from './conditions-part.tsx';
import { DecisionPart } from './decision-part.tsx';
import { DeskProvider, type OfficerCase, useDesk } from './desk.tsx';
import { DocumentsPart } from './documents-part.tsx';
import { Events, EventsPart } from './events-part.tsx';
import { Flags } from './flags.tsx';
import { FrozenAnswer } from './frozen-answer.tsx';
import { HitsPart } from './hits-part.tsx';
import { PrecedentsPart } from './precedents-part.tsx';
import { RequestsPart } from './requests-part.tsx';
import '../../components/sections.css';

const route = getRouteApi('/cases/$case');

const PARTS = [
  'findings',
  'application',
  'determination',
  'hits',
  'documents',
  'precedents',
  'requests',
  'advice',
  'clock',
  'conditions',
  'decision',
  'events',
] as const;
type Part = (typeof PARTS)[number];

/** One case, whole: what was applied for, what the law says of it, what was done, and what can be done now. */
export function CasePage() {
  const { case: id } = route.useParams();
  const found = useRead('case.get', { params: { case: id } });
  const session = useSession();
  return (
    <Loaded query={session} lines={2}>
      {({ body: signedIn }) => (
        <Loaded query={found} lines={10}>
          {({ body, revision }) => (
            <DeskProvider of={body} revision={revision} session={signedIn}>
              <Meanwhile />
              <Whole of={body} mayWork={signedIn.actions.includes('case.work')} />
            </DeskProvider>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

/** Two people worked on one case: who did what in the meantime. */
function Meanwhile() {
  const { t } = useTranslation('cases');
  const { of, changedSince, understood } = useDesk();
  if (changedSince === null) return null;
  return (
    <section className="notice warns" role="status">
      <p>
        <Icon name="warning" /> <strong>{t('meanwhile.title')}</strong>
      </p>
      <p>{t('meanwhile.text')}</p>
      <Events of={of.events.filter(({ version }) => version > changedSince)} />
      <Button onClick={understood}>{t('meanwhile.close')}</Button>
    </section>
  );
}

function Whole({ of, mayWork }: { readonly of: OfficerCase; readonly mayWork: boolean }) {
  const { t } = useTranslation('cases');
  const text = useText();
  const kind = useKindName();
  const search = route.useSearch();
  const parts: Readonly<Record<Part, ReactNode>> = {
    findings: <CheckPart />,
    application: <ApplicationPart of={of.state.application} />,
    determination: <FrozenAnswer of={of.determination} facts={of.facts} />,
    hits: <HitsPart />,
    documents: <DocumentsPart />,
    precedents: <PrecedentsPart />,
    requests: <RequestsPart />,
    advice: <AdvicePart />,
    clock: <ClockPart />,
    conditions: <ConditionsPart />,
    decision: <DecisionPart />,
    events: <EventsPart />,
  };
  return (
    <Page
      className="case-page"
      title={`${of.number ?? ''} ${text(of.applicant)}`}
      lead={
        <>
          {kind(of.kind)} · <strong>{text(of.statusText)}</strong> ·{' '}
          <Link to="/cases" search={search}>
            {t('back')}
          </Link>
        </>
      }
    >
      <div className="stack">
        <div className="case-standing">
          <ClockMark of={of.clock} />
          <Waits of={of.waitsFor} />
        </div>
        <TouchedBy subject={of.id} />
        <Flags />
        {!mayWork && <p className="notice">{t('cannotAct')}</p>}
        <nav className="sections case-parts no-print" aria-label={t('parts.label')}>
          {PARTS.map((part) => (
            <a key={part} href={`#${part}`}>
              {t(`parts.${part}`)}
            </a>
          ))}
        </nav>
        {PARTS.map((part) => (
          <section key={part} className="card" id={part} aria-labelledby={`${part}-title`}>
            <h2 id={`${part}-title`}>{t(`parts.${part}`)}</h2>
            {parts[part]}
          </section>
        ))}
      </div>
    </Page>
  );
}
