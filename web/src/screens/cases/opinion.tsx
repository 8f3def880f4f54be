import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';

const OPINIONS = ['no-objection', 'no-objection-with-conditions', 'objection'] as const;
export type Opinion = (typeof OPINIONS)[number];

const MARKS = {
  'no-objection': ['check', 'good'],
  'no-objection-with-conditions': ['info', 'lacking'],
  objection: ['cross', 'bad'],
} as const;

export function OpinionMark({ of }: { readonly of: Opinion }) {
  const { t } = useTranslation('cases');
  const [icon, tone] = MARKS[of];
  return (
    <p className={tone}>
      <Icon name={icon} /> <strong>{t(`advice.opinions.${of}`)}</strong>
    </p>
  );
}

export function OpinionField() {
  const { t } = useTranslation('cases');
  return (
    <Form.Item name="opinion" label={t('advice.opinion')} rules={[{ required: true }]}>
      <Radio.Group
        className="stacked"
        options={OPINIONS.map((value) => ({ value, label: t(`advice.opinions.${value}`) }))}
      />
    </Form.Item>
  );
}
