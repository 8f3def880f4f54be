import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../components/failure.tsx';
import { Icon } from '../../components/icon.tsx';
import { useMoment } from '../../i18n/index.ts';
import type { Editing } from './editing.ts';

interface EditorProps<Draft> {
  readonly of: Editing<Draft>;
  readonly submit: string;
  readonly onCancel: () => void;
  /** Shows what somebody else has saved, in a few words. */
  readonly describe?: (draft: Draft) => ReactNode;
  readonly children: ReactNode;
}

/** A form over one record: its fields, and below them how it went. */
export function Editor<Draft>({ of, submit, onCancel, describe, children }: EditorProps<Draft>) {
  const { t } = useTranslation();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void of.save();
      }}
    >
      {children}
      <Outcome of={of} {...(describe && { describe })} />
      {of.theirs === undefined && (
        <div className="row form-end">
          <Button type="primary" htmlType="submit" loading={of.isBusy}>
            {submit}
          </Button>
          <Button onClick={onCancel}>{t('cancel')}</Button>
        </div>
      )}
    </form>
  );
}

/** Why it was not saved. After a conflict both are there: what was typed stands in the form, what somebody else has saved here. */
export function Outcome<Draft>({ of, describe }: Pick<EditorProps<Draft>, 'of' | 'describe'>) {
  const { t } = useTranslation('workspace');
  const moment = useMoment();
  const { error, theirs } = of;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button may stand far away, at the edge of the window.
    if (error !== undefined || theirs !== undefined) place.current?.scrollIntoView({ block: 'nearest' });
  }, [error, theirs]);
  if (error !== undefined)
    return (
      <div ref={place} className="save-outcome">
        <Failure error={error} />
      </div>
    );
  if (theirs === undefined) return null;
  return (
    <div ref={place} className="notice warns save-outcome" role="alert">
      <p>
        <Icon name="warning" /> <strong>{t('conflict.title')}</strong>
      </p>
      <p>
        {theirs.changedAt !== undefined && t('conflict.when', { moment: moment(theirs.changedAt) })}{' '}
        {t('conflict.text')}
      </p>
      {describe && (
        <div className="theirs">
          <h4>{t('conflict.there')}</h4>
          {describe(theirs.draft)}
        </div>
      )}
      <div className="row">
        <Button onClick={of.onKeep}>{t('conflict.keep')}</Button>
        <Button onClick={of.onTake}>{t('conflict.take')}</Button>
      </div>
    </div>
  );
}

/** Under a field, what is wrong with it. */
export function Wrong({ of }: { readonly of: string | undefined }) {
  return of === undefined ? null : (
    <p className="wrong" role="alert">
      {of}
    </p>
  );
}

/** Labels with their values; what is not known is left out. */
export function Pairs({ of }: { readonly of: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="pairs-list">
      {of.map(
        ([label, value]) =>
          value !== undefined &&
          value !== '' && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
