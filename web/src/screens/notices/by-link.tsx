import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemOf, type Reply, useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useMoment } from '../../i18n/index.ts';
import { AcknowledgeForm } from './acknowledge.tsx';
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
import { Receipts } from './notice-page.tsx';
import { NoticeText } from './notice-text.tsx';
import { PdfButton } from './pdf-button.tsx';
import { StateMark, useAmountText, usePartyText } from './words.tsx';
import './notices.css';

type Opened = Reply<'notice-link.open'>;
type Given = Reply<'notice-link.pass-on'>;

/** For whoever has the link of a notice and no account: reads it, acknowledges receipt, passes it on. */
export function NoticeByLink() {
  const { t } = useTranslation('notices');
  const code = useLocation({ select: ({ hash }) => hash });
  // Opening is a command, since it leaves a receipt; asked again it leaves no other.
  const opened = useQuery({
    queryKey: ['notice-link.open', code],
    queryFn: async () => (await client.call('notice-link.open', { body: { code } })).body,
    enabled: code !== '',
    retry: false,
  });
  const isNone = code === '' || (problemOf(opened.error)?.status ?? 500) < 500;
  if (opened.data === undefined && (code === '' || opened.error) && isNone)
    return (
      <Page title={t('link.title')}>
        <div className="notice warns">
          <p>
            <strong>{t('link.none')}</strong>
          </p>
          <p>{t('link.noneText')}</p>
        </div>
      </Page>
    );
  return (
    <Loaded query={opened} lines={8}>
      {(body) => <OpenedNotice of={body} code={code} />}
    </Loaded>
  );
}

interface OpenedProps {
  readonly of: Opened;
  readonly code: string;
}

function OpenedNotice({ of, code }: OpenedProps) {
  const { t } = useTranslation('notices');
  const party = usePartyText();
  const moment = useMoment();
  const { notice, endsAt } = of;
  const isSigned = notice.state === 'acknowledged';
  return (
    <Page
      title={t('link.title')}
      lead={t('link.lead', { issuer: party(notice.issuer), recipient: party(notice.recipient) })}
      actions={
        <PdfButton
          number={notice.number}
          get={async () => (await client.call('notice-link.pdf', { body: { code } })).body}
        />
      }
    >
      <div className="stack">
        <p className="notice">{t('link.until', { at: moment(endsAt) })}</p>
        <NoticeText of={notice} />
        <section className="card" aria-labelledby="receipt">
          <h2 id="receipt">{t('one.receipt')}</h2>
          {isSigned ? (
            <>
              <p className="notice succeeds">
                <Icon name="check" /> {t('link.acknowledged')}
              </p>
              <Receipts of={notice} />
            </>
          ) : (
            <Acknowledge code={code} />
          )}
        </section>
        <PassOn of={of} code={code} />
      </div>
    </Page>
  );
}

function Acknowledge({ code }: { readonly code: string }) {
  const acknowledge = useCommand('notice-link.acknowledge');
  return <AcknowledgeForm onSubmit={(signed) => acknowledge.give({ body: { code, ...signed } })} />;
}

interface Typed extends SaidTyped {
  readonly lot: {
    readonly item: string;
    readonly number: string;
    readonly controlCode?: string;
    readonly amount?: AmountTyped;
    readonly used?: AmountTyped;
  };
  readonly recipient: PartyTyped;
}

function PassOn({ of, code }: OpenedProps) {
  const { t } = useTranslation('notices');
  const party = usePartyText();
  const moment = useMoment();
  const amount = useAmountText();
  const [given, setGiven] = useState<readonly Given[]>([]);
  const { notice, passedOn } = of;
  return (
    <section className="card" aria-labelledby="pass-on">
      <h2 id="pass-on">{t('link.passOn')}</h2>
      <p>{t('link.passOnText')}</p>
      {notice.left !== null && (
        <p>{t('one.left', { amount: amount({ quantity: notice.left, unit: notice.amount.unit }) })}</p>
      )}
      <h3>{t('link.passedOn')}</h3>
      {passedOn.length === 0 ? (
        <p className="soft">{t('link.nobody')}</p>
      ) : (
        <Records
          caption={t('link.passedOn')}
          rows={passedOn}
          rowKey={({ id }) => id}
          columns={[
            { head: t('number'), cell: ({ number }) => number },
            { head: t('recipient'), cell: ({ recipient }) => party(recipient) },
            { head: t('item'), cell: ({ item }) => item },
            { head: t('quantity'), cell: (row) => <span className="number">{amount(row.amount)}</span> },
            { head: t('state'), cell: (row) => <StateMark of={row} /> },
          ]}
        />
      )}
      {given.map(({ notice: next, link }) => (
        <div key={next.id} className="notice succeeds">
          <p>
            <strong>{t('link.next', { recipient: party(next.recipient) })}</strong> {t('one.linkText')}
          </p>
          <ShownOnce label={t('one.linkOnce', { at: moment(link.endsAt) })} value={link.link} />
        </div>
      ))}
      <details className="pass-on">
        <summary>{t('one.passOn')}</summary>
        {/* Made anew after each, with what is left by then. */}
        <NextNotice key={passedOn.length} of={of} code={code} onGiven={(next) => setGiven([...given, next])} />
      </details>
    </section>
  );
}

function NextNotice({
  of: { notice, current },
  code,
  onGiven,
}: OpenedProps & { readonly onGiven: (given: Given) => void }) {
  const { t } = useTranslation('notices');
  const queries = useQueryClient();
  const passOn = useCommand('notice-link.pass-on', { refreshes: false });
  const limbs = useRead('notice-template.get').data?.body.limbs ?? [];
  const { left } = notice;
  const isGone = left !== null && (left === '0' || left.startsWith('-'));
  const rest = typedAmount({ quantity: isGone ? null : (left ?? notice.amount.quantity), unit: notice.amount.unit });
  if (limbs.length === 0) return null;
  return (
    <CommandForm<Typed>
      submit={t('form.submit')}
      initialValues={{
        lot: {
          item: notice.lot.item,
          number: notice.lot.number,
          ...(notice.lot.controlCode === null ? {} : { controlCode: notice.lot.controlCode }),
          used: rest,
          amount: rest,
        },
        amount: rest,
        limbs: Object.fromEntries(notice.limbs.map(({ id, verdict }) => [id, verdict])),
        share: typedShare({ ...notice.share, source: notice.number }),
      }}
      onSubmit={async (typed) => {
        const { lot, recipient } = typed;
        const controlCode = lot.controlCode?.trim() ?? '';
        const { body } = await passOn.give({
          body: {
            ...saidIn(typed),
            code,
            lot: {
              number: lot.number,
              item: lot.item,
              controlCode: controlCode === '' ? null : controlCode,
              amount: amountIn(lot.amount),
              used: amountIn(lot.used),
            },
            recipient,
          },
        });
        onGiven(body);
        await queries.invalidateQueries({ queryKey: ['notice-link.open'] });
      }}
    >
      <h3>{t('form.goods')}</h3>
      <AmountField name={['lot', 'used']} label={t('link.used')} extra={t('form.usedHint')} />
      <LotFields />
      <AmountField name={['lot', 'amount']} label={t('form.lotQuantity')} />
      <h3>{t('form.recipient')}</h3>
      <OutsidePartyFields at="recipient" />
      <h3>{t('form.says')}</h3>
      <SaidFields template={current} limbs={limbs} />
      <p className="notice">{t('form.seen')}</p>
    </CommandForm>
  );
}
