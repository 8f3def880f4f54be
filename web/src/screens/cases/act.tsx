import { dateText } from '@ytterby/core';
import type { CaseCommand, CaseCommandName, Signed } from '@ytterby/core/licensing';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandForm } from '../../components/command-form.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { useDesk } from './desk.tsx';

type Of<Name extends CaseCommandName> = Extract<CaseCommand, { command: Name }>;

interface ActProps<Name extends CaseCommandName> {
  readonly command: Name;
  readonly label: string;
  /** Read out instead, where the label alone does not say of what. */
  readonly name?: string;
  readonly title?: string;
  /** What is known of the command before anything is typed. */
  readonly given?: Partial<Of<Name>>;
  /** Shown instead of the button where the case itself would refuse it. */
  readonly trial?: Of<Name>;
  readonly initialValues?: { readonly [Field in keyof Of<Name>]?: unknown };
  /** Makes the command from what was typed, where that is not the fields themselves. */
  readonly make?: (values: Record<string, unknown>) => Of<Name>;
  readonly primary?: boolean;
  readonly small?: boolean;
  readonly danger?: boolean;
  readonly children?: ReactNode;
}

/** A button for one command on the case, with its fields in a dialog. It is there only when the table allows the command. */
export function Act<Name extends CaseCommandName>(props: ActProps<Name>) {
  const { command, label, title = label, given, trial, initialValues, make, primary, small, danger, children } = props;
  const { t } = useTranslation('cases');
  const { may, refusal, act, changedSince } = useDesk();
  const text = useText();
  if (!may(command)) return null;
  const hindrance = trial === undefined ? undefined : refusal(trial);
  if (hindrance !== undefined)
    return <span className="small soft hindrance">{t('hindrance', { act: label, why: text(hindrance) })}</span>;
  return (
    <DialogButton
      label={label}
      title={title}
      {...(props.name !== undefined && { name: props.name })}
      {...(primary && { type: 'primary' as const })}
      {...(small && { size: 'small' as const })}
    >
      {(close) => (
        <CommandForm<Record<string, unknown>>
          submit={label}
          danger={danger ?? false}
          {...(initialValues && { initialValues: initialValues as Record<string, unknown> })}
          onSubmit={async (values) => {
            await act(make ? make(values) : ({ command, ...given, ...values } as unknown as Of<Name>));
            close();
          }}
        >
          {children}
          {changedSince !== null && <p className="notice warns">{t('meanwhile.text')}</p>}
        </CommandForm>
      )}
    </DialogButton>
  );
}

interface ProseProps {
  readonly name: string | (string | number)[];
  readonly label: string;
  readonly extra?: string;
  readonly optional?: boolean;
  readonly rows?: number;
}

/** A field for sentences. */
export function Prose({ name, label, extra, optional = false, rows = 4 }: ProseProps) {
  return (
    <Form.Item
      name={name}
      label={label}
      {...(extra !== undefined && { extra })}
      rules={optional ? [] : [{ required: true, whitespace: true }]}
    >
      <Input.TextArea autoSize={{ minRows: rows, maxRows: 14 }} maxLength={20_000} />
    </Form.Item>
  );
}

/** Who did it, and when. */
export function SignedBy({ of, countersigned = false }: { readonly of: Signed; readonly countersigned?: boolean }) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const { personName } = useDesk();
  const words = { person: personName(of.by.person), day: dateText(of.on, language) };
  return <span className="small soft">{t(countersigned ? 'second.signed' : 'second.by', words)}</span>;
}

/** The two buttons of the second person; whoever did the first act reads why not. */
export function SecondPerson({ of, id }: { readonly of: Of<'countersign'>['of']; readonly id?: string }) {
  const { t } = useTranslation('cases');
  const { may, refusal } = useDesk();
  const text = useText();
  const signed = { of, ...(id !== undefined && { id }) };
  const hindrance = may('countersign') ? refusal({ command: 'countersign', ...signed }) : undefined;
  return (
    <div className="row second-person">
      <span className="small">{t('second.waits')}</span>
      {hindrance !== undefined ? (
        <span className="small soft">{text(hindrance)}</span>
      ) : (
        <>
          <Act
            small
            command="countersign"
            label={t('second.countersign')}
            title={t('second.countersignTitle')}
            given={signed}
          >
            <p>{t('second.countersignText')}</p>
          </Act>
          <Act small command="decline" label={t('second.decline')} title={t('second.declineTitle')} given={signed}>
            <p>{t('second.declineText')}</p>
            <Prose name="reason" label={t('hits.reason')} />
          </Act>
        </>
      )}
    </div>
  );
}

/** A short id that the case does not have yet. @example freshId('request', ['request-1']) // 'request-2' */
export function freshId(kind: string, taken: readonly string[]): string {
  let n = taken.length + 1;
  while (taken.includes(`${kind}-${n}`)) n += 1;
  return `${kind}-${n}`;
}
