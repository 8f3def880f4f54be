import { dateText } from '@ytterby/core';
import { ANSWER_TYPES, type CaseCommand } from '@ytterby/core/licensing';
import { AutoComplete, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { beijingToday } from '../ask/beijing.ts';
import { Act, freshId, SignedBy } from './act.tsx';
import { useDesk } from './desk.tsx';

type Question = Extract<CaseCommand, { command: 'ask-information' }>['questions'][number];
interface Typed {
  readonly zh: string;
  readonly en?: string;
  readonly type: Question['type'];
  readonly field: string;
}

/** Questions to the applicant, and the answers that came. */
export function RequestsPart() {
  const { t } = useTranslation('cases');
  const text = useText();
  const language = useLanguage();
  const { state, personName } = useDesk();
  const targets = useTargets();
  const fieldName = ({ type, field }: Question) => targets(type).find(({ value }) => value === field)?.label ?? field;
  return (
    <>
      {state.requests.length === 0 && <p className="soft">{t('requests.none')}</p>}
      {state.requests.map(({ id, questions, answered, by, on, lastDay }) => (
        <article key={id} className="written">
          <p className="small soft">
            {t('requests.asked', { day: dateText(on, language), person: personName(by.person) })}
          </p>
          <ol>
            {questions.map((question) => {
              const answer = answered?.answers.find((each) => each.question === question.id);
              return (
                <li key={question.id}>
                  {text({ zh: question.text.zh, en: question.text.en ?? '' })}{' '}
                  <span className="small soft">
                    {t(`requests.types.${question.type}`)} → {fieldName(question)}
                  </span>
                  {answer !== undefined && <p className="prose answer">{answer.value}</p>}
                </li>
              );
            })}
          </ol>
          {answered === undefined ? (
            <p className="lacking">
              <Icon name="question" /> {t('requests.open')}
              {lastDay !== undefined && <> {t('requests.lastDay', { day: dateText(lastDay, language) })}</>}
            </p>
          ) : (
            <p className="small">
              {t('requests.answered', { day: dateText(answered.on, language) })} <SignedBy of={answered} />
            </p>
          )}
        </article>
      ))}
      <div className="row form-end no-print">
        <Act
          command="ask-information"
          label={t('requests.ask')}
          initialValues={{ questions: [{ type: 'text' }] }}
          make={({ questions, lastDay }) => ({
            command: 'ask-information',
            request: freshId(
              'request',
              state.requests.map(({ id }) => id),
            ),
            questions: (questions as readonly Typed[]).map(({ zh, en, type, field }, index) => ({
              id: `q${index + 1}`,
              text: { zh, ...(en !== undefined && en.trim() !== '' && { en }) },
              type,
              field,
            })),
            ...(typeof lastDay === 'string' && lastDay !== '' && { lastDay }),
          })}
        >
          <Questions />
          <Form.Item name="lastDay" label={t('requests.answerBy')} extra={t('requests.answerByHint')}>
            <Input type="date" min={beijingToday()} />
          </Form.Item>
        </Act>
      </div>
    </>
  );
}

/** Where an answer can land: the fields that the check asks about most, and the papers that are missing. */
function useTargets(): (type: Question['type']) => { value: string; label: string }[] {
  const { t } = useTranslation('cases');
  const text = useText();
  const { of, state } = useDesk();
  const { lines = [], endUsers = [], technology } = state.application ?? {};
  const named = (path: string, ...labels: string[]) => ({
    value: path,
    label: labels.filter((each) => each !== '').join(' · '),
  });
  const fields = [
    named('endUse.description', t('application.endUse'), t('application.description')),
    named('endUse.place', t('application.place')),
    ...endUsers.flatMap(({ nameZh, name }, at) => [
      named(`endUsers[${at}].address`, t('application.address'), nameZh ?? name ?? ''),
      named(`endUsers[${at}].military`, t('application.military'), nameZh ?? name ?? ''),
    ]),
    ...lines.flatMap(({ nameZh, description, id }, at) => [
      named(`lines[${at}].description`, t('application.description'), nameZh ?? description ?? id),
      named(`lines[${at}].quantity`, t('application.quantity'), nameZh ?? description ?? id),
      named(`lines[${at}].origin`, t('application.origin'), nameZh ?? description ?? id),
    ]),
    ...(technology === undefined ? [] : [named('technology.parameters', t('technology.parameters'))]),
    named('contract.number', t('application.contract')),
    named('remarks', t('application.remarks')),
  ];
  const papers = of.papers.map(({ paper, name }) => ({ value: paper, label: text(name) }));
  return (type) => (type === 'paper' ? papers : fields);
}

function Questions() {
  const { t } = useTranslation('cases');
  const targets = useTargets();
  const required = [{ required: true, whitespace: true }];
  return (
    <Form.List name="questions">
      {(questions, { add, remove }) => (
        <>
          <p className="small soft">{t('requests.askLead')}</p>
          {questions.map(({ key, name }, index) => (
            <fieldset key={key} className="asked">
              <legend>{t('requests.question', { n: index + 1 })}</legend>
              <Form.Item name={[name, 'zh']} label={t('requests.zh')} rules={required}>
                <Input.TextArea autoSize maxLength={20_000} lang="zh-Hans" />
              </Form.Item>
              <Form.Item name={[name, 'en']} label={t('requests.en')}>
                <Input.TextArea autoSize maxLength={20_000} lang="en" />
              </Form.Item>
              <Form.Item name={[name, 'type']} label={t('requests.type')} rules={[{ required: true }]}>
                <Select options={ANSWER_TYPES.map((value) => ({ value, label: t(`requests.types.${value}`) }))} />
              </Form.Item>
              <Form.Item noStyle dependencies={[['questions', name, 'type']]}>
                {({ getFieldValue }) => (
                  <Form.Item name={[name, 'field']} label={t('requests.field')} rules={required}>
                    <AutoComplete
                      showSearch={{
                        filterOption: (typed, option) => `${option?.label} ${option?.value}`.includes(typed),
                      }}
                      options={targets(getFieldValue(['questions', name, 'type']) as Question['type'])}
                    />
                  </Form.Item>
                )}
              </Form.Item>
              {questions.length > 1 && (
                <Button size="small" onClick={() => remove(name)}>
                  <Icon name="remove" /> {t('requests.remove')}
                </Button>
              )}
            </fieldset>
          ))}
          <Button onClick={() => add({ type: 'text' })}>
            <Icon name="add" /> {t('requests.add')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
