import { APPLICATION_KINDS, END_USES, OUTCOMES } from '@ytterby/core';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { CountriesSelect } from '../../components/country.tsx';
import { Icon } from '../../components/icon.tsx';
import { ManySelect } from '../../components/many-select.tsx';
import { FACTS, type Fact, firstOf, type RuleDraft, ruleOf } from './draft.ts';
import { RuleInWords, useSuggested, useValueName } from './in-words.tsx';

const VALUES = {
  kind: APPLICATION_KINDS,
  'end-use': END_USES,
  outcome: [...OUTCOMES, 'undetermined', 'unconfirmed', 'not-covered'],
} as const;

/** The fields of a rule: its name, when it speaks, what it suggests; and how it reads so far. */
export function RuleFields() {
  const { t } = useTranslation('review');
  return (
    <>
      <h2>{t('editor.name')}</h2>
      <div className="two-words">
        <WordsField at={['rule', 'name']} isNeeded />
      </div>
      <h2>{t('editor.when')}</h2>
      <p className="small soft">{t('editor.whenHint')}</p>
      <Conditions />
      <h2>{t('editor.suggests')}</h2>
      <p className="small soft">{t('editor.suggestsHint')}</p>
      <Suggestions />
      <SoFar />
    </>
  );
}

/** A text in both languages. */
function WordsField({
  at,
  isNeeded = false,
}: {
  readonly at: readonly (string | number)[];
  readonly isNeeded?: boolean;
}) {
  const { t } = useTranslation('review');
  return (['zh', 'en'] as const).map((language) => (
    <Form.Item
      key={language}
      name={[...at, language]}
      label={t(`in.${language}`)}
      rules={isNeeded ? [{ required: true, whitespace: true }] : []}
    >
      <Input maxLength={2_000} lang={language} />
    </Form.Item>
  ));
}

function Conditions() {
  const { t } = useTranslation('review');
  return (
    <Form.List
      name={['rule', 'when']}
      rules={[
        {
          validator: async (_, when: unknown[] | undefined) => {
            if ((when ?? []).length === 0) throw new Error(t('editor.noCondition'));
          },
        },
      ]}
    >
      {(fields, { add, remove }, { errors }) => (
        <>
          {fields.map(({ key, name }, index) => (
            <fieldset key={key} className="rule-part">
              <legend>{t('editor.condition', { n: index + 1 })}</legend>
              <ConditionFields at={name} />
              <Button
                size="small"
                aria-label={t('editor.removeCondition', { n: index + 1 })}
                onClick={() => remove(name)}
              >
                <Icon name="remove" /> {t('editor.remove')}
              </Button>
            </fieldset>
          ))}
          <Form.ErrorList errors={errors} />
          <Button disabled={fields.length >= 20} onClick={() => add(firstOf('destination'))}>
            <Icon name="add" /> {t('editor.addCondition')}
          </Button>
        </>
      )}
    </Form.List>
  );
}

function ConditionFields({ at }: { readonly at: number }) {
  const { t } = useTranslation('review');
  const form = Form.useFormInstance<{ rule: RuleDraft }>();
  const fact = Form.useWatch<Fact | undefined>(['rule', 'when', at, 'fact'], form);
  return (
    <div className="condition-fields">
      <Form.Item name={[at, 'fact']} label={t('editor.fact')} rules={[{ required: true }]}>
        <Select
          options={FACTS.map((value) => ({ value, label: t(`facts.${value}`) }))}
          onChange={(value: Fact) => form.setFieldValue(['rule', 'when', at], firstOf(value))}
        />
      </Form.Item>
      {fact !== undefined && <ValueFields key={fact} at={at} fact={fact} />}
    </div>
  );
}

function ValueFields({ at, fact }: { readonly at: number; readonly fact: Fact }) {
  const { t } = useTranslation('review');
  const valueName = useValueName();
  const needed = [{ required: true }];
  switch (fact) {
    case 'destination':
      return (
        <Form.Item name={[at, 'in']} label={t('editor.isOneOf')} rules={needed}>
          <CountriesSelect />
        </Form.Item>
      );
    case 'control-code':
      return (
        <Form.Item
          name={[at, 'startsWith']}
          label={t('editor.startsWith')}
          extra={t('editor.codesHint')}
          rules={needed}
        >
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',', '，', '、', ';', '；']} />
        </Form.Item>
      );
    case 'hit':
    case 'first-application':
      return (
        <Form.Item name={[at, 'is']} label={t('editor.is')} rules={needed}>
          <Select options={[true, false].map((value) => ({ value, label: t(value ? 'editor.yes' : 'editor.no') }))} />
        </Form.Item>
      );
    case 'value':
      return (
        <div className="two-words">
          <Form.Item
            name={[at, 'currency']}
            label={t('editor.currency')}
            normalize={(value: string) => value.toUpperCase()}
            rules={[...needed, { pattern: /^[A-Z]{3}$/, message: t('editor.notCurrency') }]}
          >
            <Input maxLength={3} className="code" />
          </Form.Item>
          <Form.Item
            name={[at, 'over']}
            label={t('editor.over')}
            extra={t('editor.overHint')}
            rules={[...needed, { pattern: /^\d+(\.\d+)?$/, message: t('editor.notAmount') }]}
          >
            <Input inputMode="decimal" maxLength={40} />
          </Form.Item>
        </div>
      );
    default:
      return (
        <Form.Item name={[at, 'in']} label={t('editor.isOneOf')} rules={needed}>
          <ManySelect options={VALUES[fact].map((value) => ({ value, label: valueName(fact, value) }))} />
        </Form.Item>
      );
  }
}

function Suggestions() {
  const { t } = useTranslation('review');
  const { departments, conditions } = useSuggested();
  return (
    <>
      <Flags />
      <Form.Item name={['rule', 'suggests', 'departments']} label={t('editor.departments')}>
        <ManySelect options={departments} />
      </Form.Item>
      <Form.Item name={['rule', 'suggests', 'conditions']} label={t('editor.conditions')}>
        <ManySelect options={conditions} />
      </Form.Item>
    </>
  );
}

function Flags() {
  const { t } = useTranslation('review');
  const form = Form.useFormInstance<{ rule: RuleDraft }>();
  return (
    <Form.List
      name={['rule', 'suggests', 'flags']}
      rules={[
        {
          validator: async () => {
            const { flags, departments, conditions } = ruleOf(form.getFieldValue('rule') as RuleDraft).suggests;
            if (flags.length + departments.length + conditions.length === 0) throw new Error(t('editor.noSuggestion'));
          },
        },
      ]}
    >
      {(fields, { add, remove }, { errors }) => (
        <>
          {fields.map(({ key, name }, index) => (
            <fieldset key={key} className="rule-part">
              <legend>{t('editor.flag', { n: index + 1 })}</legend>
              <div className="two-words">
                <WordsField at={[name]} />
              </div>
              <Button size="small" aria-label={t('editor.removeFlag', { n: index + 1 })} onClick={() => remove(name)}>
                <Icon name="remove" /> {t('editor.remove')}
              </Button>
            </fieldset>
          ))}
          <Form.ErrorList errors={errors} />
          <Button className="add-flag" disabled={fields.length >= 20} onClick={() => add({})}>
            <Icon name="add" /> {t('editor.addFlag')}
          </Button>
        </>
      )}
    </Form.List>
  );
}

/** The rule as a sentence while it is written. */
function SoFar() {
  const { t } = useTranslation('review');
  const form = Form.useFormInstance<{ rule: RuleDraft }>();
  const draft = Form.useWatch<RuleDraft | undefined>('rule', { form, preserve: true });
  return (
    <div className="notice" aria-live="polite">
      <p className="small soft">{t('editor.soFar')}</p>
      <RuleInWords of={ruleOf(draft ?? {})} />
    </div>
  );
}
