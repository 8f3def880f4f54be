import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { dateText, type ExportFacts, type Topic } from '@ytterby/core';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, usePages, useRead, useRefresh } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Page } from '../../components/page.tsx';
import { Blocks } from '../../findings/blocks.tsx';
import { useLanguage, useMoment, useText } from '../../i18n/index.ts';
import { ApplyButton } from '../apply/apply-button.tsx';
import { arranged } from '../ask/arrange.ts';
import { beijingToday } from '../ask/beijing.ts';
import { ShipButton } from '../humanitarian/ship-button.tsx';
import { GiveNoticeLink } from '../notices/give-link.tsx';
import { ChangeDetermination } from './change-determination.tsx';
import { TouchedBy } from '../watch/touched-by.tsx';
import { useMayChange } from './places.ts';

type Kept = Reply<'saved-determination.get'>;

/** What few read again once it was kept. */
const FOLDED: readonly Topic[] = ['steps', 'review-questions'];

const route = getRouteApi('/workspace/$organisation/determinations/$determination');

/** One kept determination: the answer as it is today, and how it came out before. */
export function Determination() {
  const { organisation, determination } = route.useParams();
  const language = useLanguage();
  const kept = useRead('saved-determination.get', { params: { organisation, determination }, query: { language } });
  return (
    <Loaded query={kept} lines={8}>
      {({ body, revision }) => <Whole key={body.saved.id} kept={body} revision={revision} />}
    </Loaded>
  );
}

function Whole({ kept, revision }: { readonly kept: Kept; readonly revision: number | undefined }) {
  const { t } = useTranslation('workspace');
  const { organisation } = route.useParams();
  const mayChange = useMayChange(organisation);
  const [isChanging, setChanging] = useState(false);
  const { saved, explanation } = kept;
  const { id, name, asOfMode, archived } = saved;
  const isOpen = mayChange && !archived;
  return (
    <Page
      title={name}
      lead={
        <>
          {t(`mode.${asOfMode}`)}
          {archived && ` · ${t('determination.archived')}`} ·{' '}
          <Link to="/workspace/$organisation/determinations" params={{ organisation }}>
            {t('determination.back')}
          </Link>
        </>
      }
      actions={
        <>
          <Link className="quiet-button edged" to="/" state={{ facts: askedFacts(saved), wants: 'answer' }}>
            <Icon name="right" /> {t('determination.open')}
          </Link>
          {isOpen && (
            <ApplyButton facts={askedFacts(saved)} determination={kept.determination} organisation={organisation} />
          )}
          {isOpen && <GiveNoticeLink organisation={organisation} from={{ determination: id }} />}
          {isOpen && (
            <ShipButton
              organisation={organisation}
              saved={id}
              facts={askedFacts(saved)}
              determination={kept.determination}
            />
          )}
          {isOpen && <AskAgain id={id} />}
          {isOpen && !isChanging && <Button onClick={() => setChanging(true)}>{t('determination.change')}</Button>}
          {isOpen && <Archive name={name} id={id} revision={revision} />}
        </>
      }
    >
      <div className="stack">
        <TouchedBy organisation={organisation} subject={id} />
        {isChanging ? (
          <ChangeDetermination saved={saved} revision={revision} onDone={() => setChanging(false)} />
        ) : (
          <>
            <News kept={kept} />
            <div className="answer-and-history">
              <section className="card">
                <Blocks
                  blocks={arranged(explanation)}
                  cite={(provision, words) => (
                    <Link to="/law/provision" search={{ id: provision }}>
                      {words}
                    </Link>
                  )}
                  around={(section, inside, whole) =>
                    FOLDED.includes(section.topic) ? <Fold title={section.title}>{inside}</Fold> : whole
                  }
                />
              </section>
              <Answers id={id} />
            </div>
          </>
        )}
      </div>
    </Page>
  );
}

/** The facts as they are asked today: those of some determinations are about whatever day it is. */
function askedFacts({ asOfMode, facts }: Kept['saved']): ExportFacts {
  if (asOfMode === 'fixed') return facts;
  const { knownAt: _, ...rest } = facts;
  return { ...rest, asOf: beijingToday() };
}

function Fold({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="fold">
      <summary>
        <h3>{title}</h3>
      </summary>
      {children}
    </details>
  );
}

/** What is different, as long as nobody has said that it was seen; and what would be, if it was asked again now. */
function News({ kept: { saved, difference } }: { readonly kept: Kept }) {
  const { t } = useTranslation('workspace');
  const moment = useMoment();
  const { organisation } = route.useParams();
  const mayChange = useMayChange(organisation);
  const seen = useCommand('saved-determination.mark-seen');
  const latest = useRead('saved-determination.answers', {
    params: { organisation, determination: saved.id },
    query: { limit: 1 },
  });
  const { changedAt } = saved;
  return (
    <>
      {saved.changedSinceSeen && changedAt !== null && (
        <section className="notice warns" aria-label={t('determinations.changed')}>
          <p>
            <strong>{t('determination.changedAt', { moment: moment(changedAt) })}</strong>
          </p>
          <Sentences of={latest.data?.body.items[0]?.difference ?? []} />
          {mayChange && (
            <Button
              loading={seen.isPending}
              onClick={() =>
                void seen.give({ params: { organisation, determination: saved.id }, body: { changedAt } }).catch(() => {
                  // It is told under the button.
                })
              }
            >
              <Icon name="check" /> {t('determination.seen')}
            </Button>
          )}
          {seen.error && <Failure error={seen.error} />}
        </section>
      )}
      {difference.length > 0 && (
        <section className="notice">
          <p>
            <strong>{t('determination.now')}</strong>
          </p>
          <Sentences of={difference} />
        </section>
      )}
    </>
  );
}

function Sentences({ of }: { readonly of: Kept['difference'] }) {
  const text = useText();
  if (of.length === 0) return null;
  return (
    <ul className="news">
      {of.map((sentence) => (
        <li key={sentence.en}>{text(sentence)}</li>
      ))}
    </ul>
  );
}

function AskAgain({ id }: { readonly id: string }) {
  const { t } = useTranslation('workspace');
  const { organisation } = route.useParams();
  const again = useCommand('saved-determination.ask-again');
  const [result, setResult] = useState<'same' | 'other' | { readonly error: unknown }>();
  const ask = async () => {
    setResult(undefined);
    try {
      const { body } = await again.give({ params: { organisation, determination: id } });
      setResult(body.difference.length === 0 ? 'same' : 'other');
    } catch (error) {
      setResult({ error });
    }
  };
  return (
    <>
      <Button loading={again.isPending} onClick={() => void ask()}>
        {t('determination.again')}
      </Button>
      <span role="status" className="asked-again">
        {typeof result === 'string' && t(`determination.${result}`)}
      </span>
      {typeof result === 'object' && <Failure error={result.error} />}
    </>
  );
}

interface ArchiveProps {
  readonly id: string;
  readonly name: string;
  readonly revision: number | undefined;
}

function Archive({ id, name, revision }: ArchiveProps) {
  const { t } = useTranslation('workspace');
  const { organisation } = route.useParams();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const archive = useCommand('saved-determination.archive', { refreshes: false });
  return (
    <ConfirmButton
      label={t('determination.archive')}
      title={t('determination.archiveTitle', { name })}
      sentence={t('determination.archiveText')}
      act={t('determination.archive')}
      onAct={async () => {
        await archive.give({ params: { organisation, determination: id }, revision });
        await navigate({ to: '/workspace/$organisation/determinations', params: { organisation } });
        await refresh();
      }}
    />
  );
}

/** Every answer that was kept, with what was different from the one before. */
function Answers({ id }: { readonly id: string }) {
  const { t } = useTranslation('workspace');
  const moment = useMoment();
  const language = useLanguage();
  const { organisation } = route.useParams();
  const answers = usePages('saved-determination.answers', {
    params: { organisation, determination: id },
    query: {},
  });
  return (
    <section className="card history">
      <h2>{t('answers.title')}</h2>
      <Loaded query={answers} lines={3}>
        {(rows) => (
          <ol className="answers">
            {rows.map((answer) => (
              <li key={answer.id}>
                <div className="row">
                  <span className="number">{moment(answer.askedAt)}</span>
                  <OutcomeBadge outcome={answer.outcome} />
                  <span className="soft">{t(`answers.cause.${answer.cause}`)}</span>
                </div>
                <Sentences of={answer.difference} />
                <p className="small soft">
                  {t('answers.days', {
                    asOf: dateText(answer.asOf, language),
                    knownAt: dateText(answer.knownAt, language),
                  })}
                </p>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
      <MorePages of={answers} />
    </section>
  );
}
