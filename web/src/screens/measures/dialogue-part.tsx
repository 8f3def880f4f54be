import { dateText } from '@ytterby/core';
import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import { Failure } from '../../components/failure.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { ManySelect } from '../../components/many-select.tsx';
import { useLanguage, useMoment, useText } from '../../i18n/index.ts';
import { useMay } from '../administration/may.ts';
import { beijingToday } from '../ask/beijing.ts';
import { usePartnerName } from '../impact/words.ts';
import { useMeasure } from './measure-context.ts';

type Round = Reply<'dialogue.list'>[number];
type Notices = Reply<'partner-notice.list'>['notices'];

/** Rounds of dialogue with partners about the measure. */
export function MeasureDialogue() {
  const { t } = useTranslation('measures');
  const may = useMay();
  const { measure } = useMeasure();
  const params = { measure: measure.id };
  const rounds = useRead('dialogue.list', { params });
  const notices = useRead('partner-notice.list', { params });
  return (
    <Loaded query={rounds} lines={4}>
      {({ body }) => (
        <Loaded query={notices} lines={4}>
          {({ body: { notices: told } }) => (
            <>
              <section className="card">
                <div className="card-head">
                  <h2>{t('parts.dialogue')}</h2>
                  {may('dialogue.record') && told.length > 0 && <Plan partners={told.map(({ partner }) => partner)} />}
                </div>
                <p className="soft">{t('dialogue.lead')}</p>
                {body.length === 0 && <p>{t(told.length === 0 ? 'dialogue.noPartners' : 'dialogue.none')}</p>}
              </section>
              {body.map((round) => (
                <OneRound key={round.id} of={round} notices={told} />
              ))}
            </>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

function OneRound({ of, notices }: { readonly of: Round; readonly notices: Notices }) {
  const { t } = useTranslation(['measures', 'shell']);
  const text = useText();
  const language = useLanguage();
  const name = usePartnerName();
  const may = useMay();
  const { heldOn, place, partners, agenda, minutes } = of;
  const last = minutes.at(-1);
  return (
    <section className="card dialogue-round">
      <div className="card-head">
        <h2>{t('dialogue.round', { day: dateText(heldOn, language), place })}</h2>
        {may('dialogue.record') && <WriteMinutes of={of} notices={notices} />}
      </div>
      <p>
        <span className="soft">{t('dialogue.partners')}</span> {partners.map(name).join(t('shell:comma'))}
      </p>
      <h3>{t('dialogue.agenda')}</h3>
      <ol>
        {text(agenda)
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((line, index) => (
            <li key={index}>{line.replace(/^\s*\d+[.、]\s*/, '')}</li>
          ))}
      </ol>
      <h3>{t('dialogue.minutes')}</h3>
      {last === undefined ? (
        <p className="soft">{t('dialogue.noMinutes')}</p>
      ) : (
        <>
          <Minutes of={last} notices={notices} />
          {minutes.length > 1 && (
            <details>
              <summary>{t('dialogue.earlier', { count: minutes.length - 1 })}</summary>
              {minutes.slice(0, -1).map((each) => (
                <Minutes key={each.version} of={each} notices={notices} />
              ))}
            </details>
          )}
        </>
      )}
    </section>
  );
}

function Minutes({ of, notices }: { readonly of: Round['minutes'][number]; readonly notices: Notices }) {
  const { t } = useTranslation(['measures', 'shell']);
  const moment = useMoment();
  const replies = useReplies(notices);
  const settled = replies.filter(({ sequence }) => of.settles.includes(sequence));
  return (
    <div className="minutes">
      <p className="small soft">
        {t('dialogue.version', { version: of.version, name: of.writtenBy, at: moment(of.writtenAt) })}
      </p>
      {of.attendees !== '' && (
        <p className="as-typed">
          <span className="soft">{t('dialogue.attendees')}</span> {of.attendees}
        </p>
      )}
      <p className="as-typed">{of.text}</p>
      {settled.length > 0 && (
        <p className="small">
          {t('dialogue.settled', { replies: settled.map(({ label }) => label).join(t('shell:comma')) })}
        </p>
      )}
    </div>
  );
}

/** The replies of partners, each named by partner, day and how it begins. */
function useReplies(
  notices: Notices,
): { readonly sequence: number; readonly partner: string; readonly label: string }[] {
  const language = useLanguage();
  const name = usePartnerName();
  return notices.flatMap(({ partner, replies }) =>
    replies.map(({ sequence, on, text }) => ({
      sequence,
      partner,
      label: `${name(partner)} ${dateText(on, language)} “${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`,
    })),
  );
}

interface PlanTyped {
  readonly partners: string[];
  readonly heldOn: string;
  readonly place: string;
  readonly agenda?: { readonly zh?: string; readonly en?: string };
}

function Plan({ partners }: { readonly partners: readonly string[] }) {
  const { t } = useTranslation('measures');
  const name = usePartnerName();
  const { measure } = useMeasure();
  const plan = useCommand('dialogue.plan');
  const needed = [{ required: true }];
  return (
    <DialogButton type="primary" label={t('dialogue.plan')} title={t('dialogue.plan')}>
      {(close) => (
        <CommandForm<PlanTyped>
          submit={t('dialogue.save')}
          initialValues={{ heldOn: beijingToday() }}
          onSubmit={async ({ agenda, ...values }) => {
            const [zh, en] = [agenda?.zh?.trim() ?? '', agenda?.en?.trim() ?? ''];
            // One language alone is sent, and refused at the field of the other.
            const body = { ...values, ...((zh !== '' || en !== '') && { agenda: { zh, en } }) };
            await plan.give({ params: { measure: measure.id }, body });
            close();
          }}
        >
          <Form.Item name="partners" label={t('dialogue.partners')} rules={needed}>
            <ManySelect options={partners.map((value) => ({ value, label: name(value) }))} />
          </Form.Item>
          <Form.Item name="heldOn" label={t('dialogue.heldOn')} rules={needed}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="place" label={t('dialogue.place')} rules={needed}>
            <Input maxLength={500} />
          </Form.Item>
          <Agenda />
        </CommandForm>
      )}
    </DialogButton>
  );
}

function Agenda() {
  const { t } = useTranslation('measures');
  const { measure } = useMeasure();
  const form = Form.useFormInstance<PlanTyped>();
  const partners = Form.useWatch<readonly string[] | undefined>('partners', form) ?? [];
  const [error, setError] = useState<unknown>();
  const draft = async () => {
    setError(undefined);
    try {
      const given = { params: { measure: measure.id }, query: { partners: partners.join(',') } };
      const { body } = await client.call('dialogue.draft-agenda', given);
      form.setFieldsValue({ agenda: body });
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <>
      <p className="row">
        <Button size="small" disabled={partners.length === 0} onClick={() => void draft()}>
          {t('dialogue.draftAgenda')}
        </Button>
        <span className="small soft">{t('dialogue.agendaHelp')}</span>
      </p>
      {error !== undefined && <Failure error={error} />}
      {(['zh', 'en'] as const).map((language) => (
        <Form.Item key={language} name={['agenda', language]} label={t(`dialogue.agendaIn.${language}`)}>
          <Input.TextArea lang={language === 'zh' ? 'zh-Hans' : 'en'} autoSize={{ minRows: 3 }} />
        </Form.Item>
      ))}
    </>
  );
}

function WriteMinutes({ of: round, notices }: { readonly of: Round; readonly notices: Notices }) {
  const { t } = useTranslation('measures');
  const { measure } = useMeasure();
  const write = useCommand('dialogue.write-minutes');
  const last = round.minutes.at(-1);
  const replies = useReplies(notices).filter(({ partner }) => round.partners.includes(partner));
  const label = t(last === undefined ? 'dialogue.writeMinutes' : 'dialogue.newVersion');
  return (
    <DialogButton label={label} title={label}>
      {(close) => (
        <CommandForm<{ attendees?: string; text: string; settles?: number[] }>
          submit={t('dialogue.saveMinutes')}
          initialValues={{ attendees: last?.attendees, text: last?.text, settles: last?.settles }}
          onSubmit={async ({ attendees = '', text, settles = [] }) => {
            await write.give({
              params: { measure: measure.id, round: round.id },
              body: { version: (last?.version ?? 0) + 1, attendees, text, settles },
            });
            close();
          }}
        >
          <Form.Item name="attendees" label={t('dialogue.attendees')}>
            <Input.TextArea autoSize={{ minRows: 1 }} />
          </Form.Item>
          <Form.Item name="text" label={t('dialogue.text')} rules={[{ required: true }]}>
            <Input.TextArea autoSize={{ minRows: 5 }} />
          </Form.Item>
          {replies.length === 0 ? (
            <p className="soft">{t('dialogue.noReplies')}</p>
          ) : (
            <Form.Item name="settles" label={t('dialogue.settles')}>
              <Checkbox.Group
                className="many-lines"
                options={replies.map((reply) => ({ value: reply.sequence, label: reply.label }))}
              />
            </Form.Item>
          )}
        </CommandForm>
      )}
    </DialogButton>
  );
}
