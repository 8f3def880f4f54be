import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api.ts';
import { useText } from '../../i18n/index.ts';
import { Act, freshId, Prose, SecondPerson, SignedBy } from './act.tsx';
import { useDesk } from './desk.tsx';

/** Conditions of the licence to come. None falls away in silence: dropping takes a reason and a second person. */
export function ConditionsPart() {
  const { t } = useTranslation('cases');
  const text = useText();
  const { state } = useDesk();
  const library = useLibrary();
  return (
    <>
      {state.conditions.length === 0 && <p className="soft">{t('conditions.none')}</p>}
      <ol className="conditions">
        {state.conditions.map(({ id, text: words, drop, dropped, ...set }) => (
          <li key={id} className={dropped === undefined ? undefined : 'dropped'}>
            <span className="prose">{text({ zh: words.zh, en: words.en ?? '' })}</span> <SignedBy of={set} />
            {drop === undefined && (
              <div className="row">
                <Act
                  small
                  command="drop-condition"
                  label={t('conditions.drop')}
                  name={`${t('conditions.drop')}: ${text({ zh: words.zh, en: words.en ?? '' })}`}
                  title={t('conditions.dropTitle')}
                  given={{ condition: id }}
                >
                  <p>{t('conditions.dropText')}</p>
                  <Prose name="reason" label={t('hits.reason')} />
                </Act>
              </div>
            )}
            {drop !== undefined && (
              <div className="drop">
                {t(dropped === undefined ? 'conditions.pending' : 'conditions.dropped', { reason: drop.reason })}{' '}
                <SignedBy of={drop} />{' '}
                {dropped === undefined ? (
                  <SecondPerson of="dropped-condition" id={id} />
                ) : (
                  <SignedBy of={dropped} countersigned />
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
      <div className="row form-end no-print">
        <Act
          command="set-condition"
          label={t('conditions.set')}
          make={({ library: chosen, zh, en }) => ({
            command: 'set-condition',
            condition: freshId(
              'condition',
              state.conditions.map(({ id }) => id),
            ),
            // With other words it is the officer's own, and not that of the library any more.
            ...(library.some(({ id, text: words }) => id === chosen && words.zh === zh && words.en === (en ?? '')) && {
              library: String(chosen),
            }),
            text: { zh: String(zh), ...(typeof en === 'string' && en.trim() !== '' && { en }) },
          })}
          initialValues={{ library: '' }}
        >
          <ConditionFields />
        </Act>
      </div>
    </>
  );
}

/** The conditions of the library that may be set now. */
function useLibrary() {
  return (useRead('condition.list').data?.body ?? []).filter(({ retiredAt }) => retiredAt === null);
}

function ConditionFields() {
  const { t } = useTranslation('cases');
  const text = useText();
  const form = Form.useFormInstance();
  const library = useLibrary();
  return (
    <>
      <Form.Item name="library" label={t('conditions.library')}>
        <Select
          options={[
            { value: '', label: t('conditions.own') },
            ...library.map(({ id, text: words }) => ({ value: id, label: text(words) })),
          ]}
          onChange={(chosen) => {
            const found = library.find(({ id }) => id === chosen);
            if (found !== undefined) form.setFieldsValue(found.text);
          }}
        />
      </Form.Item>
      <Prose name="zh" label={t('conditions.zh')} rows={3} />
      <Form.Item name="en" label={t('conditions.en')}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={20_000} lang="en" />
      </Form.Item>
    </>
  );
}
