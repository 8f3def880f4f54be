import { Link } from '@tanstack/react-router';
import { PARTY_LIST_KINDS, speaker } from '@ytterby/core';
import { Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { Act, freshId, Prose, SecondPerson, SignedBy } from './act.tsx';
import { useDesk } from './desk.tsx';

const MATCHES = ['false-positive', 'true-match'] as const;

/** Names like listed ones: each is judged by one person with a reason, and countersigned by another. */
export function HitsPart() {
  const { t } = useTranslation('cases');
  const say = speaker(useLanguage());
  const { state } = useDesk();
  const listed = state.application?.determination?.listed ?? [];
  const entryLink = (list: string, entry: string) => (
    <Link to="/parties/lists/entry" search={{ list, entry }}>
      {entry}
    </Link>
  );
  return (
    <>
      {listed.length > 0 && (
        <div className="notice fails">
          <p>
            <Icon name="warning" /> <strong>{t('hits.listed')}</strong>
          </p>
          <ul>
            {listed.map(({ party, list, kind, entry }) => (
              <li key={`${party} ${list} ${entry}`}>
                {party}: {say(`kind.${kind}`)} {entryLink(list, entry)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {state.hits.length === 0 ? (
        <p className="soft">{t('hits.none')}</p>
      ) : (
        <Records
          caption={t('parts.hits')}
          rows={state.hits}
          rowKey={({ hit }) => hit}
          columns={[
            { head: t('hits.party'), cell: ({ party }) => party },
            {
              head: t('hits.list'),
              cell: ({ list, kind, entry }) => (
                <>
                  {say(`kind.${kind}`)} {entryLink(list, entry)}
                </>
              ),
            },
            {
              head: t('hits.conclusion'),
              cell: ({ hit, party, judged, countersigned }) =>
                judged === undefined ? (
                  <>
                    <span className="lacking">
                      <Icon name="question" /> {t('hits.open')}
                    </span>{' '}
                    <Act
                      small
                      command="judge-hit"
                      label={t('hits.judge')}
                      name={`${t('hits.judge')}: ${party}`}
                      title={t('hits.judgeTitle', { party })}
                      given={{ hit }}
                    >
                      <Form.Item name="match" label={t('hits.match')} rules={[{ required: true }]}>
                        <Radio.Group options={MATCHES.map((value) => ({ value, label: t(`hits.${value}`) }))} />
                      </Form.Item>
                      <Prose name="reason" label={t('hits.reason')} />
                    </Act>
                  </>
                ) : (
                  <>
                    <span className={judged.match === 'true-match' ? 'bad' : 'good'}>
                      <Icon name={judged.match === 'true-match' ? 'warning' : 'check'} /> {t(`hits.${judged.match}`)}
                    </span>
                    <p className="prose">{judged.reason}</p>
                    <SignedBy of={judged} />
                    {countersigned === undefined ? (
                      <SecondPerson of="hit" id={hit} />
                    ) : (
                      <>
                        {' '}
                        <SignedBy of={countersigned} countersigned />
                      </>
                    )}
                  </>
                ),
            },
          ]}
        />
      )}
      <div className="row form-end no-print">
        <Act
          command="report-hits"
          label={t('hits.report')}
          make={(values) => ({
            command: 'report-hits',
            hits: [
              {
                hit: freshId(
                  'hit',
                  state.hits.map(({ hit }) => hit),
                ),
                ...values,
              } as never,
            ],
          })}
        >
          <Form.Item name="party" label={t('hits.party')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="kind" label={t('hits.kind')} rules={[{ required: true }]}>
            <Select options={PARTY_LIST_KINDS.map((value) => ({ value, label: say(`kind.${value}`) }))} />
          </Form.Item>
          <Form.Item name="list" label={t('hits.listId')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="entry" label={t('hits.entry')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={200} />
          </Form.Item>
        </Act>
      </div>
    </>
  );
}
