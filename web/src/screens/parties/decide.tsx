import { Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import type { Deciding, Found, Hit } from './screened.ts';

interface DecideButtonProps extends Deciding {
  readonly hit: Hit;
  readonly party: Found['party'];
  readonly entry: string;
  readonly list: string;
}

interface Values {
  readonly decided: 'true-match' | 'false-positive';
  readonly reason: string;
}

/** Clears or confirms a hit: never without a name and a reason. */
export function DecideButton(props: DecideButtonProps) {
  const { t } = useTranslation('parties');
  const { hit, party, entry, list, organisation, person, onDecided } = props;
  const record = useCommand('hit-decision.record');
  return (
    <DialogButton label={t('hit.decide')} title={t('hit.decideTitle')} name={`${t('hit.decide')}: ${entry}`}>
      {(close) => (
        <CommandForm<Values>
          submit={t('hit.record')}
          onSubmit={async (values) => {
            await record.give({
              params: { organisation },
              body: { party, list: hit.list, entry: hit.entry, recordHash: hit.recordHash, ...values },
            });
            await onDecided();
            close();
          }}
        >
          <p>{t('hit.decideLead', { party: party.name, entry, list })}</p>
          <Form.Item name="decided" label={t('hit.decision')} rules={[{ required: true }]}>
            <Radio.Group
              options={(['false-positive', 'true-match'] as const).map((value) => ({
                value,
                label: t(`hit.decided.${value}`),
              }))}
            />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t('hit.reason')}
            extra={t('hit.reasonHint', { name: person })}
            rules={[{ required: true, whitespace: true }]}
          >
            <Input.TextArea rows={4} maxLength={4000} />
          </Form.Item>
        </CommandForm>
      )}
    </DialogButton>
  );
}
