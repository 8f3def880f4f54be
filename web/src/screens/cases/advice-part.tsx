import { dateText } from '@ytterby/core';
import { Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { Act, freshId, Prose, SecondPerson, SignedBy } from './act.tsx';
import { AdviceDays } from './clock.tsx';
import { useDesk } from './desk.tsx';
import { OpinionField, OpinionMark } from './opinion.tsx';

/** The departments that were asked, what they said, and what came of it together. */
export function AdvicePart() {
  const { t } = useTranslation('cases');
  const text = useText();
  const language = useLanguage();
  const { of, state } = useDesk();
  const { consolidation } = state;
  const department = (id: string) => {
    const found = of.departments.find((each) => each.id === id);
    return found === undefined ? id : text(found.name);
  };
  return (
    <>
      {state.advice.length === 0 && <p className="soft">{t('advice.none')}</p>}
      {state.advice.map(({ id, question, workingDays, given, countersigned, closed, ...asked }) => (
        <article key={id} className="written">
          <h3>{department(asked.department)}</h3>
          <p className="prose">{question}</p>
          <p className="small soft">{t('advice.asked', { day: dateText(asked.on, language), count: workingDays })}</p>
          <AdviceDays of={of.adviceClocks.find((each) => each.id === id)} />
          {given === undefined && closed === undefined && (
            <p className="lacking">
              <Icon name="question" /> {t('advice.waiting')}
            </p>
          )}
          {given !== undefined && (
            <>
              <OpinionMark of={given.opinion} />
              <p className="prose">{given.reason}</p>
              <SignedBy of={given} />{' '}
              {countersigned === undefined ? (
                closed === undefined && <span className="small">{t('second.waits')}</span>
              ) : (
                <SignedBy of={countersigned} countersigned />
              )}
            </>
          )}
          {closed !== undefined && (
            <p>
              {t('advice.closed', { reason: closed.reason })} <SignedBy of={closed} />
            </p>
          )}
          {countersigned === undefined && closed === undefined && (
            <div className="row">
              <Act
                small
                command="close-advice"
                label={t('advice.close')}
                name={`${t('advice.close')}: ${department(asked.department)}`}
                given={{ advice: id }}
              >
                <Prose name="reason" label={t('advice.reason')} />
              </Act>
            </div>
          )}
        </article>
      ))}
      {consolidation !== null && (
        <article className="written">
          <h3>{t('advice.consolidated')}</h3>
          <OpinionMark of={consolidation.opinion} />
          <p className="prose">{consolidation.text}</p>
          <SignedBy of={consolidation} />{' '}
          {consolidation.countersigned === undefined ? (
            <SecondPerson of="consolidation" />
          ) : (
            <SignedBy of={consolidation.countersigned} countersigned />
          )}
        </article>
      )}
      <div className="row form-end no-print">
        <Act
          command="ask-advice"
          label={t('advice.ask')}
          initialValues={{ workingDays: 10 }}
          given={{
            advice: freshId(
              'advice',
              state.advice.map(({ id }) => id),
            ),
          }}
        >
          {of.departments.length === 0 && <p className="notice warns">{t('advice.noDepartments')}</p>}
          <Form.Item name="department" label={t('advice.department')} rules={[{ required: true }]}>
            <Select options={of.departments.map(({ id, name }) => ({ value: id, label: text(name) }))} />
          </Form.Item>
          <Prose name="question" label={t('advice.question')} />
          <Form.Item name="workingDays" label={t('advice.days')} rules={[{ required: true }]}>
            <InputNumber min={1} max={250} precision={0} />
          </Form.Item>
        </Act>
        {state.advice.length > 0 && consolidation?.countersigned === undefined && (
          <Act
            command="consolidate"
            label={t('advice.consolidate')}
            trial={{ command: 'consolidate', opinion: 'no-objection', text: '.' }}
          >
            <OpinionField />
            <Prose name="text" label={t('advice.text')} />
          </Act>
        )}
      </div>
    </>
  );
}
