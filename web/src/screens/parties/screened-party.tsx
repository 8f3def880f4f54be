import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../components/icon.tsx';
import { useText } from '../../i18n/index.ts';
import { DecideButton } from './decide.tsx';
import { Effects, OverTime, StandingMark, useNames } from './listing.tsx';
import type { Deciding, Found, Hit, PartyAnswer } from './screened.ts';

type Lists = readonly {
  readonly id: string;
  readonly from: 'pack' | 'import';
  readonly title: { zh: string; en: string };
}[];

interface ScreenedPartyProps {
  readonly found: Found;
  readonly day: string;
  readonly lists: Lists;
  /** The only one: its hits lie open. */
  readonly isAlone: boolean;
  readonly decide: Deciding | undefined;
}

const MARKS: Readonly<Record<PartyAnswer['verdict'] | Hit['verdict'], readonly [IconName, string]>> = {
  hit: ['warning', 'danger'],
  possible: ['question', 'warn'],
  'clear-by-decision': ['check', 'good'],
  cleared: ['check', 'good'],
  none: ['check', 'good'],
  unreadable: ['info', 'open'],
};

function VerdictWord({ of }: { readonly of: PartyAnswer['verdict'] | Hit['verdict'] }) {
  const { t } = useTranslation('parties');
  const [icon, tone] = MARKS[of];
  return (
    <span className={`party-verdict ${tone}`}>
      <Icon name={icon} /> {t(`result.verdicts.${of}`)}
    </span>
  );
}

/** The answer about one party, and its hits with what speaks for and against them. */
export function ScreenedParty({ found: { party, answer }, day, lists, isAlone, decide }: ScreenedPartyProps) {
  const { t } = useTranslation('parties');
  const namesOf = useNames();
  const { verdict, bites, notes, hits } = answer;
  const open = hits.filter((hit) => hit.verdict !== 'cleared').length;
  const isOpen = verdict === 'hit' || verdict === 'possible';
  const list = hits.map((hit) => (
    <HitCard key={`${hit.list} ${hit.entry}`} hit={hit} party={party} day={day} lists={lists} decide={decide} />
  ));
  return (
    <section className="card screened-party">
      <header>
        <h2>{party.name}</h2>
        <VerdictWord of={verdict} />
      </header>
      <p role={isAlone ? 'status' : undefined}>
        {isOpen
          ? t('result.summary.open', { count: open })
          : t(`result.summary.${verdict === 'clear-by-decision' ? 'cleared' : verdict}`)}{' '}
        {isOpen && t(bites ? 'result.summary.bites' : 'result.summary.noBite', { day })}
      </p>
      {notes.map((note) => (
        <p key={note} className="notice warns">
          {t(`result.notes.${note}`)}
        </p>
      ))}
      {!isAlone && hits.length > 0 && (
        <p className="small soft">{hits.map(({ record }) => namesOf(record.names)[0]).join(t('semicolon'))}</p>
      )}
      {isAlone
        ? list
        : hits.length > 0 && (
            <details>
              <summary>{t('result.showHits')}</summary>
              {list}
            </details>
          )}
    </section>
  );
}

interface HitCardProps {
  readonly hit: Hit;
  readonly party: Found['party'];
  readonly day: string;
  readonly lists: Lists;
  readonly decide: Deciding | undefined;
}

function HitCard({ hit, party, day, lists, decide }: HitCardProps) {
  const { t } = useTranslation('parties');
  const text = useText();
  const namesOf = useNames();
  const { record, standing, decision, effectsOverTime } = hit;
  const list = lists.find(({ id }) => id === hit.list);
  const title = list ? text(list.title) : hit.list;
  const names = namesOf(record.names).slice(0, 6).join(' / ');
  return (
    <article className="hit">
      <div className="hit-head">
        <VerdictWord of={hit.verdict} />
        <h3>
          <Link to="/parties/lists/entry" search={{ list: hit.list, entry: hit.entry, asOf: day }}>
            {names}
          </Link>
        </h3>
        <span className="number soft">{t('hit.score', { score: hit.score.toFixed(2) })}</span>
      </div>
      <p>
        {title} · <StandingMark of={standing} />
      </p>
      {decision && (
        <div className={`notice ${decision.counts ? 'succeeds' : 'warns'}`}>
          <p>
            {t('hit.was', {
              decided: t(`hit.decided.${decision.decided}`),
              by: decision.by,
              day: decision.on,
              reason: decision.reason,
            })}
          </p>
          {decision.changed && <p>{t(`hit.lapsed.${decision.changed}`)}</p>}
        </div>
      )}
      <div className="hit-columns">
        <section>
          <h4>{t('hit.words')}</h4>
          <WordsThatMet of={hit} />
          <h4>{t('hit.for')}</h4>
          <Evidence of={hit} speaks="for" />
          <h4>{t('hit.against')}</h4>
          <Evidence of={hit} speaks="against" />
        </section>
        <section>
          <h4>{t('hit.effects', { day })}</h4>
          <Effects of={hit} isImported={list?.from === 'import'} />
          {effectsOverTime.length > 0 && (
            <details>
              <summary>{t('hit.overTime')}</summary>
              <OverTime of={effectsOverTime} day={day} />
            </details>
          )}
        </section>
      </div>
      {decide && <DecideButton hit={hit} party={party} entry={names} list={title} {...decide} />}
    </article>
  );
}

function WordsThatMet({ of: { names, asked, listed, listedAs } }: { readonly of: Hit }) {
  const { t } = useTranslation('parties');
  const left = (words: Hit['names']['leftOurs']) => words.map(({ word }) => word).join(' ');
  return (
    <>
      <p className="small soft">
        {asked} ~ {listed} ({t(`hit.types.${listedAs}`)})
      </p>
      {names.met.length > 0 && (
        <table className="met">
          <thead>
            <tr>
              {(['asked', 'listed', 'how', 'alike'] as const).map((head) => (
                <th key={head} scope="col">
                  {t(`hit.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.met.map(({ ours, theirs, how, alike }, index) => (
              <tr key={index}>
                <td>{ours}</td>
                <td>{theirs}</td>
                <td>{t(`hit.hows.${how}`)}</td>
                <td className="number">{alike.toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {names.leftOurs.length > 0 && <p className="small">{t('hit.onlyAsked', { words: left(names.leftOurs) })}</p>}
      {names.leftTheirs.length > 0 && <p className="small">{t('hit.onlyListed', { words: left(names.leftTheirs) })}</p>}
    </>
  );
}

function Evidence({ of, speaks }: { readonly of: Hit; readonly speaks: 'for' | 'against' }) {
  const { t } = useTranslation('parties');
  const { evidence, names, listedAs, decidedBy } = of;
  const said = evidence
    .filter((each) => each.speaks === speaks)
    .map(({ about, ours, theirs }) => {
      const words = ours === theirs ? ours : `${ours} ${speaks === 'for' ? '~' : '≠'} ${theirs}`;
      return `${t(`hit.about.${about}`)}: ${words}`;
    });
  if (speaks === 'for' && decidedBy === 'identifier') said.push(t('hit.byIdentifier'));
  if (speaks === 'for' && names.forms === 'same') said.push(t('hit.sameForm'));
  if (speaks === 'against' && names.forms === 'different') said.push(t('hit.otherForm'));
  if (speaks === 'against' && listedAs === 'weak-alias') said.push(t('hit.weakAlias'));
  if (said.length === 0) return <p className="soft">{t('hit.nothing')}</p>;
  return (
    <ul className={`evidence ${speaks}`}>
      {said.map((each) => (
        <li key={each}>
          <Icon name={speaks === 'for' ? 'add' : 'remove'} /> {each}
        </li>
      ))}
    </ul>
  );
}
