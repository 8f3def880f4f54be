import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { CommandForm } from '../../components/command-form.tsx';

export interface Signed {
  readonly name: string;
  readonly position: string;
  readonly on: string;
}

/** Acknowledges receipt: who signs, in which position, and on which day it came. */
export function AcknowledgeForm({ onSubmit }: { readonly onSubmit: (signed: Signed) => Promise<unknown> }) {
  const { t } = useTranslation('notices');
  const needed = [{ required: true, whitespace: true }];
  return (
    <CommandForm<Signed> submit={t('one.acknowledge')} onSubmit={onSubmit}>
      <Form.Item name="name" label={t('one.signer')} rules={needed}>
        <Input maxLength={500} autoComplete="name" />
      </Form.Item>
      <Form.Item name="position" label={t('one.position')} rules={needed}>
        <Input maxLength={500} autoComplete="organization-title" />
      </Form.Item>
      <Form.Item name="on" label={t('one.day')} rules={needed}>
        <Input type="date" />
      </Form.Item>
    </CommandForm>
  );
}
