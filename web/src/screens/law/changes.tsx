import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { addDays, dateText, type Outcome } from '@ytterby/core';
import { Button, Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf, readOf, type Reply, useRead } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Page } from '../../components/page.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { KindOfExport } from './kind-of-export.tsx';
import { AskedCoverage } from './law-days.tsx';
import { InstrumentLink, ProvisionLink } from './links.tsx';
import { useNames } from './names.ts';
import { type ChangesSearch, given } from './search.ts';
import { StandingMark } from './standing.tsx';

type Difference = Reply<'law.diff'>;

/** A day on which the law changes, in a branch. */
interface ChangeDay {
  readonly day: string;
  readonly branch: string;
  readonly instruments: readonly string[];
}

/** The days of change, newest first. */
function changeDaysOf(changes: Reply<'law.timeline'>['changes']): readonly ChangeDay[] {
  const days = new Map<string, ChangeDay>();
  for (const { day, branch, instrument } of changes) {
    const key = `${day} ${branch}`;
    const known = days.get(key)?.instruments ?? [];
    days.set(key, { day, branch, instruments: known.includes(instrument) ? known : [...known, instrument] });
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
}

/** What each day of publication or of coming into force changed, in words. */
export function Changes() {
  const { t } = useTranslation('law');
  const timeline = useRead('law.timeline', { query: {} });
  const pack = useRead('law.pack');
  return (
    <Page className="law" title={t('changes.title')} lead={t('changes.lead')}>
      <Loaded query={timeline} lines={3}>
        {({ body }) => (
          <Loaded query={pack} lines={3}>
            {({ body: { today, covers } }) => (
              <Compared
                days={changeDaysOf(body.changes).filter(({ day }) => day > covers.from)}
                branches={body.branches}
                today={today}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

/** Days that are typed; what is wrong with one is said there. */
const FIELDS = ['before', 'after', 'knownAt'] as const;

interface ComparedProps {
  readonly days: readonly ChangeDay[];
  readonly branches: Reply<'law.timeline'>['branches'];
  readonly today: string;
}

function Compared({ days, branches, today }: ComparedProps) {
  const { t } = useTranslation('law');
  const id = useId();
  const text = useText();
  const language = useLanguage();
  const names = useNames();
  const navigate = useNavigate();
  const search = useSearch({ from: '/law/changes' });
  const { knownAt, branch = 'enacted' } = search;
  const newest = days.find((each) => each.day <= today && each.branch === 'enacted')?.day ?? today;
  const after = search.after ?? newest;
  const before = search.before ?? addDays(after, -1);
  const go = (to: ChangesSearch & { readonly branch?: string | undefined; readonly knownAt?: string | undefined }) =>
    void navigate({ to: '.', search: (was) => ({ ...was, ...to }), replace: true, resetScroll: false });
  const goTo = (to: ChangeDay) =>
    go({
      before: addDays(to.day, -1),
      after: to.day,
      branch: to.branch === 'enacted' ? undefined : to.branch,
      knownAt: undefined,
    });
  const at = days.findIndex((each) => each.day === after && each.branch === branch && before === addDays(after, -1));
  const [later, earlier] = [days[at - 1], at < 0 ? undefined : days[at + 1]];
  const difference = useQuery({
    ...readOf('law.diff', { query: given({ before, after, knownAt, branch: search.branch }) }),
    placeholderData: keepPreviousData,
  });
  const problem = (field: string) => problemOf(difference.error)?.fields.find(({ path }) => path === `/query/${field}`);
  const dayField = (name: (typeof FIELDS)[number], value: string | undefined) => {
    const wrong = problem(name);
    return (
      <div>
        <label htmlFor={`${id}-${name}`}>{t(`changes.${name}`)}</label>
        <Input
          id={`${id}-${name}`}
          type="date"
          value={value ?? ''}
          {...(wrong && { status: 'error' as const, 'aria-describedby': `${id}-${name}-wrong` })}
          onChange={({ target }) => go({ before, after, [name]: target.value || undefined })}
        />
        {wrong && (
          <p id={`${id}-${name}-wrong`} className="wrong small">
            {text(wrong)}
          </p>
        )}
      </div>
    );
  };
  return (
    <>
      <section className="card law-days no-print" aria-label={t('changes.choose')}>
        <div className="fields">
          <div className="wide">
            <label htmlFor={`${id}-day`}>{t('changes.day')}</label>
            <Select
              id={`${id}-day`}
              showSearch={{ optionFilterProp: 'label' }}
              value={at < 0 ? null : at}
              placeholder={t('changes.free')}
              options={days.map((each, value) => ({
                value,
                label: [
                  dateText(each.day, language),
                  ...(each.branch === 'enacted'
                    ? []
                    : [text(branches.find((one) => one.id === each.branch)?.label ?? { zh: '', en: '' })]),
                  names.instrument(each.instruments[0] ?? ''),
                  ...(each.instruments.length > 1 ? [t('changes.more', { count: each.instruments.length })] : []),
                ].join(' · '),
              }))}
              onChange={(value: number | null) => {
                const to = days[value ?? -1];
                if (to) goTo(to);
              }}
            />
          </div>
          <div className="row">
            <Button disabled={!earlier} onClick={() => earlier && goTo(earlier)}>
              {t('changes.earlier')}
            </Button>
            <Button disabled={!later} onClick={() => later && goTo(later)}>
              {t('changes.later')}
            </Button>
          </div>
        </div>
        <details open={at < 0 || knownAt !== undefined}>
          <summary>{t('changes.other')}</summary>
          <div className="fields">
            {dayField('before', before)}
            {dayField('after', after)}
            {dayField('knownAt', knownAt)}
          </div>
          <p className="small soft">{t('changes.knownAtMeans')}</p>
        </details>
      </section>
      <div aria-busy={difference.isPlaceholderData} className={difference.isPlaceholderData ? 'is-old' : undefined}>
        {!FIELDS.some(problem) && (
          <Loaded query={difference} lines={8}>
            {({ body }) => <DifferenceWords of={body} branches={branches} />}
          </Loaded>
        )}
      </div>
    </>
  );
}

function DifferenceWords({
  of: { before, after, provisions, exports },
  branches,
}: {
  readonly of: Difference;
  readonly branches: ComparedProps['branches'];
}) {
  const { t } = useTranslation('law');
  const text = useText();
  const language = useLanguage();
  const day = (side: Difference['before']) => dateText(side.asOf, language);
  const branch = branches.find(({ id }) => id === after.branch);
  const pairs = groupBy(exports, (each) => `${each.before} ${each.after}`);
  return (
    <>
      <h2 className="compared">
        <span className="number">{day(before)}</span> → <span className="number">{day(after)}</span>
        {after.branch !== 'enacted' && branch && <small> {text(branch.label)}</small>}
      </h2>
      <AskedCoverage coverage={after.coverage} />
      <section className="card">
        <h3>{t('changes.provisions', { count: provisions.length })}</h3>
        {provisions.length === 0 ? (
          <p className="soft">{t('changes.noProvision')}</p>
        ) : (
          [...groupBy(provisions, ({ instrument }) => instrument)].map(([instrument, all]) => (
            <div key={instrument} className="changed">
              <h4>
                <InstrumentLink id={instrument} />
              </h4>
              {[...groupBy(all, (each) => `${each.before} ${each.after}`)].map(([pair, alike]) => (
                <ProvisionsChanged key={pair} of={alike} />
              ))}
            </div>
          ))
        )}
      </section>
      <section className="card">
        <h3>{t('changes.exports')}</h3>
        <p className="soft small">{t('changes.exportsMeans')}</p>
        {exports.length === 0 && <p>{t('changes.noExport')}</p>}
        {[...pairs].map(([pair, alike]) => {
          const [first, ...others] = alike;
          if (!first) return null;
          return (
            <div key={pair} className="changed">
              <p className="row outcomes">
                <span className="visually-hidden">{t('changes.was')}</span>
                <OutcomeBadge outcome={first.before as Outcome} />
                <Icon name="right" />
                <span className="visually-hidden">{t('changes.is')}</span>
                <OutcomeBadge outcome={first.after as Outcome} />
              </p>
              <KindOfExport facts={first.example} />
              {others.length > 0 && (
                <details>
                  <summary>{t('changes.examples', { count: others.length })}</summary>
                  {others.map((each, index) => (
                    <KindOfExport key={index} facts={each.example} />
                  ))}
                </details>
              )}
            </div>
          );
        })}
      </section>
    </>
  );
}

/** Provisions named before the rest is folded away. */
const NAMED = 6;

function ProvisionsChanged({ of }: { readonly of: Difference['provisions'] }) {
  const { t } = useTranslation(['law', 'shell']);
  const text = useText();
  const [first] = of;
  if (!first) return null;
  const list = (provisions: Difference['provisions']) =>
    provisions.map(({ id, cite }, index) => (
      <span key={id}>
        {index > 0 && t('shell:comma')}
        <ProvisionLink id={id} words={text(cite)} />
      </span>
    ));
  return (
    <div className="provisions-changed">
      <p className="row">
        {first.before === null ? (
          <span className="soft">{t('standing.not-yet-published')}</span>
        ) : (
          <StandingMark is={first.before} />
        )}
        <Icon name="right" />
        {first.after === null ? (
          <span className="soft">{t('standing.not-yet-published')}</span>
        ) : (
          <StandingMark is={first.after} />
        )}
        <span className="soft">{t('changes.count', { count: of.length })}</span>
      </p>
      <p className="small">{list(of.slice(0, NAMED))}</p>
      {of.length > NAMED && (
        <details className="small">
          <summary>{t('changes.others', { count: of.length - NAMED })}</summary>
          <p>{list(of.slice(NAMED))}</p>
        </details>
      )}
    </div>
  );
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
