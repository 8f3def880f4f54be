import { Button, Form, Input, Select } from 'antd';
import { NOTICE_FIELD_TYPES } from '@ytterby/core/notices';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Input as Given, type Reply, useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useMoment, useText } from '../../i18n/index.ts';
import { useMay } from '../administration/may.ts';
import './notices.css';

type FormOn = Reply<'notice-template.get'>;
type Template = FormOn['template'];
type Field = Given<'notice-template.change'>['body']['fields'][number];
interface Typed {
  readonly title: Template['title'];
  readonly fields: readonly FieldTyped[];
}
/** Empty texts are none. */
type FieldTyped = Omit<Field, 'help' | 'note'> & { readonly help?: Partial<Both>; readonly note?: Partial<Both> };
interface Both {
  zh: string;
  en: string;
}

/** The form of the notice: whoever answers for it changes its fields here, without code. */
export function NoticeForm() {
  const { t } = useTranslation('notices');
  const mayChange = useMay()('notice-template.change');
  const form = useRead('notice-template.get');
  return (
    <Page title={t('template.title')} lead={t('template.lead')}>
      <Loaded query={form} lines={8}>
        {({ body }) => (
          <div className="stack">
            <Doubt of={body} />
            {mayChange ? (
              <Editor key={body.template.version} of={body.template} />
            ) : (
              <>
                <p className="notice">{t('template.mayRead')}</p>
                <Fields of={body.template} />
              </>
            )}
            <Versions />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Doubt({ of: { note, provision } }: { readonly of: FormOn }) {
  const { t } = useTranslation('notices');
  const text = useText();
  return (
    <div className="notice warns">
      <p>
        <Icon name="question" /> <strong>{t('unverified')}</strong>
      </p>
      <p>
        {text(note)}{' '}
        <Link to="/law/provision" search={{ id: provision }}>
          {provision}
        </Link>
      </p>
    </div>
  );
}

function textsIn(typed: Partial<Both> | undefined): Both | undefined {
  const [zh, en] = [typed?.zh?.trim() ?? '', typed?.en?.trim() ?? ''];
  return zh === '' && en === '' ? undefined : { zh, en };
}

/** What was typed, as the service takes it. */
function fieldIn({ help, note, ...field }: FieldTyped): Field {
  const [said, doubt] = [textsIn(help), textsIn(note)];
  return {
    ...field,
    label: { zh: field.label.zh.trim(), en: field.label.en.trim() },
    ...(said === undefined ? {} : { help: said }),
    ...(doubt === undefined ? {} : { note: doubt }),
  };
}

function Editor({ of }: { readonly of: Template }) {
  const { t } = useTranslation('notices');
  const change = useCommand('notice-template.change');
  const initialValues = { title: of.title, fields: of.fields };
  return (
    <section className="card template-editor">
      <CommandForm<Typed>
        submit={t('template.save')}
        initialValues={initialValues}
        onSubmit={({ title, fields }) =>
          change.give({ body: { title, fields: fields.map(fieldIn), basedOn: of.version } })
        }
      >
        <p className="soft">{t('version', { version: of.version })}</p>
        <BothFields name={['title']} label={t('template.name')} needed />
        <Form.List name="fields">
          {(items, { add, remove, move }) => (
            <>
              {items.map(({ key, name }, index) => (
                <FieldEditor
                  key={key}
                  at={name}
                  isLast={index === items.length - 1}
                  onRemove={() => remove(name)}
                  onMove={(by) => move(index, index + by)}
                />
              ))}
              <Button onClick={() => add({ type: 'text', required: 'no', verified: 'no' })}>
                <Icon name="add" /> {t('template.add')}
              </Button>
            </>
          )}
        </Form.List>
      </CommandForm>
    </section>
  );
}

interface FieldEditorProps {
  readonly at: number;
  readonly isLast: boolean;
  readonly onRemove: () => void;
  readonly onMove: (by: 1 | -1) => void;
}

function FieldEditor({ at, isLast, onRemove, onMove }: FieldEditorProps) {
  const { t } = useTranslation('notices');
  const text = useText();
  const label = Form.useWatch<Partial<Both> | undefined>(['fields', at, 'label']);
  const type = Form.useWatch<Field['type'] | undefined>(['fields', at, 'type']);
  const title = t('template.field', { number: at + 1, label: text({ zh: label?.zh ?? '', en: label?.en ?? '' }) });
  const choices = <Value extends string>(values: readonly Value[], word: (value: Value) => string) =>
    values.map((value) => ({ value, label: word(value) }));
  const named = (act: string) => `${act}: ${title}`;
  return (
    <details className="template-field">
      <summary>{title}</summary>
      <BothFields name={[at, 'label']} label={t('template.label')} needed />
      <BothFields
        name={[at, 'help']}
        label={t(type === 'statement' ? 'template.statement' : 'template.help')}
        long
        needed={type === 'statement'}
      />
      <div className="two-words">
        <Form.Item name={[at, 'type']} label={t('template.type')} rules={[{ required: true }]}>
          <Select options={choices(NOTICE_FIELD_TYPES, (value) => t(`template.types.${value}`))} />
        </Form.Item>
        <Form.Item name={[at, 'required']} label={t('template.required')} rules={[{ required: true }]}>
          <Select options={choices(['yes', 'no'] as const, (value) => t(`template.${value}`))} />
        </Form.Item>
        <Form.Item name={[at, 'verified']} label={t('template.verified')} rules={[{ required: true }]}>
          <Select options={choices(['yes', 'partly', 'no'] as const, (value) => t(`template.verifieds.${value}`))} />
        </Form.Item>
        <Form.Item
          name={[at, 'id']}
          label={t('template.id')}
          rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{0,60}$/ }]}
        >
          <Input maxLength={61} spellCheck={false} />
        </Form.Item>
      </div>
      <BothFields name={[at, 'note']} label={t('template.note')} />
      <div className="row">
        <Button size="small" disabled={at === 0} onClick={() => onMove(-1)} aria-label={named(t('template.up'))}>
          {t('template.up')}
        </Button>
        <Button size="small" disabled={isLast} onClick={() => onMove(1)} aria-label={named(t('template.down'))}>
          {t('template.down')}
        </Button>
        <Button size="small" onClick={onRemove} aria-label={named(t('template.remove'))}>
          {t('template.remove')}
        </Button>
      </div>
    </details>
  );
}

interface BothFieldsProps {
  readonly name: readonly (string | number)[];
  readonly label: string;
  readonly needed?: boolean;
  readonly long?: boolean;
}

/** The same in Chinese and in English. */
function BothFields({ name, label, needed = false, long = false }: BothFieldsProps) {
  const { t } = useTranslation('notices');
  return (
    <div className="two-words">
      {(['zh', 'en'] as const).map((language) => (
        <Form.Item
          key={language}
          name={[...name, language]}
          label={t(`template.in.${language}`, { label })}
          rules={[{ required: needed, whitespace: needed }]}
        >
          {long ? (
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 8 }} lang={language} />
          ) : (
            <Input lang={language} maxLength={500} />
          )}
        </Form.Item>
      ))}
    </div>
  );
}

function Fields({ of }: { readonly of: Template }) {
  const { t } = useTranslation('notices');
  const text = useText();
  return (
    <section className="card">
      <Records
        caption={t('template.title')}
        rows={of.fields}
        rowKey={({ id }) => id}
        columns={[
          { head: t('template.label'), cell: ({ label }) => `${label.zh} · ${label.en}` },
          { head: t('template.type'), cell: ({ type }) => t(`template.types.${type}`) },
          { head: t('template.required'), cell: ({ required }) => t(`template.${required}`) },
          {
            head: t('template.verified'),
            cell: ({ verified, note }) => (
              <>
                {t(`template.verifieds.${verified}`)}
                {note !== undefined && <div className="small soft">{text(note)}</div>}
              </>
            ),
          },
        ]}
      />
    </section>
  );
}

function Versions() {
  const { t } = useTranslation('notices');
  const moment = useMoment();
  const versions = useRead('notice-template.list');
  return (
    <section className="card" aria-labelledby="versions">
      <h2 id="versions">{t('template.versions')}</h2>
      <Loaded query={versions} lines={2}>
        {({ body }) => (
          <ul>
            {body.map(({ version, madeAt, fields }) => (
              <li key={version}>
                {t('template.versionIs', { version })} · {madeAt === null ? t('template.pack') : moment(madeAt)} ·{' '}
                {t('template.fields', { count: fields.length })}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
