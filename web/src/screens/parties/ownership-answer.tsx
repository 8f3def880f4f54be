import { Link as RouterLink } from '@tanstack/react-router';
import { percentText, speaker } from '@ytterby/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../components/icon.tsx';
import { VerdictMark } from '../../components/outcome.tsx';
import { Records } from '../../components/records.tsx';
import { ShareBar, useBoundsText } from '../../components/share-bar.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import type { Assessed } from './ownership-graph.tsx';

const OwnershipGraph = lazy(() => import('./ownership-graph.tsx'));

type Holding = Assessed['together'];

/** No. 61 of 2025 para. 2 counts from here on. */
const LINE = '0.5';
const MARKS: Readonly<Record<Assessed['verdict'], readonly [IconName, string]>> = {
  met: ['warning', 'prohibited'],
  'not-met': ['check', 'no-licence-required'],
  unknown: ['question', 'undetermined'],
};

interface OwnershipAnswerProps {
  readonly of: Assessed;
  /** A newer question is on its way. */
  readonly isPending: boolean;
}

/** What listed parties hold, drawn and added up, and what would settle it. */
export function OwnershipAnswer({ of, isPending }: OwnershipAnswerProps) {
  const { t } = useTranslation('parties');
  const language = useLanguage();
  const text = useText();
  const [icon, tone] = MARKS[of.verdict];
  return (
    <div className="stack ownership-answer" aria-busy={isPending}>
      <section className="card">
        <div className={`ownership-headline ${tone}`}>
          <Icon name={icon} size="2.1rem" />
          <h2 role="status">{t(`ownership.${of.verdict}`, { name: of.name })}</h2>
        </div>
        {of.isListed && <p className="notice warns">{t('ownership.isListed', { name: of.name })}</p>}
        {of.listed.length === 0 && <p className="notice">{t('ownership.noListed')}</p>}
        {of.hasListedMinority && <p>{t('ownership.minority')}</p>}
        {of.open !== '0' && <p>{t('ownership.open', { share: percentText(of.open, language) })}</p>}
        {!of.isExact && <p className="notice">{t('ownership.notExact')}</p>}
        <Deciding of={of} />
        <p className="small soft">{text(of.coverage.text)}</p>
      </section>
      {of.problems.length > 0 && (
        <section className="notice warns">
          <h3>{t('ownership.problems')}</h3>
          <ul>
            {of.problems.map(({ code, text: says, line, owner, owned }, index) => (
              <li key={index}>
                {line === null ? text(says) : t('ownership.atLine', { line, text: text(says) })}
                {owned !== null && ` (${owner ?? '?'} → ${owned})`} <span className="soft code">{code}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card">
        <Suspense fallback={<Waiting lines={6} />}>
          <OwnershipGraph of={of} />
        </Suspense>
        {of.graph.isCut && <p className="small soft">{t('ownership.cut')}</p>}
      </section>
      <Held of={of} />
      <section className="card">
        <h2>{t('ownership.readings')}</h2>
        <Records
          caption={t('ownership.readings')}
          rows={of.byReading}
          rowKey={({ chain, sum }) => `${chain} ${sum}`}
          columns={[
            {
              head: t('ownership.reading'),
              cell: ({ chain, sum }) => (
                <>
                  {t(`ownership.chain.${chain === 'multiply' ? chain : 'majority-whole'}`)}
                  {t('semicolon')}
                  {t(`ownership.sum.${sum === 'sum' ? sum : 'single'}`)}
                  {chain === of.readings.chain && sum === of.readings.sum && (
                    <span className="tag">{t('ownership.taken')}</span>
                  )}
                </>
              ),
            },
            { head: t('ownership.answer'), cell: ({ verdict }) => <VerdictMark verdict={verdict} word /> },
          ]}
        />
      </section>
      <Ties of={of} />
    </div>
  );
}

function useName(of: Assessed): (id: string) => string {
  const names = new Map(of.graph.parties.map(({ party, name }) => [party, name]));
  return (id) => names.get(id) ?? id;
}

/** The smallest unknown that matters. */
function Deciding({ of }: { readonly of: Assessed }) {
  const { t } = useTranslation('parties');
  const bounds = useBoundsText();
  const language = useLanguage();
  const name = useName(of);
  const { deciding } = of;
  if (deciding === null) return null;
  const isAlone = deciding.alone.length > 0;
  const facts = isAlone ? deciding.alone : deciding.together;
  if (facts.length === 0) return null;
  return (
    <section className="deciding">
      <h3>{t('ownership.deciding')}</h3>
      {!isAlone && <p>{t('ownership.decidingTogether')}</p>}
      <ul>
        {facts.map(({ owner, owned, within, settles }, index) => (
          <li key={index}>
            <strong>
              {owner === null
                ? t('ownership.who', { owned: name(owned), share: percentText(within.atMost ?? '1', language) })
                : t('ownership.howMuch', { owner: name(owner), owned: name(owned), share: bounds(within) })}
            </strong>
            {settles.length > 0 && (
              <span className="soft">
                {' '}
                {settles.map((verdict) => t(`ownership.settles.${verdict}`)).join(t('semicolon'))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What each listed party holds, with its bounds and its ways. */
function Held({ of }: { readonly of: Assessed }) {
  const { t } = useTranslation('parties');
  const language = useLanguage();
  const say = speaker(language);
  const bounds = useBoundsText();
  const name = useName(of);
  const entries = new Map(of.listed.map((listed) => [listed.party, listed.entries]));
  if (of.parties.length === 0) return null;
  const holding = (each: Holding) => (
    <>
      <p>
        <VerdictMark verdict={each.verdict} /> {bounds(each.held)}
      </p>
      <ShareBar share={each.held} threshold={LINE} scale="linear" />
    </>
  );
  return (
    <section className="card">
      <h2>{t('ownership.held')}</h2>
      <p className="small soft">{t('ownership.line')}</p>
      {of.parties.map((each) => (
        <section key={each.party} className="held">
          <h3>
            <Icon name="warning" /> {each.name}
          </h3>
          {(entries.get(each.party) ?? []).map(({ list, entry }) => (
            <p key={`${list} ${entry}`} className="small">
              <RouterLink to="/parties/lists/entry" search={{ list, entry, asOf: of.asOf }}>
                {entry}
              </RouterLink>
            </p>
          ))}
          {holding(each)}
          {each.paths.length > 0 && (
            <details>
              <summary>{t('ownership.path')}</summary>
              <ul>
                {each.paths.map(({ parties, shares, product, leftOut }, index) => (
                  <li key={index}>
                    {parties
                      .map((id, at) =>
                        at === 0
                          ? name(id)
                          : `—${bounds(shares[at - 1] ?? product)}→ ${at === leftOut?.after ? `${t('ownership.leftOut', { parties: leftOut.parties })} ` : ''}${name(id)}`,
                      )
                      .join(' ')}{' '}
                    = {bounds(product)}
                  </li>
                ))}
              </ul>
              {each.hasMorePaths && <p className="small soft">{t('ownership.morePaths')}</p>}
            </details>
          )}
          {each.flip && (
            <p className="soft">{say('party.flip-stake', { share: percentText(each.flip.needed, language) })}</p>
          )}
        </section>
      ))}
      {of.parties.length > 1 && (
        <section className="held">
          <h3>{t('ownership.together')}</h3>
          {holding(of.together)}
        </section>
      )}
    </section>
  );
}

/** Loops, and links that count for nothing. */
function Ties({ of }: { readonly of: Assessed }) {
  const { t } = useTranslation('parties');
  const name = useName(of);
  if (of.loops.length === 0 && of.controls.length === 0) return null;
  return (
    <section className="card">
      {of.loops.length > 0 && (
        <>
          <h2>{t('ownership.loops')}</h2>
          <ul>
            {of.loops.map(({ ring, leftOut }) => (
              <li key={ring.join()}>
                ↺{' '}
                {[...ring, ring[0] ?? '']
                  .map((id, at) =>
                    at === leftOut?.after
                      ? `${t('ownership.leftOut', { parties: leftOut.parties })} → ${name(id)}`
                      : name(id),
                  )
                  .join(' → ')}
              </li>
            ))}
          </ul>
          {of.hasMoreLoops && <p className="small soft">{t('ownership.moreLoops')}</p>}
        </>
      )}
      {of.controls.length > 0 && (
        <>
          <h2>{t('ownership.controls')}</h2>
          <ul>
            {of.controls.map(({ owner, owned, kind }) => (
              <li key={`${owner} ${owned} ${kind}`}>
                {name(owner)} → {name(owned)} ({t(`ownership.kinds.${kind}`)})
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
