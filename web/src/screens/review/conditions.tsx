import { Link } from '@tanstack/react-router';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Input as Given, type Reply, useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { ConfirmButton, DialogButton } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { useMoment, useText } from '../../i18n/index.ts';
import { useMay } from '../administration/may.ts';
import { useProvisions } from '../cases/provisions.tsx';
import { ReportFields, type ReportTyped, reportIn, ReportWords } from './report-fields.tsx';
import { isSpeaking } from './standing.ts';

type Condition = Reply<'condition.list'>[number];
type Wording = Pick<Given<'condition.add'>['body'], 'text' | 'cite'> & { readonly report?: ReportTyped };

/** The conditions that officers set on licences, each in its last wording. Senior officers change them. */
export function Conditions() {
  const { t } = useTranslation('review');
  const mayChange = useMay()('rules.change');
  const library = useRead('condition.list');
  return (
    <Page
      title={t('conditions.title')}
      lead={t('conditions.lead')}
      {...(mayChange && { actions: <WordingButton label={t('conditions.add')} isMain /> })}
    >
      <div className="stack">
        {!mayChange && <p className="notice">{t('mayRead')}</p>}
        <Loaded query={library} lines={8}>
          {({ body }) => (
            <section className="card">
              <Table of={body.toSorted((one, other) => rank(one) - rank(other))} mayChange={mayChange} />
            </section>
          )}
        </Loaded>
      </div>
    </Page>
  );
}

const rank = ({ retiredAt }: Condition) => (retiredAt === null ? 0 : 1);

function Table({ of, mayChange }: { readonly of: readonly Condition[]; readonly mayChange: boolean }) {
  const { t } = useTranslation('review');
  const moment = useMoment();
  const provisions = useProvisions();
  return (
    <Records
      caption={t('conditions.title')}
      rows={of}
      rowKey={({ id }) => id}
      columns={[
        {
          head: t('conditions.text'),
          cell: ({ text: { zh, en } }) => (
            <div className="both-wordings">
              <p lang="zh-Hans">{zh}</p>
              <p lang="en">{en}</p>
            </div>
          ),
        },
        { head: t('conditions.report'), cell: ({ report }) => <ReportWords of={report} /> },
        {
          head: t('conditions.cite'),
          cell: ({ cite }) =>
            cite === null ? (
              <span className="soft">{t('conditions.noCite')}</span>
            ) : (
              <Link to="/law/provision" search={{ id: cite }}>
                {provisions.get(cite) ?? cite}
              </Link>
            ),
        },
        {
          head: t('state'),
          cell: ({ version, madeAt, retiredAt }) => (
            <>
              <span className={`rule-state ${retiredAt === null ? 'good' : 'soft'}`}>
                <Icon name={retiredAt === null ? 'check' : 'cross'} />{' '}
                {t(retiredAt === null ? 'conditions.inUse' : 'conditions.retired')}
              </span>
              <div className="small soft">
                {retiredAt === null
                  ? t('conditions.version', { version, since: moment(madeAt) })
                  : t('conditions.retiredAt', { at: moment(retiredAt) })}
              </div>
            </>
          ),
        },
      ]}
      {...(mayChange && {
        actions: (row: Condition) => row.retiredAt === null && <ConditionActs of={row} />,
      })}
    />
  );
}

function ConditionActs({ of }: { readonly of: Condition }) {
  const { t } = useTranslation(['review', 'shell']);
  const text = useText();
  const retire = useCommand('condition.retire');
  const rules = useRead('rule.list').data?.body ?? [];
  const suggesting = rules.filter((each) => isSpeaking(each) && each.rule.suggests.conditions.includes(of.id));
  const names = suggesting.map(({ rule }) => text(rule.name)).join(t('shell:comma'));
  return (
    <>
      <WordingButton label={t('conditions.reword')} of={of} />
      <ConfirmButton
        size="small"
        label={t('conditions.retire')}
        name={`${t('conditions.retire')}: ${text(of.text)}`}
        title={t('conditions.retireTitle')}
        sentence={[
          t('conditions.retireText', { condition: text(of.text) }),
          ...(suggesting.length > 0 ? [t('conditions.suggestedBy', { rules: names })] : []),
        ].join(' ')}
        act={t('conditions.retire')}
        danger
        onAct={() => retire.give({ params: { condition: of.id } })}
      />
    </>
  );
}

interface WordingButtonProps {
  readonly label: string;
  /** Of which it is a new wording. Absent: a new condition. */
  readonly of?: Condition;
  readonly isMain?: boolean;
}

function WordingButton({ label, of, isMain = false }: WordingButtonProps) {
  const { t } = useTranslation('review');
  const text = useText();
  const add = useCommand('condition.add');
  return (
    <DialogButton
      label={label}
      title={label}
      {...(of !== undefined && { name: `${label}: ${text(of.text)}` })}
      {...(isMain ? { type: 'primary' as const } : { size: 'small' as const })}
    >
      {(close) => (
        <CommandForm<Wording>
          submit={t('conditions.save')}
          {...(of !== undefined && {
            initialValues: { text: of.text, cite: of.cite ?? undefined, report: of.report ?? undefined },
          })}
          onSubmit={async ({ text: { zh, en }, cite, report }) => {
            const body = {
              text: { zh: zh.trim(), en: en.trim() },
              ...(cite !== undefined && { cite }),
              report: reportIn(report),
            };
            await add.give({ body: { ...body, ...(of !== undefined && { condition: of.id }) } });
            close();
          }}
        >
          <p>{t(of === undefined ? 'conditions.addText' : 'conditions.rewordText')}</p>
          <WordingField language="zh" />
          <WordingField language="en" />
          <CiteField />
          <ReportFields />
        </CommandForm>
      )}
    </DialogButton>
  );
}

function WordingField({ language }: { readonly language: 'zh' | 'en' }) {
  const { t } = useTranslation('review');
  return (
    <Form.Item name={['text', language]} label={t(`in.${language}`)} rules={[{ required: true, whitespace: true }]}>
      <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={20_000} lang={language} />
    </Form.Item>
  );
}

function CiteField() {
  const { t } = useTranslation('review');
  const inForce = useProvisions();
  return (
    <Form.Item name="cite" label={t('conditions.cite')} extra={t('conditions.citeHint')}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={[...inForce].map(([value, label]) => ({ value, label }))}
      />
    </Form.Item>
  );
}
