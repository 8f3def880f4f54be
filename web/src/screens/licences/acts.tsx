import { LICENCE_TRANSITIONS, type LicenceCommand, type LicenceRole, transitionFor } from '@ytterby/core/licensing';
import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import { useText } from '../../i18n/index.ts';
import { Prose } from '../cases/act.tsx';
import { ProvisionsField } from '../cases/provisions.tsx';

type OfficerLicence = Reply<'register.get'>;
type HolderLicence = Reply<'licence.get'>;
type Of<Name extends LicenceCommand['command']> = Extract<LicenceCommand, { command: Name }>;
type OfficerCommand = 'suspend' | 'reinstate' | 'amend' | 'propose-revocation' | 'drop-revocation' | 'revoke';

const OFFICERS = ['licensing-officer', 'senior-officer'] as const satisfies readonly LicenceRole[];
const GROUNDS = ['basis-changed', 'change-pending', 'use-in-doubt', 'other'] as const;

interface LicenceActsProps {
  readonly of: OfficerLicence;
  readonly revision: number | undefined;
  readonly session: Reply<'session.get'>;
}

/** The authority's buttons: those that the table allows to the person, as the licence stands. */
export function LicenceActs({ of, revision, session }: LicenceActsProps) {
  const { t } = useTranslation('licences');
  const command = useCommand('licence.act');
  const { state } = of;
  const roles = OFFICERS.filter((role) => session.organisations.some((each) => each.roles.includes(role)));
  const mayWork = session.actions.includes('licence.work');
  const may = (name: OfficerCommand) => {
    const row = transitionFor(LICENCE_TRANSITIONS, state.status, name);
    return mayWork && roles.some((role) => row?.roles.includes(role));
  };
  /** Whoever proposed to revoke does not decide it. */
  const mayDecide = state.proposal !== null && state.proposal.by.person !== session.account?.id;
  const act = (body: LicenceCommand) => command.give({ params: { licence: of.id }, body, revision });
  const reason = <Prose name="reason" label={t('reason')} />;
  const grounded = (
    <>
      {reason}
      <ProvisionsField name="provisions" label={t('provisions')} first={of.content.legalBasis.map(({ id }) => id)} />
    </>
  );
  const button = (name: OfficerCommand, fields: ReactNode, isDanger = false) =>
    may(name) && (
      <LicenceAct
        key={name}
        name={name}
        danger={isDanger}
        onAct={(values) => act({ command: name, ...values } as LicenceCommand)}
      >
        {fields}
      </LicenceAct>
    );
  return (
    <div className="row form-end no-print">
      {button(
        'suspend',
        <>
          <Form.Item name="ground" label={t('ground')} rules={[{ required: true }]}>
            <Select options={GROUNDS.map((value) => ({ value, label: t(`grounds.${value}`) }))} />
          </Form.Item>
          {grounded}
        </>,
      )}
      {button('reinstate', reason)}
      {may('amend') && <Amend of={of} onAct={act} />}
      {state.proposal === null && button('propose-revocation', grounded)}
      {mayDecide && button('drop-revocation', reason)}
      {mayDecide &&
        button(
          'revoke',
          <>
            <p>{t('revokeText')}</p>
            {grounded}
          </>,
          true,
        )}
    </div>
  );
}

interface LicenceActProps {
  readonly name: OfficerCommand;
  readonly danger: boolean;
  readonly onAct: (values: object) => Promise<unknown>;
  readonly children: ReactNode;
}

function LicenceAct({ name, danger, onAct, children }: LicenceActProps) {
  const { t } = useTranslation('licences');
  const label = t(`acts.${name}`);
  return (
    <DialogButton label={label} title={label}>
      {(close) => (
        <CommandForm
          submit={label}
          danger={danger}
          onSubmit={async (values) => {
            await onAct(values);
            close();
          }}
        >
          {children}
        </CommandForm>
      )}
    </DialogButton>
  );
}

interface AmendValues {
  readonly case: string;
  readonly reason: string;
  readonly lastDay: string;
  readonly lines?: readonly { readonly quantity: string; readonly value: string }[];
}

interface AmendProps {
  readonly of: OfficerLicence;
  readonly onAct: (command: Of<'amend'>) => Promise<unknown>;
}

/** Carries out a granted change: new amounts or a new last day, and nothing else of the licence. */
function Amend({ of, onAct }: AmendProps) {
  const { t } = useTranslation('licences');
  const label = t('acts.amend');
  return (
    <DialogButton label={label} title={label}>
      {(close) => (
        <AmendForm
          of={of}
          onAct={async (command) => {
            await onAct(command);
            close();
          }}
        />
      )}
    </DialogButton>
  );
}

function AmendForm({ of, onAct }: AmendProps) {
  const { t } = useTranslation('licences');
  const text = useText();
  const changes = useRead('case.list', { query: { status: 'granted', kind: 'minor-change' } }).data?.body.items ?? [];
  const done = of.state.amendments.map((each) => each.case);
  const open = changes.filter(({ organisation, id }) => organisation === of.organisation && !done.includes(id));
  const { balances, lastDay, content } = of;
  return (
    <CommandForm<AmendValues>
      submit={t('acts.amend')}
      initialValues={{ lastDay, lines: balances.map(({ quantity, value }) => ({ quantity, value })) }}
      onSubmit={(values) => {
        const lines = balances.flatMap((line, at) => {
          const { quantity = line.quantity, value = line.value } = values.lines?.[at] ?? {};
          return quantity === line.quantity && value === line.value ? [] : [{ line: line.line, quantity, value }];
        });
        return onAct({
          command: 'amend',
          case: values.case,
          reason: values.reason,
          ...(values.lastDay !== lastDay && { lastDay: values.lastDay }),
          ...(lines.length > 0 && { lines }),
        });
      }}
    >
      <p>{open.length === 0 ? t('amendNone') : t('amendText')}</p>
      <Form.Item name="case" label={t('change')} rules={[{ required: true }]}>
        <Select options={open.map(({ id, number }) => ({ value: id, label: number ?? id }))} />
      </Form.Item>
      <Form.Item name="lastDay" label={t('lastDay')} rules={[{ required: true }]}>
        <Input type="date" />
      </Form.Item>
      {balances.map(({ line, unit, currency }, at) => {
        const granted = content.lines.find((each) => each.line === line);
        return (
          <fieldset key={line} className="asked">
            <legend>{granted === undefined ? line : text(granted.item)}</legend>
            <div className="two-fields">
              <Form.Item name={['lines', at, 'quantity']} label={t('fields.quantity')} rules={[{ required: true }]}>
                <Input inputMode="decimal" suffix={unit} />
              </Form.Item>
              <Form.Item name={['lines', at, 'value']} label={t('fields.value')} rules={[{ required: true }]}>
                <Input inputMode="decimal" suffix={currency} />
              </Form.Item>
            </div>
          </fieldset>
        );
      })}
      <Prose name="reason" label={t('reason')} />
    </CommandForm>
  );
}

interface SurrenderProps {
  readonly of: HolderLicence;
  readonly revision: number | undefined;
  readonly organisation: string;
}

/** The holder gives the licence back. */
export function Surrender({ of, revision, organisation }: SurrenderProps) {
  const { t } = useTranslation('licences');
  const surrender = useCommand('licence.surrender');
  const row = transitionFor(LICENCE_TRANSITIONS, of.status, 'surrender');
  if (row?.roles.includes('exporter') !== true) return null;
  const label = t('acts.surrender');
  return (
    <div className="row form-end no-print">
      <DialogButton label={label} title={label}>
        {(close) => (
          <CommandForm<{ reason: string }>
            submit={label}
            danger
            onSubmit={async (body) => {
              await surrender.give({ params: { organisation, licence: of.id }, body, revision });
              close();
            }}
          >
            <p>{t('surrenderText')}</p>
            <Prose name="reason" label={t('reason')} />
          </CommandForm>
        )}
      </DialogButton>
    </div>
  );
}
