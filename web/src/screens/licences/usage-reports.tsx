import { dateText } from '@ytterby/core';
import { REPORT_STAGE_NAMES, REPORT_STAGES, type ReportStage } from '@ytterby/core/licensing';
import { AutoComplete, Form, Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type Reply, useCommand, useRead } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { DialogButton } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useMoment, useText } from '../../i18n/index.ts';
import { beijingToday } from '../ask/beijing.ts';
import { Prose } from '../cases/act.tsx';

type Usage = Reply<'usage-report.list'>;
interface Held {
  readonly organisation: string;
  readonly licence: string;
}

/** Reports on transport, arrival, installation and use, as their holder makes them. */
export function OwnUsageReports({ params, mayReport }: { readonly params: Held; readonly mayReport: boolean }) {
  const usage = useRead('usage-report.list', { params });
  return (
    <Part>
      <Loaded query={usage} lines={3}>
        {({ body }) => (
          <>
            <Reports of={body} />
            {mayReport && <MakeReport params={params} exports={body.exports} />}
          </>
        )}
      </Loaded>
    </Part>
  );
}

/** The same, as the authority reads them. */
export function RegisteredUsageReports({ licence }: { readonly licence: string }) {
  const usage = useRead('register.usage-reports', { params: { licence } });
  return (
    <Part>
      <Loaded query={usage} lines={3}>
        {({ body }) => <Reports of={body} />}
      </Loaded>
    </Part>
  );
}

function Part({ children }: { readonly children: React.ReactNode }) {
  const { t } = useTranslation('licences');
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{t('usage.title')}</h2>
      <p className="small soft">{t('usage.lead')}</p>
      {children}
    </section>
  );
}

function Reports({ of: { exports, reports } }: { readonly of: Usage }) {
  const { t } = useTranslation('licences');
  const text = useText();
  const language = useLanguage();
  const moment = useMoment();
  const untold = exports.filter(({ declaration }) => !reports.some((each) => each.declaration === declaration));
  return (
    <>
      {untold.length > 0 && (
        <p>
          {t('usage.untold', {
            exports: untold.map(({ declaration, on }) => `${declaration} (${dateText(on, language)})`).join(', '),
          })}
        </p>
      )}
      <Records
        caption={t('usage.title')}
        rows={reports}
        rowKey={({ id }) => id}
        columns={[
          { head: t('usage.stage'), cell: ({ stage }) => text(REPORT_STAGES[stage]) },
          { head: t('usage.happenedOn'), cell: ({ happenedOn }) => dateText(happenedOn, language) },
          { head: t('usage.declaration'), cell: ({ declaration }) => <span className="number">{declaration}</span> },
          {
            head: t('usage.text'),
            cell: ({ text: said, papers }) => (
              <>
                <p className="prose">{said}</p>
                {papers.length > 0 && <p className="small soft">{papers.join(' · ')}</p>}
              </>
            ),
          },
          { head: t('usage.madeAt'), cell: ({ madeAt }) => <span className="number">{moment(madeAt)}</span> },
        ]}
      />
    </>
  );
}

interface Typed {
  readonly declaration: string;
  readonly stage: ReportStage;
  readonly happenedOn: string;
  readonly text: string;
  readonly papers?: readonly string[];
}

function MakeReport({ params, exports }: { readonly params: Held; readonly exports: Usage['exports'] }) {
  const { t } = useTranslation('licences');
  const text = useText();
  const language = useLanguage();
  const make = useCommand('usage-report.make');
  const today = beijingToday();
  return (
    <div className="row form-end no-print">
      <DialogButton label={t('usage.make')} title={t('usage.make')} type="primary">
        {(close) => (
          <CommandForm<Typed>
            submit={t('usage.submit')}
            initialValues={{ declaration: exports.at(-1)?.declaration, happenedOn: today }}
            onSubmit={async ({ papers = [], ...typed }) => {
              await make.give({ params, body: { ...typed, papers: [...papers] } });
              close();
            }}
          >
            <p className="soft">{t('usage.makeText')}</p>
            <Form.Item
              name="declaration"
              label={t('usage.declaration')}
              rules={[{ required: true, whitespace: true, max: 200 }]}
            >
              <AutoComplete
                options={exports.map(({ declaration, on }) => ({
                  value: declaration,
                  label: `${declaration} (${dateText(on, language)})`,
                }))}
              />
            </Form.Item>
            <Form.Item name="stage" label={t('usage.stage')} rules={[{ required: true }]}>
              <Select options={REPORT_STAGE_NAMES.map((value) => ({ value, label: text(REPORT_STAGES[value]) }))} />
            </Form.Item>
            <Form.Item name="happenedOn" label={t('usage.happenedOn')} rules={[{ required: true }]}>
              <Input type="date" max={today} />
            </Form.Item>
            <Prose name="text" label={t('usage.text')} />
            <Form.Item name="papers" label={t('usage.papers')} extra={t('usage.papersHint')}>
              <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[';', '；', '\n']} />
            </Form.Item>
          </CommandForm>
        )}
      </DialogButton>
    </div>
  );
}
