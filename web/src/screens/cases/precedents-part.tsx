import { Link } from '@tanstack/react-router';
import { dateText } from '@ytterby/core';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { Act, freshId, Prose, SignedBy } from './act.tsx';
import { useKindName } from './application-part.tsx';
import { type OfficerCase, useDesk } from './desk.tsx';
import { useCountryName } from '../../components/country.tsx';

type Precedent = OfficerCase['precedents'][number];

/** Earlier decided cases with what differs here, and the technical assessment that relies on them. */
export function PrecedentsPart() {
  const { t } = useTranslation('cases');
  const text = useText();
  const language = useLanguage();
  const { of, state } = useDesk();
  const differences = useDifferences(of);
  const { precedents } = of;
  return (
    <>
      <h3>{t('precedents.similar')}</h3>
      {precedents.length === 0 ? (
        <p className="soft">{t('precedents.none')}</p>
      ) : (
        <Records
          caption={t('precedents.similar')}
          rows={precedents}
          rowKey={({ id }) => id}
          columns={[
            {
              head: t('parts.decision'),
              cell: ({ id, number, status, statusText, clock }) => (
                <>
                  <Link to="/cases/$case" params={{ case: id }}>
                    {number}
                  </Link>{' '}
                  <span className={status === 'granted' ? 'good' : 'bad'}>
                    <Icon name={status === 'granted' ? 'check' : 'cross'} /> {text(statusText)}
                  </span>
                  {clock.is === 'over' && <div className="small soft">{dateText(clock.on, language)}</div>}
                </>
              ),
            },
            {
              head: t('application.lines'),
              cell: ({ applicant, endUser, item }) => [text(applicant), endUser, item].filter(Boolean).join(' · '),
            },
            { head: t('precedents.differs'), cell: (precedent) => differences(precedent) },
          ]}
        />
      )}
      <h3>{t('precedents.assessments')}</h3>
      {state.assessments.length === 0 && <p className="soft">{t('precedents.notAssessed')}</p>}
      {state.assessments.map((assessment) => (
        <article key={assessment.assessment} className="written">
          <p className="prose">{assessment.text}</p>
          {assessment.precedents.length > 0 && (
            <ul>
              {assessment.precedents.map(({ case: id, differs }) => (
                <li key={id}>
                  <Link to="/cases/$case" params={{ case: id }}>
                    {precedents.find((each) => each.id === id)?.number ?? id}
                  </Link>{' '}
                  {t('precedents.differsIn', { what: differs })}
                </li>
              ))}
            </ul>
          )}
          <SignedBy of={assessment} />
        </article>
      ))}
      <Assess />
    </>
  );
}

/** The technical assessment, with what differs in each precedent that it relies on. */
export function Assess() {
  const { t } = useTranslation('cases');
  const text = useText();
  const { of, state } = useDesk();
  const differences = useDifferences(of);
  const { precedents } = of;
  return (
    <div className="row form-end no-print">
      <Act
        command="assess"
        label={t('precedents.write')}
        title={t('precedents.assess')}
        make={({ text: words, differs }) => ({
          command: 'assess',
          assessment: freshId(
            'assessment',
            state.assessments.map((each) => each.assessment),
          ),
          text: String(words),
          precedents: Object.entries((differs ?? {}) as Record<string, string | undefined>).flatMap(([id, what]) =>
            what === undefined || what.trim() === '' ? [] : [{ case: id, differs: what }],
          ),
        })}
      >
        <Prose name="text" label={t('precedents.text')} rows={6} />
        {precedents.length > 0 && <p className="small soft">{t('precedents.compareLead')}</p>}
        {precedents.map((precedent) => (
          <Form.Item
            key={precedent.id}
            name={['differs', precedent.id]}
            label={`${precedent.number ?? ''} ${text(precedent.statusText)}`}
            extra={differences(precedent)}
          >
            <Input.TextArea autoSize maxLength={20_000} />
          </Form.Item>
        ))}
      </Act>
    </div>
  );
}

/** In which of the things that can be compared a precedent differs from this case. */
function useDifferences(of: OfficerCase): (precedent: Precedent) => string {
  const { t } = useTranslation('cases');
  const { t: shell } = useTranslation();
  const kind = useKindName();
  const country = useCountryName();
  return (precedent) => {
    const found = [
      precedent.kind !== of.kind && kind(precedent.kind),
      precedent.destination !== of.destination && precedent.destination !== null && country(precedent.destination),
      precedent.endUser !== of.endUser && precedent.endUser,
      precedent.item !== of.item && precedent.item,
    ].filter((each): each is string => typeof each === 'string');
    return found.length === 0 ? t('precedents.same') : t('precedents.differsIn', { what: found.join(shell('comma')) });
  };
}
