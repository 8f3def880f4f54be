import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCommand, useRead } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useMoment, useText } from '../../i18n/index.ts';
import { useMay } from '../administration/may.ts';
import { RuleInWords } from './in-words.tsx';
import { type Rule, type RuleVersion, rulesOf } from './standing.ts';
import { ActivateButton } from './tried.tsx';

/** The rules that put flags on cases and suggest whom to ask, in all their versions. Senior officers change them. */
export function Rules() {
  const { t } = useTranslation('review');
  const mayChange = useMay()('rules.change');
  const versions = useRead('rule.list');
  return (
    <Page
      title={t('rules.title')}
      lead={t('rules.lead')}
      {...(mayChange && {
        actions: (
          <Link to="/review/rules/new" className="quiet-button edged">
            <Icon name="add" /> {t('rules.add')}
          </Link>
        ),
      })}
    >
      <div className="stack">
        {!mayChange && <p className="notice">{t('mayRead')}</p>}
        <Loaded query={versions} lines={8}>
          {({ body }) => (
            <>
              {body.length === 0 && <p className="card soft">{t('rules.none')}</p>}
              {rulesOf(body).map((rule) => (
                <RuleCard key={rule.id} of={rule} mayChange={mayChange} />
              ))}
            </>
          )}
        </Loaded>
      </div>
    </Page>
  );
}

function RuleCard({ of, mayChange }: { readonly of: Rule; readonly mayChange: boolean }) {
  const { t } = useTranslation('review');
  const text = useText();
  const { id, versions, last, active, waiting } = of;
  const shown = active ?? last;
  return (
    <article className="card rule-card" id={id} aria-labelledby={`${id}-name`}>
      <div className="card-head">
        <h2 id={`${id}-name`}>{text(shown.rule.name)}</h2>
        <StateMark of={shown} />
      </div>
      <RuleInWords of={shown.rule} />
      {active !== undefined && waiting !== undefined && (
        <div className="notice">
          <p>
            <strong>{t('rules.waiting', { version: waiting.version })}</strong>
          </p>
          <RuleInWords of={waiting.rule} />
        </div>
      )}
      <details>
        <summary>{t('rules.versions', { count: versions.length })}</summary>
        <Versions of={of} />
      </details>
      {mayChange && <RuleActs of={of} />}
    </article>
  );
}

const MARKS = {
  active: ['check', 'good'],
  tried: ['question', 'warn'],
  replaced: ['right', 'soft'],
  retired: ['cross', 'soft'],
} as const satisfies Record<RuleVersion['status'], readonly [string, string]>;

function StateMark({ of: { status, version } }: { readonly of: RuleVersion }) {
  const { t } = useTranslation('review');
  const [icon, tone] = MARKS[status];
  return (
    <span className={`rule-state ${tone}`}>
      <Icon name={icon} /> {t('rules.versionIs', { version, state: t(`states.${status}`) })}
    </span>
  );
}

function Versions({ of: { versions, last } }: { readonly of: Rule }) {
  const { t } = useTranslation('review');
  const text = useText();
  const moment = useMoment();
  return (
    <Records
      caption={t('rules.versionsOf', { rule: text(last.rule.name) })}
      rows={versions}
      rowKey={({ version }) => version}
      columns={[
        { head: t('state'), cell: (version) => <StateMark of={version} /> },
        { head: t('rules.reads'), cell: ({ rule }) => <RuleInWords of={rule} /> },
        {
          head: t('rules.tried'),
          cell: ({ triedAt, triedOn, flagged }) => (
            <>
              {t('rules.triedOn', { flagged, count: triedOn })}
              <div className="small soft">{moment(triedAt)}</div>
            </>
          ),
        },
        {
          head: t('rules.since'),
          cell: ({ activeFrom, retiredAt, replacedBy }) => (
            <>
              {activeFrom === null ? <span className="soft">{t('rules.never')}</span> : moment(activeFrom)}
              {replacedBy !== null && (
                <div className="small soft">{t('rules.replacedBy', { version: replacedBy })}</div>
              )}
              {retiredAt !== null && (
                <div className="small soft">{t('rules.retiredAt', { at: moment(retiredAt) })}</div>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

function RuleActs({ of: { id, last, active, waiting } }: { readonly of: Rule }) {
  const { t } = useTranslation('review');
  const text = useText();
  const retire = useCommand('rule.retire');
  const name = text((active ?? last).rule.name);
  return (
    <div className="row form-end no-print">
      <Link
        to="/review/rules/$rule"
        params={{ rule: id }}
        className="quiet-button edged"
        aria-label={`${t('rules.change')}: ${name}`}
      >
        {t('rules.change')}
      </Link>
      {waiting !== undefined && <ActivateButton of={waiting} replaces={active} />}
      {active !== undefined && (
        <ConfirmButton
          label={t('rules.retire')}
          name={`${t('rules.retire')}: ${name}`}
          title={t('rules.retireTitle')}
          sentence={t('rules.retireText', { rule: name })}
          act={t('rules.retire')}
          danger
          onAct={() => retire.give({ params: { rule: id } })}
        />
      )}
    </div>
  );
}
