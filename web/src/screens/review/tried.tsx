import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Records } from '../../components/records.tsx';
import { useText } from '../../i18n/index.ts';
import { RuleInWords } from './in-words.tsx';
import type { RuleVersion } from './standing.ts';

export type Tried = Reply<'rule.try'>;

/** What a dry run found: on how many past cases the rule speaks, on which, and what would change against the active version. */
export function TriedOnCases({ of, replaces }: { readonly of: Tried; readonly replaces: RuleVersion | undefined }) {
  const { t } = useTranslation('review');
  const { tried, flaggedNow, newly, noLonger, shown, shownNoLonger } = of;
  const { flagged, triedOn } = tried;
  return (
    <>
      <RuleInWords of={tried.rule} />
      <p className="tried-count" role="status">
        <strong>{t('tried.speaks', { flagged, count: triedOn })}</strong>
      </p>
      {triedOn === 0 && <p className="notice warns">{t('tried.noCases')}</p>}
      {replaces !== undefined && (
        <p>{t('tried.difference', { version: replaces.version, before: flaggedNow, newly, noLonger })}</p>
      )}
      {flagged > 0 && (
        <CaseTable
          caption={t('tried.cases')}
          rows={shown}
          {...(replaces !== undefined && {
            isNew: ({ id }: Row) => shown.some((each) => each.id === id && each.isNew),
          })}
        />
      )}
      {flagged > shown.length && <p className="small soft">{t('tried.more', { count: flagged - shown.length })}</p>}
      {noLonger > 0 && (
        <>
          <h3>{t('tried.noLonger')}</h3>
          <CaseTable caption={t('tried.noLonger')} rows={shownNoLonger} />
          {noLonger > shownNoLonger.length && (
            <p className="small soft">{t('tried.more', { count: noLonger - shownNoLonger.length })}</p>
          )}
        </>
      )}
    </>
  );
}

type Row = Tried['shownNoLonger'][number];

interface CaseTableProps {
  readonly caption: string;
  readonly rows: readonly Row[];
  /** Absent: nothing is new or old. */
  readonly isNew?: (row: Row) => boolean;
}

function CaseTable({ caption, rows, isNew }: CaseTableProps) {
  const { t } = useTranslation('review');
  const text = useText();
  return (
    <Records
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          head: t('tried.case'),
          cell: ({ id, number }) => (
            <Link to="/cases/$case" params={{ case: id }}>
              {number}
            </Link>
          ),
        },
        { head: t('tried.applicant'), cell: ({ applicant }) => text(applicant) },
        { head: t('tried.status'), cell: ({ statusText }) => text(statusText) },
        ...(isNew === undefined
          ? []
          : [
              {
                head: t('tried.against'),
                cell: (row: Row) => (isNew(row) ? <strong>{t('tried.isNew')}</strong> : t('tried.asBefore')),
              },
            ]),
      ]}
    />
  );
}

interface ActivateButtonProps {
  readonly of: RuleVersion;
  readonly replaces: RuleVersion | undefined;
  readonly onDone?: () => void;
}

/** Lets a version that was tried take effect; the dialog says what the dry run found. */
export function ActivateButton({ of, replaces, onDone }: ActivateButtonProps) {
  const { t } = useTranslation('review');
  const text = useText();
  const activate = useCommand('rule.activate');
  const { id, version, triedOn, flagged, rule } = of;
  const found = t('tried.found', { rule: text(rule.name), version, flagged, count: triedOn });
  const effect = replaces === undefined ? t('tried.takesEffect') : t('tried.takesPlace', { version: replaces.version });
  return (
    <ConfirmButton
      type="primary"
      label={t('tried.activate', { version })}
      name={`${t('tried.activate', { version })}: ${text(rule.name)}`}
      title={t('tried.activateTitle')}
      sentence={`${found} ${effect}`}
      act={t('tried.doActivate')}
      onAct={async () => {
        await activate.give({ params: { rule: id }, body: { version } });
        onDone?.();
      }}
    />
  );
}
