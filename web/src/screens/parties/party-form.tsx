import { Button, Form, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CountrySelect } from '../../components/country.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { textOfFile } from '../../components/text-of-file.ts';
import { partiesOfText, type PartyAsked, partyOf } from './party-text.ts';

interface OnePartyProps {
  /** To begin with. */
  readonly name: string | undefined;
  readonly isBusy: boolean;
  readonly onScreen: (party: PartyAsked) => void;
}

type Values = Parameters<typeof partyOf>[0];

/** What is known of one party. */
export function OneParty({ name, isBusy, onScreen }: OnePartyProps) {
  const { t } = useTranslation('parties');
  const { t: shell } = useTranslation();
  return (
    <Form<Values>
      layout="vertical"
      requiredMark={false}
      validateMessages={{ required: shell('required') }}
      scrollToFirstError={{ focus: true }}
      initialValues={{ name }}
      onFinish={(values) => onScreen(partyOf(values))}
    >
      <div className="columns">
        <Form.Item
          name="name"
          label={t('form.name')}
          extra={t('form.nameHint')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input maxLength={2000} />
        </Form.Item>
        <Form.Item name="countries" label={t('form.country')}>
          <CountrySelect />
        </Form.Item>
      </div>
      <details>
        <summary>{t('form.more')}</summary>
        <div className="columns">
          <Form.Item name="otherNames" label={t('form.otherNames')} extra={t('form.several')}>
            <Input />
          </Form.Item>
          <Form.Item name="identifiers" label={t('form.identifiers')} extra={t('form.identifiersHint')}>
            <Input className="code" />
          </Form.Item>
          <Form.Item name="address" label={t('form.address')}>
            <Input />
          </Form.Item>
          <Form.Item name="kind" label={t('form.kind')}>
            <Select
              allowClear
              options={(['organisation', 'person', 'vessel'] as const).map((kind) => ({
                value: kind,
                label: t(`form.kinds.${kind}`),
              }))}
            />
          </Form.Item>
          <Form.Item name="birth" label={t('form.birth')}>
            <Input placeholder="1970-03-01" maxLength={40} />
          </Form.Item>
        </div>
      </details>
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {t('form.screen')}
      </Button>
    </Form>
  );
}

interface ManyPartiesProps {
  readonly isBusy: boolean;
  readonly onScreen: (parties: readonly PartyAsked[]) => void;
}

/** Names out of a file or the clipboard. */
export function ManyParties({ isBusy, onScreen }: ManyPartiesProps) {
  const { t } = useTranslation('parties');
  const id = useId();
  const [text, setText] = useState('');
  const [isNoText, setNoText] = useState(false);
  const parties = partiesOfText(text);
  const read = async (file: File) => {
    const found = await textOfFile(file);
    setNoText(found === undefined);
    if (found !== undefined) setText(found);
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onScreen(parties);
      }}
    >
      <FileDrop
        accept=".csv,.tsv,.txt"
        words={{ drop: t('form.drop'), over: t('form.over'), choose: t('form.choose') }}
        onFile={(file) => void read(file)}
      />
      {isNoText && (
        <p className="notice fails" role="alert">
          {t('form.notText')}
        </p>
      )}
      <div>
        <label htmlFor={id}>{t('form.list')}</label>
        <Input.TextArea
          id={id}
          rows={7}
          value={text}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => setText(target.value)}
        />
        <div className="soft small" id={`${id}-hint`}>
          {t('form.listHint')}
        </div>
      </div>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={parties.length === 0}>
          {t('form.screen')}
        </Button>
        <span className="soft" role="status">
          {t('form.count', { count: parties.length })}
        </span>
      </div>
    </form>
  );
}
