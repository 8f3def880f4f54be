import { getRouteApi, Link } from '@tanstack/react-router';
import { Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Input as Given, type Reply, useCommand, usePages, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { ManySelect } from '../../components/many-select.tsx';
import { Page } from '../../components/page.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useMoment } from '../../i18n/index.ts';
import { DutyOf } from './duty.tsx';
import {
  AmountField,
  amountIn,
  type AmountTyped,
  LotFields,
  OutsidePartyFields,
  type PartyTyped,
  SaidFields,
  saidIn,
  type SaidTyped,
  typedAmount,
  typedShare,
} from './notice-form.tsx';
import { usePartyText } from './words.tsx';
import './notices.css';

const route = getRouteApi('/workspace/$organisation/notices/new');

type Body = Given<'notice.issue'>['body'];
type Draft = Reply<'notice.prefill'>;
type Made = Reply<'notice.issue'>;

interface Typed extends SaidTyped {
  readonly of: 'new' | 'lot';
  readonly lotId?: string;
  readonly lot?: {
    readonly item: string;
    readonly number: string;
    readonly controlCode?: string;
    readonly amount?: AmountTyped;
  };
  readonly madeFrom?: readonly string[];
  readonly uses?: Readonly<Record<string, AmountTyped>>;
  readonly how: 'here' | 'link';
  readonly recipient?: { readonly organisation?: string };
  readonly outside?: PartyTyped;
}

/** Gives a notice: for a new lot, or of one that is there; to an organisation here, or by a link. */
export function NewNotice() {
  const { t } = useTranslation('notices');
  const { organisation } = route.useParams();
  const search = route.useSearch();
  const { lot, ...from } = search;
  const draft = useRead('notice.prefill', { params: { organisation }, query: from });
  const template = useRead('notice-template.get');
  const [made, setMade] = useState<Made>();
  return (
    <Page title={t('form.title')} lead={t('form.lead')}>
      {made !== undefined ? (
        <GivenNotice made={made} organisation={organisation} />
      ) : (
        <Loaded query={template} lines={8}>
          {({ body: form }) => (
            <Loaded query={draft} lines={8}>
              {({ body }) => (
                <IssueForm
                  organisation={organisation}
                  form={form}
                  draft={body}
                  lot={lot}
                  notice={from.notice}
                  determination={from.determination}
                  onMade={setMade}
                />
              )}
            </Loaded>
          )}
        </Loaded>
      )}
    </Page>
  );
}

interface IssueFormProps {
  readonly organisation: string;
  readonly form: Reply<'notice-template.get'>;
  readonly draft: Draft;
  readonly lot: string | undefined;
  readonly notice: string | undefined;
  readonly determination: string | undefined;
  readonly onMade: (made: Made) => void;
}

function IssueForm({ organisation, form, draft, lot, notice, determination, onMade }: IssueFormProps) {
  const { t } = useTranslation('notices');
  const issue = useCommand('notice.issue');
  const initial: Partial<Typed> = {
    of: lot === undefined ? 'new' : 'lot',
    how: 'link',
    limbs: draft.limbs,
    ...(lot === undefined ? {} : { lotId: lot }),
    lot: {
      item: draft.item ?? '',
      number: '',
      ...(draft.controlCode === null ? {} : { controlCode: draft.controlCode }),
      ...(draft.amount === null ? {} : { amount: typedAmount(draft.amount) }),
    },
    ...(draft.amount === null ? {} : { amount: typedAmount(draft.amount) }),
    ...(notice === undefined
      ? {}
      : { madeFrom: [notice], ...(draft.amount === null ? {} : { uses: { [notice]: typedAmount(draft.amount) } }) }),
    ...(draft.recipient === null
      ? {}
      : { outside: { name: draft.recipient.name, country: draft.recipient.country ?? '' } }),
    ...(draft.share === null ? {} : { share: typedShare(draft.share) }),
  };
  return (
    <div className="stack">
      {draft.duty !== null && (
        <section className="card" aria-labelledby="duty">
          <h2 id="duty">{t('one.duty')}</h2>
          <DutyOf of={draft.duty} />
        </section>
      )}
      <section className="card notice-form">
        <CommandForm<Typed>
          submit={t('form.submit')}
          initialValues={initial}
          onSubmit={async (typed) => {
            const { body } = await issue.give({
              params: { organisation },
              body: {
                ...saidIn(typed),
                lot: lotIn(typed),
                recipient: recipientIn(typed),
                ...(determination === undefined ? {} : { determination }),
              },
            });
            onMade(body);
          }}
        >
          <h2>{t('form.goods')}</h2>
          <Goods organisation={organisation} />
          <h2>{t('form.recipient')}</h2>
          <Recipient />
          <h2>{t('form.says')}</h2>
          <SaidFields template={form.template} limbs={form.limbs} />
          <p className="notice">{t('form.seen')}</p>
        </CommandForm>
      </section>
    </div>
  );
}

function lotIn({ of, lotId = '', lot, madeFrom = [], uses = {} }: Typed): Body['lot'] {
  if (of === 'lot') return { id: lotId };
  const code = lot?.controlCode?.trim() ?? '';
  return {
    number: lot?.number ?? '',
    item: lot?.item ?? '',
    controlCode: code === '' ? null : code,
    amount: amountIn(lot?.amount),
    madeFrom: madeFrom.map((id) => ({ notice: id, amount: amountIn(uses[id]) })),
  };
}

function recipientIn({ how, recipient, outside }: Typed): Body['recipient'] {
  if (how === 'here') return { organisation: recipient?.organisation ?? '' };
  return { name: outside?.name ?? '', country: outside?.country ?? '' };
}

function Goods({ organisation }: { readonly organisation: string }) {
  const { t } = useTranslation('notices');
  const party = usePartyText();
  const of = Form.useWatch<Typed['of'] | undefined>('of');
  const madeFrom = Form.useWatch<readonly string[] | undefined>('madeFrom') ?? [];
  const lots = usePages('notice-lot.list', { params: { organisation }, query: { limit: 200 } }).data ?? [];
  const received =
    usePages('notice.list', { params: { organisation }, query: { direction: 'received', limit: 200 } }).data ?? [];
  return (
    <>
      <Form.Item name="of" label={t('form.from')} rules={[{ required: true }]}>
        <Radio.Group
          options={[
            { value: 'new', label: t('form.fromNew') },
            { value: 'lot', label: t('form.fromLot'), disabled: lots.length === 0 },
          ]}
        />
      </Form.Item>
      {of === 'lot' ? (
        <Form.Item name="lotId" label={t('form.chooseLot')} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={lots.map(({ id, number, item }) => ({ value: id, label: `${number} · ${item}` }))}
          />
        </Form.Item>
      ) : (
        <>
          {received.length > 0 && (
            <Form.Item name="madeFrom" label={t('form.madeFrom')} extra={t('form.madeFromHint')}>
              <ManySelect
                options={received.map((each) => ({
                  value: each.id,
                  label: `${each.number} · ${each.item} · ${party(each.issuer)}`,
                }))}
              />
            </Form.Item>
          )}
          {madeFrom.map((id) => (
            <AmountField
              key={id}
              name={['uses', id]}
              label={t('form.used', { number: received.find((each) => each.id === id)?.number ?? '' })}
              extra={t('form.usedHint')}
            />
          ))}
          <LotFields />
          <AmountField name={['lot', 'amount']} label={t('form.lotQuantity')} />
        </>
      )}
    </>
  );
}

function Recipient() {
  const { t } = useTranslation('notices');
  const how = Form.useWatch<Typed['how'] | undefined>('how');
  return (
    <>
      <Form.Item name="how" label={t('form.how')} rules={[{ required: true }]}>
        <Radio.Group
          options={[
            { value: 'link', label: t('form.byLink') },
            { value: 'here', label: t('form.here') },
          ]}
        />
      </Form.Item>
      {how === 'here' ? (
        <Form.Item
          name={['recipient', 'organisation']}
          label={t('form.hereCalled')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input maxLength={500} />
        </Form.Item>
      ) : (
        <OutsidePartyFields at="outside" />
      )}
    </>
  );
}

function GivenNotice({ made: { notice, link }, organisation }: { readonly made: Made; readonly organisation: string }) {
  const { t } = useTranslation('notices');
  const moment = useMoment();
  return (
    <div className="card">
      <p className="notice succeeds" role="status">
        {t('form.done')} {notice.number}
      </p>
      {link !== null && (
        <>
          <p>{t('one.linkText')}</p>
          <ShownOnce label={t('one.linkOnce', { at: moment(link.endsAt) })} value={link.link} />
        </>
      )}
      <p>
        <Link to="/workspace/$organisation/notices/$notice" params={{ organisation, notice: notice.id }}>
          {t('form.see')}
        </Link>
      </p>
    </div>
  );
}
