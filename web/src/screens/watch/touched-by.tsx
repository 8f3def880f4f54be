import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, usePages } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { useText } from '../../i18n/index.ts';
import { useMay } from '../administration/may.ts';

type Flag = Reply<'watch.flags'>['items'][number];

interface TouchedByProps {
  /** Whose record it is; absent: it is looked at for the authority. */
  readonly organisation?: string;
  readonly subject: string;
}

/** Says which changes touch what is shown, as long as nobody has noted them, and what is different; each leads to its change. */
export function TouchedBy({ organisation, subject }: TouchedByProps) {
  const may = useMay(organisation);
  if (organisation !== undefined) return may('watch.read') && <OfOwn organisation={organisation} subject={subject} />;
  return may('watch.register') && <OfAuthority subject={subject} />;
}

function OfOwn({ organisation, subject }: Required<TouchedByProps>) {
  const { data = [] } = usePages('watch.flags', { params: { organisation }, query: { subject, open: true } });
  return (
    <Notice
      of={data}
      link={(change, words) => (
        <Link to="/workspace/$organisation/watch/$change" params={{ organisation, change }}>
          {words}
        </Link>
      )}
    />
  );
}

function OfAuthority({ subject }: Pick<TouchedByProps, 'subject'>) {
  const { data = [] } = usePages('watch.register-flags', { query: { subject, open: true } });
  return (
    <Notice
      of={data}
      link={(change, words) => (
        <Link to="/watch/$change" params={{ change }}>
          {words}
        </Link>
      )}
    />
  );
}

interface NoticeProps {
  readonly of: readonly Flag[];
  readonly link: (change: string, words: string) => ReactNode;
}

function Notice({ of, link }: NoticeProps) {
  const { t } = useTranslation('watch');
  const text = useText();
  if (of.length === 0) return null;
  return (
    <section className="notice warns no-print" aria-label={t('touchedBy', { count: of.length })}>
      <p>
        <Icon name="warning" /> <strong>{t('touchedBy', { count: of.length })}</strong>
      </p>
      <ul>
        {of.map(({ id, change, difference }) => (
          <li key={id}>
            {link(change.id, text(change.title))}
            {difference.map((each) => (
              <div key={each.en} className="small">
                {text(each)}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
