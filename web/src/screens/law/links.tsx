import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api.ts';
import { useText } from '../../i18n/index.ts';
import { useNames } from './names.ts';

/** A provision by its citation, as a link to its text; the days that are asked about stay. */
export function ProvisionLink({ id, words }: { readonly id: string; readonly words?: string }) {
  const { asOf, knownAt, branch } = useSearch({ from: '/law' });
  const { provision } = useNames();
  return (
    <Link to="/law/provision" search={{ asOf, knownAt, branch, id }}>
      {words ?? provision(id)}
    </Link>
  );
}

export function InstrumentLink({ id, words }: { readonly id: string; readonly words?: string }) {
  const { asOf, knownAt, branch } = useSearch({ from: '/law' });
  const { instrument } = useNames();
  return (
    <Link to="/law/instrument" search={{ asOf, knownAt, branch, id }}>
      {words ?? instrument(id)}
    </Link>
  );
}

/** That something holds only under one option of a reading. */
export function UnderLink({ reading: id, option }: { readonly reading: string; readonly option: string }) {
  const { t } = useTranslation('law');
  const text = useText();
  const reading = useRead('reading.list').data?.body.items.find((each) => each.id === id);
  const taken = reading?.options.find((each) => each.id === option);
  return (
    <>
      {t('under')} <ReadingLink id={id} words={reading === undefined ? id : text(reading.question)} />{' '}
      {taken === undefined ? option : text(taken.text)}
    </>
  );
}

export function ReadingLink({ id, words }: { readonly id: string; readonly words: string }) {
  const { asOf, knownAt, branch } = useSearch({ from: '/law' });
  return (
    <Link to="/law/readings" search={{ asOf, knownAt, branch, reading: id }}>
      {words}
    </Link>
  );
}

/** Provisions or whole instruments, as an act or an effect names them. */
export function CitedLinks({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation('shell');
  const { isInstrument } = useNames();
  return ids.map((id, index) => (
    <span key={id}>
      {index > 0 && t('comma')}
      {isInstrument(id) ? <InstrumentLink id={id} /> : <ProvisionLink id={id} />}
    </span>
  ));
}
