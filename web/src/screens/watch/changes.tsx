import { getRouteApi, Link } from '@tanstack/react-router';
import { CHANGE_KINDS, SUBJECT_KINDS } from '@ytterby/service/contract';
import { useTranslation } from 'react-i18next';
import { type Reply, usePages } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useMoment, useText } from '../../i18n/index.ts';

export type ChangeRow = Reply<'watch.list'>['items'][number];

const ofOne = getRouteApi('/workspace/$organisation/watch');

/** Changes of law and lists that touch what an organisation keeps. */
export function OwnChanges() {
  const { t } = useTranslation('watch');
  const { organisation } = ofOne.useParams();
  const changes = usePages('watch.list', { params: { organisation }, query: {} });
  return (
    <Page title={t('title')} lead={t('ownLead')}>
      <section className="card">
        <Loaded query={changes}>{(rows) => <Rows of={rows} organisation={organisation} />}</Loaded>
        <MorePages of={changes} />
      </section>
    </Page>
  );
}

/** Changes that touch what the authority works on. */
export function AuthorityChanges() {
  const { t } = useTranslation('watch');
  const changes = usePages('watch.register', { query: {} });
  return (
    <Page title={t('title')} lead={t('authorityLead')}>
      <section className="card">
        <Loaded query={changes}>{(rows) => <Rows of={rows} />}</Loaded>
        <MorePages of={changes} />
      </section>
    </Page>
  );
}

function Rows({ of, organisation }: { readonly of: readonly ChangeRow[]; readonly organisation?: string }) {
  const { t } = useTranslation('watch');
  const text = useText();
  const moment = useMoment();
  if (of.length === 0)
    return (
      <p className="soft">
        <Icon name="check" /> {t('none')}
      </p>
    );
  return (
    <Records
      caption={t('title')}
      rows={of}
      rowKey={({ id }) => id}
      columns={[
        {
          head: t('fields.change'),
          cell: ({ id, kind, title, seenAt, doneAt }) => (
            <>
              {organisation === undefined ? (
                <Link to="/watch/$change" params={{ change: id }}>
                  {text(title)}
                </Link>
              ) : (
                <Link to="/workspace/$organisation/watch/$change" params={{ organisation, change: id }}>
                  {text(title)}
                </Link>
              )}
              <div className="small soft">
                {text(CHANGE_KINDS[kind])} · {t('seen', { at: moment(seenAt) })}
                {doneAt === null && ` · ${t('searching')}`}
              </div>
            </>
          ),
        },
        { head: t('fields.touched'), cell: ({ touched }) => <Touched of={touched} /> },
      ]}
    />
  );
}

/** How many of each kind a change touches, and how many nobody has noted. */
export function Touched({ of }: { readonly of: ChangeRow['touched'] }) {
  const { t } = useTranslation('watch');
  const text = useText();
  return of.map(({ kind, count, open }) => (
    <div key={kind}>
      <Icon name={open > 0 ? 'warning' : 'check'} /> {t('count', { count, open, kind: text(SUBJECT_KINDS[kind]) })}
    </div>
  ));
}
