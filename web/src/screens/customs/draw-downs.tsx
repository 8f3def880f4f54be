import { dateText, UNIT_NAMES, unitNamed } from '@ytterby/core';
import type { Balance } from '@ytterby/core/customs';
import { Checkbox, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, useRead, useRefresh } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useMoment, useText } from '../../i18n/index.ts';
import { beijingToday } from '../ask/beijing.ts';
import { Prose } from '../cases/act.tsx';
import { DrawDownRows } from '../licences/draw-downs.tsx';

type Licence = NonNullable<Reply<'customs.check'>['licence']>;
type DrawDown = Reply<'draw-down.list'>['items'][number];
type DrawnLine = DrawDown['lines'][number];

/** An amount as it is typed. */
interface Typed {
  readonly quantity?: string;
  readonly unit: string;
  readonly value?: string;
}

/** What somebody can say an amount of: a line with its currency, and what stands beside the fields. */
interface Amount {
  readonly line: string;
  readonly unit: string;
  readonly currency: string;
  readonly hint: string;
}

/** The codes of all units that convert into this one; an unknown unit converts into itself alone. */
function unitsLike(unit: string): readonly string[] {
  const dimension = unitNamed(unit)?.dimension;
  const like = UNIT_NAMES.flatMap((name) => {
    const each = unitNamed(name);
    return each !== undefined && each.dimension === dimension ? [each.code] : [];
  });
  return like.length === 0 ? [unit] : [...new Set(like)];
}

const codeOf = (unit: string) => unitNamed(unit)?.code ?? unit;
const DECIMAL = /^\d+(\.\d+)?$/;

/** Fields for the amounts of lines. */
function Amounts({ of, optional = false }: { readonly of: readonly Amount[]; readonly optional?: boolean }) {
  const { t } = useTranslation('customs');
  const rules = [{ required: !optional }, { pattern: DECIMAL, message: t('drawDowns.decimal') }];
  const form = Form.useFormInstance<{ readonly lines: readonly Typed[] }>();
  const oneAtLeast = {
    validator: () =>
      (form.getFieldValue('lines') as readonly Typed[]).some(({ quantity = '' }) => quantity.trim() !== '')
        ? Promise.resolve()
        : Promise.reject(new Error(t('drawDowns.noAmount'))),
  };
  return of.map(({ line, unit, currency, hint }, index) => (
    <fieldset key={line} className="customs-amounts">
      <legend>{t('left.line', { line })}</legend>
      <p className="small soft">{hint}</p>
      <div className="fields">
        <Form.Item
          name={['lines', index, 'quantity']}
          label={t('drawDowns.quantity')}
          rules={optional && index === 0 ? [...rules, oneAtLeast] : rules}
        >
          <Input className="number" inputMode="decimal" autoComplete="off" />
        </Form.Item>
        <Form.Item name={['lines', index, 'unit']} label={t('drawDowns.unit')} rules={[{ required: true }]}>
          <Select options={unitsLike(unit).map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name={['lines', index, 'value']} label={t('drawDowns.value', { currency })} rules={rules}>
          <Input className="number" inputMode="decimal" autoComplete="off" />
        </Form.Item>
      </div>
    </fieldset>
  ));
}

/** The amounts that were typed; a line whose fields were left empty is none. */
function amountsIn(of: readonly Amount[], typed: readonly Typed[]): DrawnLine[] {
  return of.flatMap(({ line, currency }, index) => {
    const { quantity = '', unit = '', value = '' } = typed[index] ?? {};
    if (quantity.trim() === '' && value.trim() === '') return [];
    return [{ line, quantity: quantity.trim() || '0', unit, value: value.trim() || '0', currency }];
  });
}

/** After a refusal the figures are asked again: somebody else may have drawn meanwhile. */
function useGiving() {
  const refresh = useRefresh();
  return async (give: () => Promise<unknown>, close: () => void) => {
    try {
      await give();
    } catch (error) {
      await refresh();
      throw error;
    }
    close();
  };
}

/** Holds an amount of a licence for a declaration. */
export function Reserve({ of }: { readonly of: Licence }) {
  const { t } = useTranslation('customs');
  return (
    <DialogButton label={t('drawDowns.reserve')} title={t('drawDowns.reserve')} type="primary">
      {(close) => <ReserveForm of={of} close={close} />}
    </DialogButton>
  );
}

interface ReserveValues {
  readonly drawDown: string;
  readonly declaration: string;
  readonly lastDay: string;
  readonly lines: readonly Typed[];
}

function ReserveForm({
  of: { number, balances, content },
  close,
}: {
  readonly of: Licence;
  readonly close: () => void;
}) {
  const { t } = useTranslation('customs');
  const language = useLanguage();
  const { give } = useCommand('draw-down.reserve');
  const giving = useGiving();
  const amounts = balances.map((balance: Balance) => ({
    ...balance,
    hint: t('drawDowns.available', {
      quantity: balance.quantityLeft,
      unit: codeOf(balance.unit),
      value: balance.valueLeft,
      currency: balance.currency,
    }),
  }));
  return (
    <CommandForm<ReserveValues>
      submit={t('drawDowns.reserve')}
      initialValues={{ lines: amounts.map(({ unit }) => ({ unit: codeOf(unit) })) }}
      onSubmit={({ lines, ...typed }) =>
        giving(() => give({ params: { number }, body: { ...typed, lines: amountsIn(amounts, lines) } }), close)
      }
    >
      <p className="soft">{t('drawDowns.reserveText')}</p>
      <Form.Item
        name="drawDown"
        label={t('drawDowns.number')}
        extra={t('drawDowns.numberHint')}
        rules={[{ required: true, whitespace: true, max: 200 }]}
      >
        <Input className="code" autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="declaration"
        label={t('drawDowns.declaration')}
        rules={[{ required: true, whitespace: true, max: 200 }]}
      >
        <Input className="code" autoComplete="off" />
      </Form.Item>
      <Amounts of={amounts} optional={amounts.length > 1} />
      <Form.Item
        name="lastDay"
        label={t('drawDowns.lastDay')}
        extra={t('drawDowns.lastDayHint', { day: dateText(content.lastDay, language) })}
        rules={[{ required: true }]}
      >
        <Input type="date" min={beijingToday()} max={content.lastDay} />
      </Form.Item>
    </CommandForm>
  );
}

interface DrawDownsProps {
  readonly of: readonly DrawDown[];
  readonly licence: Licence;
}

/** The draw-downs of a licence, with what customs can do with each. */
export function CustomsDrawDowns({ of, licence }: DrawDownsProps) {
  return (
    <DrawDownRows
      of={of}
      actions={(drawDown) => (
        <>
          {drawDown.status === 'reserved' && (
            <>
              <Act act="confirm" of={drawDown} primary>
                {(close) => <ConfirmForm of={drawDown} licence={licence} close={close} />}
              </Act>
              <Act act="release" of={drawDown}>
                {(close) => <ReleaseForm of={drawDown} licence={licence} close={close} />}
              </Act>
            </>
          )}
          {(drawDown.status === 'confirmed' || drawDown.status === 'corrected') && (
            <Act act="correct" of={drawDown}>
              {(close) => <CorrectForm of={drawDown} licence={licence} close={close} />}
            </Act>
          )}
          <Act act="history" of={drawDown}>
            {() => <History of={drawDown} licence={licence} />}
          </Act>
        </>
      )}
    />
  );
}

interface ActProps {
  readonly act: 'confirm' | 'release' | 'correct' | 'history';
  readonly of: DrawDown;
  readonly primary?: boolean;
  readonly children: (close: () => void) => ReactNode;
}

function Act({ act, of: { drawDown }, primary = false, children }: ActProps) {
  const { t } = useTranslation('customs');
  const label = t(`drawDowns.${act}`);
  const name = t('drawDowns.of', { act: label, number: drawDown });
  return (
    <DialogButton label={label} name={name} title={name} size="small" type={primary ? 'primary' : 'default'}>
      {children}
    </DialogButton>
  );
}

interface StepProps {
  readonly of: DrawDown;
  readonly licence: Licence;
  readonly close: () => void;
}

/** The amounts of a draw-down as they stand, to be typed over. */
function useStandingAmounts(lines: readonly DrawnLine[], words: 'held' | 'was') {
  const { t } = useTranslation('customs');
  return {
    amounts: lines.map((line) => ({ ...line, hint: t(`drawDowns.${words}`, line) })),
    typed: lines.map(({ quantity, unit, value }) => ({ quantity, unit: codeOf(unit), value })),
  };
}

const isIndividual = ({ content }: Licence) => content.kind === 'individual-licence';

function Completes() {
  const { t } = useTranslation('customs');
  return (
    <Form.Item name="completes" valuePropName="checked" extra={t('drawDowns.completesHint')}>
      <Checkbox>{t('drawDowns.completes')}</Checkbox>
    </Form.Item>
  );
}

function ConfirmForm({ of: { drawDown, lines }, licence, close }: StepProps) {
  const { t } = useTranslation('customs');
  const { give } = useCommand('draw-down.confirm');
  const giving = useGiving();
  const { amounts, typed } = useStandingAmounts(lines, 'held');
  return (
    <CommandForm<{ lines: readonly Typed[]; completes?: boolean }>
      submit={t('drawDowns.confirm')}
      initialValues={{ lines: typed, completes: false }}
      onSubmit={(values) =>
        giving(
          () =>
            give({
              params: { number: licence.number, drawDown },
              body: {
                lines: amountsIn(amounts, values.lines),
                ...(values.completes === true && { completes: true }),
              },
            }),
          close,
        )
      }
    >
      <p className="soft">{t('drawDowns.confirmText')}</p>
      <Amounts of={amounts} />
      {isIndividual(licence) && <Completes />}
    </CommandForm>
  );
}

function ReleaseForm({ of: { drawDown }, licence, close }: StepProps) {
  const { t } = useTranslation('customs');
  const { give } = useCommand('draw-down.release');
  const giving = useGiving();
  return (
    <CommandForm<{ reason: string }>
      submit={t('drawDowns.release')}
      onSubmit={(body) => giving(() => give({ params: { number: licence.number, drawDown }, body }), close)}
    >
      <p className="soft">{t('drawDowns.releaseText')}</p>
      <Prose name="reason" label={t('drawDowns.reason')} rows={2} />
    </CommandForm>
  );
}

interface CorrectValues {
  readonly correction: string;
  readonly lines: readonly Typed[];
  readonly reason: string;
  readonly completes?: boolean;
}

function CorrectForm({ of: { drawDown, lines, completes }, licence, close }: StepProps) {
  const { t } = useTranslation('customs');
  const { give } = useCommand('draw-down.correct');
  const giving = useGiving();
  const { amounts, typed } = useStandingAmounts(lines, 'was');
  return (
    <CommandForm<CorrectValues>
      submit={t('drawDowns.correct')}
      initialValues={{ lines: typed, completes }}
      onSubmit={(values) =>
        giving(
          () =>
            give({
              params: { number: licence.number, drawDown },
              body: {
                correction: values.correction,
                reason: values.reason,
                lines: amountsIn(amounts, values.lines),
                ...(values.completes !== undefined && { completes: values.completes }),
              },
            }),
          close,
        )
      }
    >
      <p className="soft">{t('drawDowns.correctText')}</p>
      <Form.Item
        name="correction"
        label={t('drawDowns.correction')}
        extra={t('drawDowns.correctionHint')}
        rules={[{ required: true, whitespace: true, max: 200 }]}
      >
        <Input className="code" autoComplete="off" />
      </Form.Item>
      <Amounts of={amounts} />
      <Prose name="reason" label={t('drawDowns.reason')} rows={2} />
      {isIndividual(licence) && <Completes />}
    </CommandForm>
  );
}

function History({ of: { drawDown }, licence }: Omit<StepProps, 'close'>) {
  const { t } = useTranslation(['customs', 'licences']);
  const text = useText();
  const moment = useMoment();
  const found = useRead('draw-down.get', { params: { number: licence.number, drawDown } });
  return (
    <Loaded query={found} lines={3}>
      {({ body }) => (
        <>
          <p>{text(body.statusText)}</p>
          <Records
            caption={t('drawDowns.history')}
            rows={body.events.map((event, index) => ({ ...event, index }))}
            rowKey={({ index }) => index}
            columns={[
              { head: t('licences:drawDowns.when'), cell: ({ at }) => <span className="number">{moment(at)}</span> },
              {
                head: t('licences:drawDowns.step'),
                cell: ({ command, event }) => (
                  <>
                    {t(`drawDowns.steps.${command as 'reserve'}`)}
                    {typeof event['reason'] === 'string' && <div className="small soft prose">{event['reason']}</div>}
                  </>
                ),
              },
              { head: t('licences:drawDowns.person'), cell: ({ person }) => person ?? t('drawDowns.days') },
            ]}
          />
        </>
      )}
    </Loaded>
  );
}
