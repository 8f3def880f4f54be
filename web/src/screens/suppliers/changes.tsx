import { dateText } from '@ytterby/core';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, useRead } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { VerdictMark } from '../../components/outcome.tsx';
import { Records } from '../../components/records.tsx';
import { useCountryName } from '../../components/country.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import type { BillParams } from './params.ts';
import { useFieldName, useSaid } from './said.ts';

type Answers = Reply<'supplier-question.changes'>;
type Change = Answers['changes'][number];

/** Taken in unless somebody unticks them. */
const TICKED: readonly Change['standing'][] = ['new', 'narrower', 'confirms'];
const CAN_BE_TAKEN: readonly Change['standing'][] = [...TICKED, 'contradicts-bill', 'contradicts-answer'];

interface ChangesProps {
  readonly params: BillParams;
  readonly mayChange: boolean;
}

/** What the answers that came would change in the bill, to be taken in all together or one by one. */
export function Changes({ params, mayChange }: ChangesProps) {
  const { t } = useTranslation('suppliers');
  const answers = useRead('supplier-question.changes', { params });
  const bill = useRead('bill.get', { params });
  return (
    <Loaded query={answers} lines={4}>
      {({ body }) => (
        <>
          <section className="card">
            <h2>{t('changes.title')}</h2>
            {body.changes.length === 0 ? (
              <p className="soft">{t('changes.none')}</p>
            ) : (
              // Ticks are about the answers as they stand now.
              <Table
                key={body.changes.map(({ id, isTaken }) => `${id} ${isTaken}`).join()}
                of={body}
                params={params}
                mayChange={mayChange}
                revision={bill.data?.revision}
              />
            )}
          </section>
          {body.evidence.length > 0 && <Evidence of={body} />}
        </>
      )}
    </Loaded>
  );
}

interface TableProps extends ChangesProps {
  readonly of: Answers;
  readonly revision: number | undefined;
}

function Table({ of: { changes, verdict }, params, mayChange, revision }: TableProps) {
  const { t } = useTranslation('suppliers');
  const language = useLanguage();
  const fieldName = useFieldName();
  const said = useSaid();
  const [ticked, setTicked] = useState<readonly string[]>(() =>
    changes.filter(({ standing, isTaken }) => TICKED.includes(standing) && !isTaken).map(({ id }) => id),
  );
  const [error, setError] = useState<unknown>();
  const preview = useRead('supplier-question.preview', { params, body: { changes: [...ticked] } });
  const accept = useCommand('supplier-question.accept');
  const toggle = ({ id, part, usedIn, field }: Change) =>
    setTicked((before) => {
      if (before.includes(id)) return before.filter((each) => each !== id);
      // Of one fact one answer: choosing another takes back the first.
      const others = changes.filter((each) => each.part === part && each.usedIn === usedIn && each.field === field);
      return [...before.filter((each) => !others.some((other) => other.id === each)), id];
    });
  const take = async () => {
    setError(undefined);
    try {
      await accept.give({ params, body: { changes: [...ticked] }, revision });
    } catch (failure) {
      setError(failure);
    }
  };
  const after = preview.data?.body.verdictAfter ?? null;
  const isAllTaken = changes.every(({ isTaken, standing }) => isTaken || !CAN_BE_TAKEN.includes(standing));
  return (
    <>
      <p className="soft">{t('changes.lead')}</p>
      <Records
        caption={t('changes.title')}
        rows={changes}
        rowKey={({ id }) => id}
        columns={[
          {
            head: t('changes.fact'),
            cell: (change) => {
              const { part, standing, isTaken } = change;
              const field = fieldName(change);
              const label = t('fields.of', { part, field });
              return mayChange && CAN_BE_TAKEN.includes(standing) && !isTaken ? (
                <Checkbox
                  checked={ticked.includes(change.id)}
                  onChange={() => toggle(change)}
                  aria-label={t('changes.take', { part, field })}
                >
                  {label}
                </Checkbox>
              ) : (
                label
              );
            },
          },
          { head: t('changes.before'), cell: ({ field, before }) => said(field, before) },
          {
            head: t('changes.after'),
            cell: ({ field, after: stated, remark }) => (
              <>
                <strong>{stated === null ? t('changes.notKnown') : said(field, stated)}</strong>
                {remark !== undefined && <p className="small soft">{remark}</p>}
              </>
            ),
          },
          {
            head: t('changes.standing'),
            cell: ({ standing, isTaken }) => (
              <span className={`change-standing ${isTaken ? 'confirms' : standing}`}>
                {isTaken ? t('changes.taken') : t(`changes.standings.${standing}`)}
              </span>
            ),
          },
          {
            head: t('changes.source'),
            cell: ({ source: { supplier, person = '', day, document } }) => (
              <span className="small">
                {t('changes.from', { supplier, person, day: dateText(day, language) })}
                {document !== undefined && <span className="soft"> · {document}</span>}
              </span>
            ),
          },
        ]}
      />
      {verdict !== null && (
        <p className="verdicts" aria-live="polite">
          <span>
            <VerdictMark verdict={verdict} /> {t('changes.verdictNow', { verdict: t(`ask.verdict.${verdict}`) })}
          </span>
          {ticked.length > 0 && after !== null && (
            <strong>
              → <VerdictMark verdict={after} /> {t('changes.verdictAfter', { verdict: t(`ask.verdict.${after}`) })}
            </strong>
          )}
        </p>
      )}
      {error !== undefined && <Failure error={error} />}
      {isAllTaken && changes.some(({ isTaken }) => isTaken) && (
        <p className="notice succeeds" role="status">
          {t('changes.accepted')}
        </p>
      )}
      {mayChange && !isAllTaken && (
        <div className="row form-end">
          <Button
            type="primary"
            disabled={ticked.length === 0 || revision === undefined}
            loading={accept.isPending}
            onClick={() => void take()}
          >
            {t('changes.accept', { count: ticked.length })}
          </Button>
        </div>
      )}
    </>
  );
}

function Evidence({ of: { evidence, notDeclared } }: { readonly of: Answers }) {
  const { t } = useTranslation(['suppliers', 'shell']);
  const text = useText();
  const language = useLanguage();
  const country = useCountryName();
  const names = (codes: readonly string[]) => codes.map(country).join(t('shell:comma')) || '—';
  return (
    <section className="card">
      <h2>{t('evidence.title')}</h2>
      <p className="soft">{t('evidence.lead')}</p>
      <Records
        caption={t('evidence.title')}
        rows={evidence}
        rowKey={({ part, mineral, supplier, day }) => `${part} ${mineral} ${supplier} ${day}`}
        columns={[
          {
            head: t('evidence.part'),
            cell: ({ part, isForPart }) => (
              <>
                {part}
                <p className="small soft">{t(isForPart ? 'evidence.scope.part' : 'evidence.scope.other')}</p>
              </>
            ),
          },
          {
            head: t('evidence.mineral'),
            cell: ({ mineral }) => (mineral === 'rare-earths' ? t('evidence.rareEarths') : mineral),
          },
          {
            head: t('evidence.smelters'),
            cell: ({ countries, unplaced, isComplete }) => (
              <>
                {names(countries)}
                {unplaced > 0 && <p className="small">{t('evidence.unplaced', { count: unplaced })}</p>}
                <p className="small soft">{t(isComplete ? 'evidence.complete' : 'evidence.notComplete')}</p>
              </>
            ),
          },
          { head: t('evidence.mines'), cell: ({ mineCountries }) => names(mineCountries) },
          {
            head: t('evidence.weighs'),
            cell: ({ origin }) => (
              <span className={`change-standing ${origin === 'speaks-against' ? 'contradicts-bill' : origin}`}>
                {t(`evidence.origin.${origin}`)}
              </span>
            ),
          },
          {
            head: t('changes.source'),
            cell: ({ supplier, document, day }) => (
              <span className="small">
                {t('changes.from', { supplier, person: document ?? '', day: dateText(day, language) })}
              </span>
            ),
          },
        ]}
      />
      <p className="small">{t('evidence.cannot')}</p>
      <ul className="small plain-list">
        {notDeclared.map((each) => (
          <li key={each.en}>{text(each)}</li>
        ))}
      </ul>
    </section>
  );
}
