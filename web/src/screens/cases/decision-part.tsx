import { Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { type CaseCommand, type Decision, lastDayWithin, standingConditions } from '@ytterby/core/licensing';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { beijingToday } from '../ask/beijing.ts';
import { Act, Prose, SignedBy } from './act.tsx';
import { type OfficerCase, useDesk } from './desk.tsx';
import { Cites, ProvisionsField, useGrounds } from './provisions.tsx';

/** From the recommendation to the decision, and what came after it. */
export function DecisionPart() {
  const { t } = useTranslation('cases');
  const { of, state } = useDesk();
  const { recommendation, decision, withdrawn, reconsiderations } = state;
  return (
    <>
      {recommendation === null && decision === null && withdrawn === null && (
        <p className="soft">{t('decision.none')}</p>
      )}
      {recommendation !== null && (
        <Grounded
          title={t('decision.recommended', {
            outcome: t(recommendation.outcome === 'grant' ? 'decision.toGrant' : 'decision.toRefuse'),
          })}
          of={recommendation}
        >
          <SignedBy of={recommendation} />
        </Grounded>
      )}
      {decision !== null && <DecisionText of={decision} />}
      {of.licence !== null && (
        <p>
          <Link to="/licences/$licence" params={{ licence: of.licence }}>
            {t('decision.licence')}
          </Link>
        </p>
      )}
      {reconsiderations.map(({ grounds, on, outcome, refusal }) => (
        <section key={on}>
          {decision === null && <DecisionText of={refusal} />}
          <Reconsidered on={on} grounds={grounds}>
            {outcome !== undefined && (
              <Grounded title={t(`decision.${outcome.is}`)} of={outcome}>
                <SignedBy of={outcome} />
              </Grounded>
            )}
          </Reconsidered>
        </section>
      ))}
      {withdrawn !== null && (
        <p>
          {t('decision.withdrawn', { reason: withdrawn.reason })} <SignedBy of={withdrawn} />
        </p>
      )}
      <Recommend />
      <Decide />
    </>
  );
}

function Reconsidered({
  on,
  grounds,
  children,
}: {
  readonly on: string;
  readonly grounds: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  return (
    <article className="written">
      <h3>
        {t('decision.reconsideration')} <span className="soft">{dateText(on, language)}</span>
      </h3>
      <p className="small soft">{t('decision.grounds')}</p>
      <p className="prose">{grounds}</p>
      {children}
    </article>
  );
}

interface GroundedProps {
  readonly title: string;
  readonly of: {
    readonly reasons: string;
    readonly provisions: readonly string[];
    readonly noPath?: readonly string[];
  };
  readonly children: ReactNode;
}

function Grounded({ title, of: { reasons, provisions, noPath = [] }, children }: GroundedProps) {
  const { t } = useTranslation('cases');
  return (
    <article className="written">
      <h3>{title}</h3>
      <p className="prose">{reasons}</p>
      <p className="small soft">{t('decision.provisions')}</p>
      <Cites ids={provisions} />
      {noPath.length > 0 && (
        <>
          <p className="small soft">{t('decision.noPath')}</p>
          <Cites ids={noPath} />
        </>
      )}
      {children}
    </article>
  );
}

function DecisionText({ of }: { readonly of: Decision }) {
  const { t } = useTranslation('cases');
  const text = useText();
  const language = useLanguage();
  const { of: desk, state } = useDesk();
  const day = (date: string) => dateText(date, language);
  const isChange = state.application?.kind === 'minor-change';
  const lines = isChange ? (desk.changes?.content.lines ?? []).map(lineOfLicence) : (state.application?.lines ?? []);
  return (
    <div className={`decided ${of.outcome}`}>
      <p className={of.outcome === 'granted' ? 'good' : 'bad'}>
        <Icon name={of.outcome === 'granted' ? 'check' : 'cross'} /> <strong>{t(`decision.${of.outcome}`)}</strong>
      </p>
      <Grounded title={t('decision.reasons')} of={of}>
        {of.outcome === 'granted' && (
          <>
            <p>{t('decision.until', { from: day(of.from), lastDay: day(of.lastDay) })}</p>
            <ul>
              {of.lines.map(({ line, quantity, value }) => {
                const asked = lines.find(({ id }) => id === line);
                return (
                  <li key={line}>
                    {asked?.nameZh ?? asked?.description ?? line}{' '}
                    <span className="number">
                      {[quantity, quantity && asked?.unit, value, value && asked?.currency].filter(Boolean).join(' ')}
                    </span>
                  </li>
                );
              })}
            </ul>
            {of.conditions.length > 0 && (
              <ol>
                {state.conditions
                  .filter(({ id }) => of.conditions.includes(id))
                  .map(({ id, text: words }) => (
                    <li key={id}>{text({ zh: words.zh, en: words.en ?? '' })}</li>
                  ))}
              </ol>
            )}
          </>
        )}
        <SignedBy of={of} />
      </Grounded>
    </div>
  );
}

const ANY = { reasons: '.', provisions: ['.'] };

/** The officer's buttons. */
export function Recommend() {
  const { t } = useTranslation('cases');
  const text = useText();
  const { may, refusal } = useDesk();
  const grounds = useGrounds();
  const refusing = useGrounds(true);
  if (!may('recommend-grant')) return null;
  const notYet = refusal({ command: 'recommend-grant', ...ANY });
  if (notYet !== undefined)
    return (
      <p className="notice no-print">
        <Icon name="info" /> {t('decision.notYet', { what: text(notYet) })}
      </p>
    );
  return (
    <div className="row form-end no-print">
      <Act
        primary
        command="recommend-grant"
        label={t('decision.recommendGrant')}
        initialValues={{ provisions: grounds }}
      >
        <Prose name="reasons" label={t('decision.reasons')} />
        <ProvisionsField name="provisions" label={t('decision.provisions')} first={grounds} />
      </Act>
      <Act
        command="recommend-refusal"
        label={t('decision.recommendRefusal')}
        initialValues={{ provisions: grounds, noPath: refusing }}
      >
        <RefusalFields grounds={grounds} refusing={refusing} />
      </Act>
    </div>
  );
}

/** "Not a ban": a refusal says which provision leaves no path to approval. */
function RefusalFields({
  grounds,
  refusing,
}: {
  readonly grounds: readonly string[];
  readonly refusing: readonly string[];
}) {
  const { t } = useTranslation('cases');
  return (
    <>
      <Prose name="reasons" label={t('decision.reasons')} />
      <ProvisionsField name="noPath" label={t('decision.noPath')} extra={t('decision.noPathHint')} first={refusing} />
      <ProvisionsField name="provisions" label={t('decision.provisions')} first={grounds} />
    </>
  );
}

/** The senior officer's buttons. */
export function Decide() {
  const { t } = useTranslation('cases');
  const { state } = useDesk();
  const grounds = useGrounds();
  const refusing = useGrounds(true);
  const { recommendation } = state;
  const provisions = recommendation?.provisions ?? grounds;
  return (
    <div className="row form-end no-print">
      {recommendation?.outcome === 'grant' && <Grant />}
      {recommendation?.outcome === 'refuse' && (
        <Act
          primary
          danger
          command="refuse"
          label={t('decision.refuse')}
          trial={{ command: 'refuse', ...ANY, noPath: ['.'] }}
          initialValues={{ provisions, noPath: recommendation.noPath, reasons: recommendation.reasons }}
        >
          <RefusalFields grounds={grounds} refusing={refusing} />
        </Act>
      )}
      <Act command="send-back" label={t('decision.sendBack')}>
        <Prose name="reason" label={t('decision.reason')} />
      </Act>
      <Act command="uphold" label={t('decision.uphold')} trial={{ command: 'uphold', ...ANY }}>
        <Prose name="reasons" label={t('decision.reasons')} />
        <ProvisionsField name="provisions" label={t('decision.provisions')} first={grounds} />
      </Act>
      <Act primary command="set-aside" label={t('decision.setAside')} trial={{ command: 'set-aside', ...ANY }}>
        <Prose name="reasons" label={t('decision.reasons')} />
        <ProvisionsField name="provisions" label={t('decision.provisions')} first={grounds} />
      </Act>
    </div>
  );
}

type GrantedLine = Extract<CaseCommand, { command: 'grant' }>['lines'][number];

/** The days, the amounts line by line, and every condition that stands. */
function Grant() {
  const { t } = useTranslation('cases');
  const text = useText();
  const { of, state } = useDesk();
  const grounds = useGrounds();
  const { recommendation, application } = state;
  const licence = application?.kind === 'minor-change' ? of.changes?.content : undefined;
  const lines = licence === undefined ? (application?.lines ?? []) : licence.lines.map(lineOfLicence);
  const standing = standingConditions(state);
  const today = beijingToday();
  const wanted = application?.validity?.from;
  const from = licence?.firstDay ?? (wanted !== undefined && wanted > today ? wanted : today);
  const asked = lines.map(({ id, quantity, value }) => ({ line: id, quantity, value }));
  const conditions = standing.map(({ id }) => id);
  const trial = {
    command: 'grant' as const,
    from,
    lastDay: from,
    lines: asked.map(withAmounts),
    conditions,
    ...ANY,
  };
  return (
    <Act
      primary
      command="grant"
      label={t('decision.grant')}
      trial={trial}
      initialValues={{
        from,
        lastDay: licence?.lastDay ?? application?.validity?.lastDay ?? lastDayWithin(from, 1),
        lines: asked,
        reasons: recommendation?.reasons,
        provisions: recommendation?.provisions ?? grounds,
      }}
      make={(values) => ({
        ...(values as unknown as Omit<Extract<CaseCommand, { command: 'grant' }>, 'command'>),
        command: 'grant',
        lines: ((values['lines'] as readonly Amounts[] | undefined) ?? []).map((line, at) =>
          withAmounts({ ...line, line: lines[at]?.id ?? '' }),
        ),
        conditions,
      })}
    >
      {licence !== undefined && <p>{t('decision.changes', { number: licence.number })}</p>}
      <div className="two-fields">
        <Form.Item name="from" label={t('decision.from')} rules={[{ required: true }]}>
          <Input type="date" readOnly={licence !== undefined} />
        </Form.Item>
        <Form.Item name="lastDay" label={t('decision.lastDay')} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
      </div>
      {lines.length > 0 && <h3>{t('decision.lines')}</h3>}
      {lines.map(({ id, nameZh, description, unit, currency }, at) => (
        <fieldset key={id} className="asked">
          <legend>{nameZh ?? description ?? id}</legend>
          <div className="two-fields">
            <Form.Item name={['lines', at, 'quantity']} label={t('application.quantity')}>
              <Input inputMode="decimal" suffix={unit ?? null} />
            </Form.Item>
            <Form.Item name={['lines', at, 'value']} label={t('application.value')}>
              <Input inputMode="decimal" suffix={currency ?? null} />
            </Form.Item>
          </div>
        </fieldset>
      ))}
      {standing.length > 0 && (
        <>
          <h3>{t('decision.conditions')}</h3>
          <ol>
            {standing.map(({ id, text: words }) => (
              <li key={id}>{text({ zh: words.zh, en: words.en ?? '' })}</li>
            ))}
          </ol>
          <p className="small soft">{t('decision.conditionsHint')}</p>
        </>
      )}
      <Prose name="reasons" label={t('decision.reasons')} />
      <ProvisionsField name="provisions" label={t('decision.provisions')} first={grounds} />
    </Act>
  );
}

type LicenceLine = NonNullable<OfficerCase['changes']>['content']['lines'][number];

/** A line of the licence that changes, as one that can be granted. */
const lineOfLicence = ({ line, item, quantity, value }: LicenceLine) => ({
  id: line,
  nameZh: item.zh,
  description: item.en,
  quantity: quantity?.amount,
  unit: quantity?.unit,
  value: value?.amount,
  currency: value?.currency,
});

interface Amounts {
  readonly line: string;
  readonly quantity?: string | undefined;
  readonly value?: string | undefined;
}

/** An amount that is left empty is not granted at all; technology has none. */
function withAmounts({ line, quantity, value }: Amounts): GrantedLine {
  return {
    line,
    ...(quantity !== undefined && quantity !== '' && { quantity }),
    ...(value !== undefined && value !== '' && { value }),
  };
}
