import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** A new password, with what it must be. `name` is that of the body's field. */
export function NewPasswordField({ name, label }: { readonly name: string | string[]; readonly label: string }) {
  const { t } = useTranslation('account');
  return (
    <Form.Item name={name} label={label} extra={t('passwordRule')} rules={[{ required: true }]}>
      <Input.Password autoComplete="new-password" />
    </Form.Item>
  );
}

/** The own password, before a change that a stolen session must not be able to make. */
export function ProofField() {
  const { t } = useTranslation('account');
  return (
    <Form.Item name="password" label={t('proof')} rules={[{ required: true }]}>
      <Input.Password autoComplete="current-password" autoFocus />
    </Form.Item>
  );
}
