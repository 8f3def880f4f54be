import { Button, Form } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api.ts';
import { useText } from '../i18n/index.ts';
import { Failure } from './failure.tsx';

type NamePath = (string | number)[];

interface CommandFormProps<Values> {
  readonly submit: string;
  readonly onSubmit: (values: Values) => Promise<unknown>;
  readonly initialValues?: { readonly [Name in keyof Values]?: unknown };
  /** Said after it has succeeded, where the form stays. */
  readonly done?: string;
  /** Beside the button. */
  readonly beside?: ReactNode;
  /** Fields: `Form.Item` with the name that the body of the request has. */
  readonly children: ReactNode;
  readonly danger?: boolean;
  /** Something was typed or chosen. */
  readonly onChange?: () => void;
}

/**
 * A form that gives one command. What the service finds wrong with a field is said at that field; anything else above the
 * button, where what was typed stays.
 */
export function CommandForm<Values extends object>(props: CommandFormProps<Values>) {
  const { submit, onSubmit, initialValues, done, beside, children, danger = false, onChange } = props;
  const { t } = useTranslation();
  const text = useText();
  const [form] = Form.useForm<unknown>();
  /** The field that a problem is about: the one at its path, or the one in which that lies. */
  const fieldAt = (path: string): NamePath | undefined => {
    const name = path
      .split('/')
      .slice(2)
      .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    while (name.length > 0 && form.getFieldInstance(name) === undefined) name.pop();
    return name.length > 0 ? name : undefined;
  };
  const [state, setState] = useState<'idle' | 'busy' | 'done' | { readonly error: unknown }>('idle');
  const send = async (values: Values) => {
    // Enter can be pressed twice. The fields stay as they are, or the focus would be lost.
    if (state === 'busy') return;
    setState('busy');
    try {
      await onSubmit(values);
      setState('done');
    } catch (error) {
      const atFields = (problemOf(error)?.fields ?? []).flatMap((field) => {
        const name = fieldAt(field.path);
        return name ? [{ name, errors: [text(field)] }] : [];
      });
      form.setFields(atFields);
      const [first] = atFields;
      if (first) form.scrollToField(first.name, { focus: true });
      // What is said at the fields need not be said twice.
      const isAllSaid = atFields.length > 0 && atFields.length === problemOf(error)?.fields.length;
      setState(isAllSaid ? 'idle' : { error });
    }
  };
  return (
    <Form<unknown>
      // Parts the ids of its fields from those of another form on the page.
      name={useId()}
      form={form}
      layout="vertical"
      requiredMark={(label, { required }) => (
        <>
          {label}
          {!required && <span className="soft">&nbsp;{t('optional')}</span>}
        </>
      )}
      validateMessages={{ required: t('required') }}
      scrollToFirstError={{ focus: true }}
      onFinish={(values) => void send(values as Values)}
      onValuesChange={() => {
        setState('idle');
        onChange?.();
      }}
      {...(initialValues ? { initialValues } : {})}
    >
      {children}
      {typeof state === 'object' && <Failure error={state.error} />}
      {state === 'done' && done !== undefined && (
        <p className="notice succeeds" role="status">
          {done}
        </p>
      )}
      <div className="row form-end">
        <Button type="primary" htmlType="submit" danger={danger} loading={state === 'busy'}>
          {submit}
        </Button>
        {beside}
      </div>
    </Form>
  );
}
