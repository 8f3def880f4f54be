import { WORDS } from '@ytterby/core';
import type { Input as BodyOf } from '@ytterby/service/contract';
import { Button, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Icon } from '../../components/icon.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { filledIn } from './filled-in.ts';

export type Given = BodyOf<'instrument.preview'>['body'];

export type FormBody = Extract<Given, { readonly form: unknown }>['form'];

const KINDS = [
  'announcement',
  'order',
  'regulation',
  'law',
  'catalogue',
  'measures',
  'list-notice',
  'statement',
] as const satisfies readonly FormBody['kind'][];
const VERIFIED = ['yes', 'partly', 'no'] as const satisfies readonly FormBody['verified'][];
const ACTS = ['suspend', 'resume', 'end'] as const;
const DESTINATIONS = ['china', 'hong-kong-macao-taiwan', 'united-states', 'japan', 'elsewhere'] as const;

interface InstrumentFormProps {
  /** Looks what it would change. @throws ClientProblem with what is wrong, field by field */
  readonly onLook: (form: FormBody) => Promise<unknown>;
  readonly onChange: () => void;
}

/** An instrument as it is printed: its head, and its paragraphs with what each does to others. */
export function InstrumentForm({ onLook, onChange }: InstrumentFormProps) {
  const { t } = useTranslation('administration');
  const needed = [{ required: true }];
  return (
    <CommandForm<{ form: object }>
      submit={t('record.look')}
      initialValues={{
        form: { kind: 'announcement', verified: 'yes', provisions: [{ paragraph: '1', acts: [{ do: 'suspend' }] }] },
      }}
      onSubmit={({ form }) => onLook((filledIn(form) ?? {}) as FormBody)}
      onChange={onChange}
    >
      <div className="form-grid">
        <Form.Item name={['form', 'id']} label={t('record.id')} extra={t('record.idHelp')} rules={needed}>
          <Input className="code" placeholder="cn/mofcom-gac-2026-50" />
        </Form.Item>
        <Form.Item name={['form', 'kind']} label={t('record.kind')} rules={needed}>
          <Select options={KINDS.map((value) => ({ value, label: t(`record.kinds.${value}`) }))} />
        </Form.Item>
        <Form.Item name={['form', 'number']} label={t('record.number')} extra={t('record.numberHelp')}>
          <Input />
        </Form.Item>
        <Words name={['form', 'title']} label={t('record.titleLabel')} isNeeded />
        <Words name={['form', 'issuer']} label={t('record.issuer')} isNeeded />
        <Form.Item name={['form', 'published']} label={t('law.published')} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name={['form', 'from']} label={t('record.from')} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <VerifiedField name={['form', 'verified']} isNeeded />
        <div className="wide">
          <Form.Item
            name={['form', 'source']}
            label={t('record.source')}
            extra={t('record.sourceHelp')}
            rules={needed}
            getValueProps={(value: string[] | undefined) => ({ value: (value ?? []).join('\n') })}
            getValueFromEvent={linesOf}
          >
            <Input.TextArea autoSize={{ minRows: 2 }} />
          </Form.Item>
        </div>
        <Words name={['form', 'summary']} label={t('record.summary')} isNeeded isLong />
        <Words name={['form', 'doubt']} label={t('record.doubt')} isLong />
        <div className="wide">
          <SettlesField />
        </div>
      </div>
      <Provisions />
    </CommandForm>
  );
}

type Name = readonly (string | number)[];

/** The same in Chinese and English, side by side. */
function Words(props: {
  readonly name: Name;
  readonly label: string;
  readonly isNeeded?: boolean;
  readonly isLong?: boolean;
}) {
  const { name, label, isNeeded = false, isLong = false } = props;
  const { t } = useTranslation('administration');
  return (
    <div className="wide both-languages">
      {(['zh', 'en'] as const).map((language) => (
        <Form.Item
          key={language}
          name={[...name, language]}
          label={t(`record.in.${language}`, { label })}
          {...(isNeeded && { rules: [{ required: true }] })}
        >
          {isLong ? (
            <Input.TextArea lang={language === 'zh' ? 'zh-Hans' : 'en'} autoSize={{ minRows: 2 }} />
          ) : (
            <Input lang={language === 'zh' ? 'zh-Hans' : 'en'} />
          )}
        </Form.Item>
      ))}
    </div>
  );
}

function VerifiedField({ name, isNeeded = false }: { readonly name: Name; readonly isNeeded?: boolean }) {
  const { t } = useTranslation('administration');
  return (
    <Form.Item name={[...name]} label={t('record.verified')} {...(isNeeded && { rules: [{ required: true }] })}>
      <Select
        allowClear={!isNeeded}
        options={VERIFIED.map((value) => ({ value, label: t(`record.verifiedIs.${value}`) }))}
      />
    </Form.Item>
  );
}

/** Announcements that are still open. */
function SettlesField() {
  const { t } = useTranslation('administration');
  const text = useText();
  const items = useRead('instrument.list', { query: {} }).data?.body.items ?? [];
  return (
    <Form.Item name={['form', 'settles']} label={t('record.settles')} extra={t('record.settlesHelp')}>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        options={items
          .filter(({ kind }) => kind === 'statement')
          .map(({ id, title }) => ({ value: id, label: text(title) }))}
      />
    </Form.Item>
  );
}

function Provisions() {
  const { t } = useTranslation('administration');
  const needed = [{ required: true }];
  return (
    <Form.List name={['form', 'provisions']}>
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }, index) => (
            <Group
              key={key}
              title={t('record.provision', { n: index + 1 })}
              {...(fields.length > 1 && { remove: t('record.removeProvision', { n: index + 1 }) })}
              onRemove={() => remove(name)}
            >
              <div className="form-grid">
                <Form.Item
                  name={[name, 'paragraph']}
                  label={t('record.paragraph')}
                  extra={t('record.paragraphHelp')}
                  rules={needed}
                >
                  <Input className="code" />
                </Form.Item>
                <Form.Item name={[name, 'from']} label={t('record.provisionFrom')}>
                  <Input type="date" />
                </Form.Item>
                <Form.Item name={[name, 'lastDay']} label={t('fields.lastDay')}>
                  <Input type="date" />
                </Form.Item>
                <Words name={[name, 'cite']} label={t('record.cite')} isNeeded />
                <Words name={[name, 'text']} label={t('record.provisionText')} isNeeded isLong />
                <Words name={[name, 'doubt']} label={t('record.doubt')} isLong />
              </div>
              <Acts of={name} />
            </Group>
          ))}
          <Button onClick={() => add({ paragraph: String(fields.length + 1) })}>
            <Icon name="add" /> {t('record.addProvision')}
          </Button>
        </>
      )}
    </Form.List>
  );
}

/** What a paragraph does to provisions of other instruments. */
function Acts({ of }: { readonly of: number }) {
  const { t } = useTranslation('administration');
  const language = useLanguage();
  const citable = useCitable();
  const needed = [{ required: true }];
  return (
    <Form.List name={[of, 'acts']}>
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }, index) => (
            <Group
              key={key}
              title={t('record.act', { n: index + 1 })}
              remove={t('record.removeAct', { n: index + 1 })}
              onRemove={() => remove(name)}
            >
              <div className="form-grid">
                <Form.Item name={[name, 'do']} label={t('record.do')} rules={needed}>
                  <Select options={ACTS.map((value) => ({ value, label: t(`record.acts.${value}`) }))} />
                </Form.Item>
                <Form.Item name={[name, 'from']} label={t('record.actFrom')} rules={needed}>
                  <Input type="date" />
                </Form.Item>
                <Form.Item name={[name, 'lastDay']} label={t('record.actLastDay')}>
                  <Input type="date" />
                </Form.Item>
                <div className="wide">
                  <Form.Item name={[name, 'on']} label={t('record.on')} extra={t('record.onHelp')} rules={needed}>
                    <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={citable} />
                  </Form.Item>
                </div>
                <div className="wide">
                  <Form.Item
                    name={[name, 'destinations']}
                    label={t('record.destinations')}
                    extra={t('record.destinationsHelp')}
                  >
                    <Select
                      mode="multiple"
                      options={DESTINATIONS.map((value) => ({ value, label: WORDS[value]?.[language] ?? value }))}
                    />
                  </Form.Item>
                </div>
              </div>
            </Group>
          ))}
          <Button size="small" onClick={() => add({ do: 'suspend' })}>
            <Icon name="add" /> {t('record.addAct')}
          </Button>
        </>
      )}
    </Form.List>
  );
}

interface GroupProps {
  readonly title: string;
  /** What the button says; without it the group stays. */
  readonly remove?: string;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

function Group({ title, remove, onRemove, children }: GroupProps) {
  return (
    <fieldset className="form-group">
      <legend>{title}</legend>
      {children}
      {remove !== undefined && (
        <Button size="small" type="text" onClick={onRemove}>
          <Icon name="close" /> {remove}
        </Button>
      )}
    </fieldset>
  );
}

/** Instruments and their provisions, to be found by name and by id. */
function useCitable(): { value: string; label: string }[] {
  const text = useText();
  const instruments = useRead('law.timeline', { query: {} }).data?.body.instruments ?? [];
  return instruments.flatMap(({ id, title, groups }) => [
    { value: id, label: `${text(title)} · ${id}` },
    ...groups.flatMap(({ provisions }) =>
      provisions.map((provision) => ({ value: provision.id, label: `${text(provision.cite)} · ${provision.id}` })),
    ),
  ]);
}

function linesOf({ target }: { readonly target: { readonly value: string } }): string[] {
  return target.value === '' ? [] : target.value.split('\n');
}
