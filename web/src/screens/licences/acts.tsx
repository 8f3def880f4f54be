import { LICENCE_TRANSITIONS, type LicenceRole, transitionFor } from '@ytterby/core/licensing';
import { Form, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Input, type Reply, useCommand } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import { Prose } from '../cases/act.tsx';
import { ProvisionsField } from '../cases/provisions.tsx';

type OfficerLicence = Reply<'register.get'>;
type HolderLicence = Reply<'licence.get'>;
type OfficerCommand = Input<'licence.act'>['body']['command'];

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
  const act = (body: Input<'licence.act'>['body']) => command.give({ params: { licence: of.id }, body, revision });
  const reason = <Prose name="reason" label={t('reason')} />;
  const grounded = (
    <>
      {reason}
      <ProvisionsField name="provisions" label={t('provisions')} first={of.content.legalBasis.map(({ id }) => id)} />
    </>
  );
  const button = (name: OfficerCommand, fields: ReactNode, isDanger = false) =>
    may(name) && (
      <LicenceAct key={name} name={name} danger={isDanger} onAct={(values) => act({ command: name, ...values })}>
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
      {button('reinstate', grounded)}
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
