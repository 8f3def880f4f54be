import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api.ts';
import { useText } from '../../i18n/index.ts';
import type { LawDays } from './search.ts';

/** Changes the days in the address; the place on the page stays. */
function useSetDays(): (change: LawDays) => void {
  const navigate = useNavigate();
  return (change) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
}

interface DayFieldProps {
  readonly name: 'asOf' | 'knownAt';
  readonly value: string;
}

function DayField({ name, value }: DayFieldProps) {
  const { t } = useTranslation('law');
  const id = useId();
  const set = useSetDays();
  return (
    <div>
      <label htmlFor={id}>{t(`days.${name}`)}</label>
      <Input id={id} type="date" value={value} onChange={({ target }) => set({ [name]: target.value || undefined })} />
    </div>
  );
}

/** Chooses which law is asked: the day that applies, what was known by then, and the branch. They stand in the address. */
export function LawDaysPicker() {
  const { t } = useTranslation('law');
  const text = useText();
  const id = useId();
  const set = useSetDays();
  const { asOf, knownAt, branch } = useSearch({ from: '/law' });
  const pack = useRead('law.pack').data?.body;
  const isDefault = asOf === undefined && knownAt === undefined && branch === undefined;
  return (
    <section className="card law-days no-print" aria-label={t('days.label')}>
      <div className="fields">
        <DayField name="asOf" value={asOf ?? knownAt ?? pack?.today ?? ''} />
        <DayField name="knownAt" value={knownAt ?? asOf ?? pack?.today ?? ''} />
        {pack !== undefined && pack.branches.length > 1 && (
          <div className="wide">
            <label htmlFor={`${id}-branch`}>{t('days.branch')}</label>
            <Select
              id={`${id}-branch`}
              value={branch ?? 'enacted'}
              options={pack.branches.map((each) => ({ value: each.id, label: text(each.label) }))}
              onChange={(value) => set({ branch: value === 'enacted' ? undefined : value })}
            />
          </div>
        )}
        {!isDefault && (
          <Button onClick={() => set({ asOf: undefined, knownAt: undefined, branch: undefined })}>
            {t('days.today')}
          </Button>
        )}
      </div>
      <p className="small soft">{t('days.means')}</p>
    </section>
  );
}

/** Where every day is shown at once: only what was known by a day. */
export function KnownAtPicker() {
  const { t } = useTranslation('law');
  const set = useSetDays();
  const { knownAt } = useSearch({ from: '/law' });
  const today = useRead('law.pack').data?.body.today;
  return (
    <div className="fields known-at no-print">
      <DayField name="knownAt" value={knownAt ?? today ?? ''} />
      {knownAt !== undefined && <Button onClick={() => set({ knownAt: undefined })}>{t('days.today')}</Button>}
      <p className="small soft">{t('days.knownAtMeans')}</p>
    </div>
  );
}

interface AskedProps {
  readonly coverage: { readonly state: string; readonly text: { readonly zh: string; readonly en: string } };
}

/** A warning where the pack does not reach the day asked about. */
export function AskedCoverage({ coverage }: AskedProps) {
  const text = useText();
  const today = useRead('law.pack').data?.body.coverage.state;
  // The screen says already what holds for today.
  if (coverage.state === 'checked' || coverage.state === today) return null;
  return <div className="notice warns coverage-asked">{text(coverage.text)}</div>;
}
