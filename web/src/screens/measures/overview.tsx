import { Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import type { GateId } from '@ytterby/core/measures';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { ConfirmButton, DialogButton } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useMoment, useText } from '../../i18n/index.ts';
import { beijingToday } from '../ask/beijing.ts';
import { Patterns, Stands } from '../law/standing.tsx';
import { useRoleName } from '../roles.tsx';
import { type Measure, useMeasure } from './measure-context.ts';
import { useWithNames } from './names.ts';
import '../law/law.css';

const isOpen = ({ status }: Measure) => status === 'draft' || status === 'assessed' || status === 'partners-told';

/** What the measure still needs, its announcement, and what happened to it. */
export function MeasureOverview() {
  const { measure } = useMeasure();
  return (
    <>
      {isOpen(measure) ? <Gates /> : <Ended of={measure} />}
      {measure.provisions.length > 0 && <Provisions of={measure.provisions} />}
      <Events of={measure.events} />
    </>
  );
}

/** Where what a gate misses is done. */
const WHERE = {
  'signed-off': '/measures/$measure/assessment',
  'partners-chosen': '/measures/$measure/partners',
  'notices-sent': '/measures/$measure/partners',
  'receipts-there': '/measures/$measure/partners',
  'days-to-come': '/measures/$measure/instrument',
} as const satisfies Partial<Record<GateId, string>>;

function Gates() {
  const { t } = useTranslation('measures');
  const text = useText();
  const withNames = useWithNames();
  const { measure, may } = useMeasure();
  const { gates } = measure;
  const next = gates.find(({ id, isMet }) => !isMet && id !== 'another-person');
  const isReady = gates.every(({ isMet }) => isMet);
  return (
    <section className="card gates">
      <div className="card-head">
        <h2>{t('gates.title')}</h2>
        <div className="row">
          {may('announce') && isReady && <Announce />}
          {may('withdraw') && <Withdraw />}
        </div>
      </div>
      <ul className="gate-list">
        {gates.map((gate) => (
          <li key={gate.id} className={gate.isMet ? 'met' : 'missing'}>
            <span className="mark">
              <Icon name={gate.isMet ? 'check' : 'cross'} />
              <span className="visually-hidden">{t(gate.isMet ? 'gates.met' : 'gates.missing')}</span>
            </span>
            <span>
              {text(gate.text)}
              {gate.missing.map((missing) => (
                <span key={missing.en} className="what soft">
                  {withNames(missing, gate.partners)}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {next === undefined ? (
        <p className={`notice ${isReady ? 'succeeds' : ''}`} role="status">
          {t(isReady ? 'gates.allMet' : 'gates.byAnother')}
        </p>
      ) : (
        <p className="notice next-thing">
          <strong>{t('gates.next')}</strong>{' '}
          <Link to={WHERE[next.id as keyof typeof WHERE]} params={{ measure: measure.id }}>
            {t(`gates.go.${next.id as keyof typeof WHERE}`)}
          </Link>
        </p>
      )}
      <p className="small soft">{t('gates.lead')}</p>
    </section>
  );
}

function Announce() {
  const { t } = useTranslation('measures');
  const text = useText();
  const language = useLanguage();
  const { measure, revision } = useMeasure();
  const announce = useCommand('measure.announce');
  const days = { today: dateText(beijingToday(), language), day: dateText(measure.firstDay, language) };
  return (
    <ConfirmButton
      type="primary"
      label={t('announce.button')}
      title={t('announce.title', { title: text(measure.title) })}
      sentence={t('announce.text', days)}
      act={t('announce.act')}
      onAct={() => announce.give({ params: { measure: measure.id }, revision })}
    />
  );
}

function Withdraw() {
  const { t } = useTranslation('measures');
  const text = useText();
  const { measure, revision } = useMeasure();
  const withdraw = useCommand('measure.withdraw');
  return (
    <DialogButton label={t('withdraw.button')} title={t('withdraw.title', { title: text(measure.title) })}>
      {(close) => (
        <CommandForm<{ reason: string }>
          submit={t('withdraw.act')}
          danger
          onSubmit={async (body) => {
            await withdraw.give({ params: { measure: measure.id }, body, revision });
            close();
          }}
        >
          <p>{t('withdraw.text')}</p>
          <Form.Item name="reason" label={t('withdraw.reason')} rules={[{ required: true }]}>
            <Input.TextArea autoSize={{ minRows: 2 }} />
          </Form.Item>
        </CommandForm>
      )}
    </DialogButton>
  );
}

/** Announced, or given up: no gate stands before it any more. */
function Ended({ of: { announcedOn, withdrawn } }: { readonly of: Measure }) {
  const { t } = useTranslation('measures');
  const language = useLanguage();
  if (withdrawn !== null)
    return (
      <p className="notice">
        {t('withdraw.done', { day: dateText(withdrawn.on, language), reason: withdrawn.reason })}
      </p>
    );
  if (announcedOn === null) return null;
  return (
    <p className="notice succeeds">
      <Icon name="check" /> {t('announce.done', { day: dateText(announcedOn, language) })}
    </p>
  );
}

function Provisions({ of }: { readonly of: Measure['provisions'] }) {
  const { t } = useTranslation('measures');
  const text = useText();
  return (
    <section className="card">
      <Patterns />
      <h2>{t('provisions.title')}</h2>
      <Records
        caption={t('provisions.title')}
        rows={of}
        rowKey={({ id }) => id}
        columns={[
          {
            head: t('provisions.provision'),
            cell: ({ id, cite }) => (
              <Link to="/law/provision" search={{ id }}>
                {text(cite)}
              </Link>
            ),
          },
          { head: t('standing'), cell: ({ status }) => <Stands of={status} /> },
        ]}
      />
    </section>
  );
}

function Events({ of }: { readonly of: Measure['events'] }) {
  const { t } = useTranslation('measures');
  const moment = useMoment();
  const withNames = useWithNames();
  const roleName = useRoleName();
  return (
    <section className="card">
      <h2>{t('events.title')}</h2>
      <Records
        caption={t('events.title')}
        rows={of.toReversed()}
        rowKey={({ sequence }) => sequence}
        columns={[
          { head: t('events.when'), cell: ({ at }) => <span className="number">{moment(at)}</span> },
          { head: t('events.what'), cell: ({ text, content }) => withNames(text, partnersIn(content)) },
          {
            head: t('events.who'),
            cell: ({ kind, person, role }) =>
              kind === 'all-told'
                ? t('events.byItself')
                : person === null
                  ? t('events.byPartner')
                  : `${person.name} · ${roleName(role)}`,
          },
        ]}
      />
    </section>
  );
}

/** The partners that an event names, by their codes. */
function partnersIn({ partner, partners }: Measure['events'][number]['content']): readonly string[] {
  if (typeof partner === 'string') return [partner];
  return Array.isArray(partners) ? (partners as { readonly partner: string }[]).map((each) => each.partner) : [];
}
