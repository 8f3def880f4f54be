import { dateText } from '@ytterby/core';
import type { Advice, CaseCommand } from '@ytterby/core/licensing';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useCommand, useRead, useSession } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useLanguage, useText } from '../../i18n/index.ts';
import { Prose } from './act.tsx';
import { ApplicationPart, useKindName } from './application-part.tsx';
import { AdviceDays } from './clock.tsx';
import { DocumentList } from './documents-part.tsx';
import { FrozenAnswer } from './frozen-answer.tsx';
import { type Opinion, OpinionField, OpinionMark } from './opinion.tsx';
import '../workspace/workspace.css';
import './cases.css';

type AskedCase = Reply<'advice.list'>[number];

/** For a department's adviser: the cases on which it was asked, and what it answers. */
export function AdviceDesk() {
  const { t } = useTranslation('cases');
  const text = useText();
  const id = useId();
  const [chosen, setChosen] = useState<string>();
  return (
    <Page title={t('advice.title')} lead={t('advice.lead')}>
      <Loaded query={useSession()} lines={2}>
        {({ body: { organisations } }) => {
          const units = organisations.filter(({ actions }) => actions.includes('advice.read'));
          const unit = units.find((each) => each.id === chosen) ?? units[0];
          if (unit === undefined) return <p className="soft">{t('advice.nothing')}</p>;
          return (
            <div className="stack">
              {units.length > 1 && (
                <div className="row">
                  <label htmlFor={id}>{t('advice.organisation')}</label>
                  <Select
                    id={id}
                    value={unit.id}
                    options={units.map((each) => ({ value: each.id, label: text(each.name) }))}
                    onChange={setChosen}
                  />
                </div>
              )}
              <AskedCases key={unit.id} organisation={unit.id} />
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}

const isOpen = ({ countersigned, closed }: Advice) => countersigned === undefined && closed === undefined;

function AskedCases({ organisation }: { readonly organisation: string }) {
  const { t } = useTranslation('cases');
  const asked = useRead('advice.list', { params: { organisation } });
  return (
    <Loaded query={asked}>
      {({ body }) =>
        body.length === 0 ? (
          <p className="soft">{t('advice.nothing')}</p>
        ) : (
          // What waits for an answer comes first.
          body
            .toSorted((a, b) => Number(b.advice.some(isOpen)) - Number(a.advice.some(isOpen)))
            .map((each) => <Asked key={each.id} of={each} organisation={organisation} />)
        )
      }
    </Loaded>
  );
}

function Asked({ of, organisation }: { readonly of: AskedCase; readonly organisation: string }) {
  const { t } = useTranslation('cases');
  const text = useText();
  const language = useLanguage();
  const kind = useKindName();
  return (
    <article className="card case-page">
      <h2>
        {of.number} {text(of.applicant)}
      </h2>
      <p className="soft">
        {kind(of.kind)} · {text(of.statusText)}
      </p>
      {of.advice.map((advice) => (
        <section key={advice.id} className="written">
          <p className="prose">{advice.question}</p>
          <p className="small soft">
            {t('advice.asked', { day: dateText(advice.on, language), count: advice.workingDays })}
          </p>
          <AdviceDays of={of.adviceClocks.find((each) => each.id === advice.id)} />
          {advice.given !== undefined && (
            <>
              <OpinionMark of={advice.given.opinion} />
              <p className="prose">{advice.given.reason}</p>
            </>
          )}
          {advice.closed !== undefined && <p>{t('advice.closed', { reason: advice.closed.reason })}</p>}
          {advice.countersigned !== undefined && (
            <p className="good">
              <Icon name="check" /> {t('commands.countersign')}
            </p>
          )}
          {isOpen(advice) && of.status === 'in-review' && (
            <Answer advice={advice} of={of} organisation={organisation} />
          )}
        </section>
      ))}
      <details>
        <summary>{t('parts.application')}</summary>
        <ApplicationPart of={of.application} />
      </details>
      <details>
        <summary>{t('parts.determination')}</summary>
        <FrozenAnswer of={of.determination} />
      </details>
      <details>
        <summary>{t('parts.documents')}</summary>
        <DocumentList
          of={of.documents}
          onGet={async (document) =>
            (await client.call('advice.document', { params: { organisation, case: of.id, document } })).body
          }
        />
      </details>
    </article>
  );
}

interface AnswerProps {
  readonly advice: Advice;
  readonly of: AskedCase;
  readonly organisation: string;
}

/** Advice is given by one person and countersigned by another of the same department. */
function Answer({ advice: { id, given }, of, organisation }: AnswerProps) {
  const { t } = useTranslation('cases');
  const command = useCommand('advice.act');
  const me = useSession().data?.body.account?.id;
  const act = (body: CaseCommand) =>
    command.give({ params: { organisation, case: of.id }, body, revision: of.version });
  if (given === undefined)
    return (
      <DialogButton type="primary" label={t('advice.give')} title={t('advice.give')}>
        {(close) => (
          <CommandForm<{ opinion: Opinion; reason: string }>
            submit={t('advice.give')}
            onSubmit={async (values) => {
              await act({ command: 'give-advice', advice: id, ...values });
              close();
            }}
          >
            <OpinionField />
            <Prose name="reason" label={t('advice.reason')} />
          </CommandForm>
        )}
      </DialogButton>
    );
  if (given.by.person === me) return <p className="small">{t('second.waits')}</p>;
  const signed = { of: 'advice', id } as const;
  return (
    <div className="row">
      <DialogButton type="primary" label={t('second.countersign')} title={t('second.countersignTitle')}>
        {(close) => (
          <CommandForm
            submit={t('second.countersign')}
            onSubmit={async () => {
              await act({ command: 'countersign', ...signed });
              close();
            }}
          >
            <p>{t('second.countersignText')}</p>
          </CommandForm>
        )}
      </DialogButton>
      <DialogButton label={t('second.decline')} title={t('second.declineTitle')}>
        {(close) => (
          <CommandForm<{ reason: string }>
            submit={t('second.decline')}
            onSubmit={async ({ reason }) => {
              await act({ command: 'decline', ...signed, reason });
              close();
            }}
          >
            <p>{t('second.declineText')}</p>
            <Prose name="reason" label={t('hits.reason')} />
          </CommandForm>
        )}
      </DialogButton>
    </div>
  );
}
