import { getRouteApi, Link } from '@tanstack/react-router';
import { SUBJECT_KINDS } from '@ytterby/service/contract';
import { Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, usePages } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useMoment, useText } from '../../i18n/index.ts';
import { useMay } from '../administration/may.ts';
import { type ChangeRow, Touched } from './changes.tsx';

type Flag = Reply<'watch.flags'>['items'][number];

const ofOne = getRouteApi('/workspace/$organisation/watch/$change');
const ofAll = getRouteApi('/watch/$change');

/** One change and what it touches of an organisation's. */
export function OwnChange() {
  const { organisation, change } = ofOne.useParams();
  const { t } = useTranslation('watch');
  const [isOpenOnly, setOpenOnly] = useState(true);
  const params = { organisation };
  const head = usePages('watch.list', { params, query: { change } });
  const flags = usePages('watch.flags', { params, query: { change, ...(isOpenOnly ? { open: true } : {}) } });
  const { give } = useCommand('watch.acknowledge');
  const mayNote = useMay(organisation)('watch.acknowledge');
  const back = (
    <Link to="/workspace/$organisation/watch" params={params}>
      {t('back')}
    </Link>
  );
  return (
    <Loaded query={head}>
      {([of]) => (
        <ChangePage of={of} back={back} isOpenOnly={isOpenOnly} onOpenOnly={setOpenOnly}>
          <Loaded query={flags}>
            {(rows) => (
              <Flags
                of={rows}
                onNote={mayNote ? (flag, note) => give({ params: { organisation, flag }, body: { note } }) : null}
              />
            )}
          </Loaded>
          <MorePages of={flags} />
        </ChangePage>
      )}
    </Loaded>
  );
}

/** One change and what it touches of what the authority works on. */
export function AuthorityChange() {
  const { change } = ofAll.useParams();
  const { t } = useTranslation('watch');
  const [isOpenOnly, setOpenOnly] = useState(true);
  const head = usePages('watch.register', { query: { change } });
  const flags = usePages('watch.register-flags', { query: { change, ...(isOpenOnly ? { open: true } : {}) } });
  const { give } = useCommand('watch.register-acknowledge');
  const mayNote = useMay()('watch.register-acknowledge');
  return (
    <Loaded query={head}>
      {([of]) => (
        <ChangePage
          of={of}
          back={<Link to="/watch">{t('back')}</Link>}
          isOpenOnly={isOpenOnly}
          onOpenOnly={setOpenOnly}
        >
          <Loaded query={flags}>
            {(rows) => (
              <Flags
                of={rows}
                byAuthority
                onNote={mayNote ? (flag, note) => give({ params: { flag }, body: { note } }) : null}
              />
            )}
          </Loaded>
          <MorePages of={flags} />
        </ChangePage>
      )}
    </Loaded>
  );
}

interface ChangePageProps {
  readonly of: ChangeRow | undefined;
  readonly back: React.ReactNode;
  readonly isOpenOnly: boolean;
  readonly onOpenOnly: (is: boolean) => void;
  readonly children: React.ReactNode;
}

function ChangePage({ of, back, isOpenOnly, onOpenOnly, children }: ChangePageProps) {
  const { t } = useTranslation('watch');
  const text = useText();
  const moment = useMoment();
  return (
    <Page title={of === undefined ? t('title') : text(of.title)} lead={back}>
      <section className="card">
        {of === undefined ? (
          <p className="soft">{t('none')}</p>
        ) : (
          <>
            <p className="small soft">{t('seen', { at: moment(of.seenAt) })}</p>
            <Touched of={of.touched} />
            <p />
            <Radio.Group
              className="filter-bar"
              optionType="button"
              aria-label={t('show')}
              value={isOpenOnly}
              onChange={({ target }) => onOpenOnly(target.value as boolean)}
              options={[
                { value: true, label: t('open') },
                { value: false, label: t('all') },
              ]}
            />
            {children}
          </>
        )}
      </section>
    </Page>
  );
}

interface FlagsProps {
  readonly of: readonly Flag[];
  readonly byAuthority?: boolean;
  readonly onNote: ((flag: string, note: string) => Promise<unknown>) | null;
}

function Flags({ of, byAuthority = false, onNote }: FlagsProps) {
  const { t } = useTranslation('watch');
  const text = useText();
  const moment = useMoment();
  const [noting, setNoting] = useState<string | null>(null);
  return (
    <Records
      caption={t('fields.touched')}
      rows={of}
      rowKey={({ id }) => id}
      columns={[
        {
          head: t('fields.what'),
          cell: (flag) => (
            <>
              <Subject of={flag} byAuthority={byAuthority} />
              <div className="small soft">{text(SUBJECT_KINDS[flag.subject.kind])}</div>
            </>
          ),
        },
        {
          head: t('fields.difference'),
          cell: ({ difference }) => difference.map((each) => <div key={each.en}>{text(each)}</div>),
        },
        {
          head: t('fields.note'),
          cell: ({ id, acknowledgement }) =>
            acknowledgement !== null ? (
              <>
                {acknowledgement.note}
                <div className="small soft">
                  {t('noted', { name: acknowledgement.by, at: moment(acknowledgement.at) })}
                </div>
              </>
            ) : noting === id ? (
              <CommandForm<{ note: string }>
                submit={t('acknowledge')}
                onSubmit={async ({ note }) => {
                  await onNote?.(id, note);
                  setNoting(null);
                }}
              >
                <Form.Item name="note" label={t('note')} rules={[{ required: true, whitespace: true }]}>
                  <Input.TextArea autoFocus rows={2} maxLength={4000} />
                </Form.Item>
              </CommandForm>
            ) : (
              onNote !== null && <Button onClick={() => setNoting(id)}>{t('acknowledge')}</Button>
            ),
        },
      ]}
    />
  );
}

/** What is touched; it leads there. */
function Subject({ of: { organisation, subject }, byAuthority }: { readonly of: Flag; readonly byAuthority: boolean }) {
  const { t } = useTranslation('watch');
  const { kind, id } = subject;
  const name = subject.name === '' ? t('unnamed') : subject.name;
  if (byAuthority)
    switch (kind) {
      case 'licence':
        return (
          <Link to="/licences/$licence" params={{ licence: id }}>
            {name}
          </Link>
        );
      case 'humanitarian-shipment':
        return (
          <Link to="/shipments/$shipment" params={{ shipment: id }}>
            {name}
          </Link>
        );
      default:
        return (
          <Link to="/cases/$case" params={{ case: id }}>
            {name}
          </Link>
        );
    }
  switch (kind) {
    case 'saved-determination':
      return (
        <Link to="/workspace/$organisation/determinations/$determination" params={{ organisation, determination: id }}>
          {name}
        </Link>
      );
    case 'party':
      return (
        <Link to="/workspace/$organisation/parties/$party" params={{ organisation, party: id }}>
          {name}
        </Link>
      );
    case 'case':
      return (
        <Link to="/workspace/$organisation/applications/$case" params={{ organisation, case: id }}>
          {name}
        </Link>
      );
    case 'licence':
      return (
        <Link to="/workspace/$organisation/licences/$licence" params={{ organisation, licence: id }}>
          {name}
        </Link>
      );
    case 'humanitarian-shipment':
      return (
        <Link to="/workspace/$organisation/shipments/$shipment" params={{ organisation, shipment: id }}>
          {name}
        </Link>
      );
    default:
      return (
        <Link to="/workspace/$organisation/notices/$notice" params={{ organisation, notice: id }}>
          {name}
        </Link>
      );
  }
}
