import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Form, Input, InputNumber, Progress, Radio, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, dateText } from '@ytterby/core';
import { reportOf } from '@ytterby/service/impact-report';
import type { Input as BodyOf } from '@ytterby/service/contract';
import { readOf, type Reply, useCommand, useRead, useSession } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Records } from '../../components/records.tsx';
import { useLanguage, useMoment, useText } from '../../i18n/index.ts';
import { useMay } from '../administration/may.ts';
import { Months } from '../impact/board.tsx';
import { Headline } from '../impact/impact.tsx';
import { Facilitated, SectorsHit, WideBands } from '../impact/parts.tsx';
import { ReportPart } from '../impact/report-part.tsx';
import { reported, type Shown } from '../impact/shown.ts';
import { useMeasure } from './measure-context.ts';
import '../impact/impact.css';

type Run = Reply<'assessment.list'>['items'][number];

const LOOK_AGAIN_MS = 1500;
const isOnItsWay = ({ state }: Run) => state === 'waiting' || state === 'running';

/** Assessments of the measure: asked for, on their way, read, signed off. */
export function MeasureAssessment() {
  const { t } = useTranslation('measures');
  const { measure, may } = useMeasure();
  const list = useQuery({
    ...readOf('assessment.list', { query: { measure: measure.id, limit: 200 } }),
    refetchInterval: ({ state }) => (state.data?.body.items.some(isOnItsWay) ? LOOK_AGAIN_MS : false),
  });
  const [chosen, setChosen] = useState<string>();
  return (
    <Loaded query={list} lines={6}>
      {({ body: { items } }) => {
        const shown = pick(items, chosen ?? measure.assessment, measure.revision);
        return (
          <>
            <section className="card">
              <h2>{t('assessment.runs')}</h2>
              <p className="soft">
                {t('assessment.lead')} <Link to="/impact">{t('assessment.wholeScreen')}</Link>
              </p>
              {items.length === 0 ? (
                <p>{t('assessment.none')}</p>
              ) : (
                <Runs of={items} shown={shown?.id} onShow={setChosen} />
              )}
              {may('revise') && <Ask isOpen={items.length === 0} />}
            </section>
            {shown !== undefined && <Result key={shown.id} of={shown} />}
          </>
        );
      }}
    </Loaded>
  );
}

/** The one that was chosen, else the last that is done, of this revision before others. */
function pick(runs: readonly Run[], wanted: string | null | undefined, revision: number): Run | undefined {
  const done = runs.filter(({ state }) => state === 'done');
  return done.find(({ id }) => id === wanted) ?? done.find((run) => run.revision === revision) ?? done[0];
}

interface RunsProps {
  readonly of: readonly Run[];
  readonly shown: string | undefined;
  readonly onShow: (id: string) => void;
}

function Runs({ of, shown, onShow }: RunsProps) {
  const { t } = useTranslation('measures');
  const text = useText();
  const moment = useMoment();
  const language = useLanguage();
  const { measure } = useMeasure();
  return (
    <Records<Run>
      caption={t('assessment.runs')}
      rows={of}
      rowKey={({ id }) => id}
      columns={[
        {
          head: t('assessment.case'),
          cell: (run) => (
            <>
              {text(run.case.title)}
              <span className="small soft below">
                {t('assessment.from', { day: dateText(run.case.from, language) })} · {run.tables} ·{' '}
                {t('assessment.seed')} {run.seed} · {t('assessment.samples')} {run.samples}
              </span>
            </>
          ),
        },
        {
          head: t('assessment.ofRevision'),
          cell: ({ revision }) => (
            <>
              {revision}
              {revision !== measure.revision && <span className="small soft below">{t('assessment.older')}</span>}
            </>
          ),
        },
        { head: t('assessment.askedAt'), cell: ({ askedAt }) => <span className="number">{moment(askedAt)}</span> },
        { head: t('standing'), cell: (run) => <RunState of={run} /> },
      ]}
      actions={(run) => {
        if (isOnItsWay(run)) return <Stop of={run} />;
        if (run.state !== 'done') return null;
        return run.id === shown ? (
          <span className="soft">{t('assessment.shown')}</span>
        ) : (
          <Button size="small" onClick={() => onShow(run.id)}>
            {t('assessment.show')}
          </Button>
        );
      }}
    />
  );
}

function RunState({ of: { id, state, samples, samplesDone, problems } }: { readonly of: Run }) {
  const { t } = useTranslation('measures');
  const text = useText();
  const { measure } = useMeasure();
  if (id === measure.assessment)
    return (
      <span className="good">
        <Icon name="check" /> {t('assessment.signedOff')}
      </span>
    );
  return (
    <span role="status">
      {t(`assessment.state.${state}`)}
      {state === 'running' && (
        <>
          <Progress
            percent={Math.round((samplesDone / samples) * 100)}
            size="small"
            status="active"
            aria-label={t('assessment.state.running')}
          />
          <span className="small soft">
            {samplesDone < samples
              ? t('assessment.progress', { done: samplesDone, all: samples })
              : t('assessment.ending')}
          </span>
        </>
      )}
      {problems?.map((problem) => (
        <span key={problem.en} className="wrong below">
          {text(problem)}
        </span>
      ))}
    </span>
  );
}

function Stop({ of: { id } }: { readonly of: Run }) {
  const { t } = useTranslation('measures');
  const may = useMay();
  const stop = useCommand('assessment.stop');
  if (!may('measure.draft')) return null;
  return (
    <Button
      size="small"
      loading={stop.isPending}
      // One that has ended meanwhile is shown as ended.
      onClick={() => void stop.give({ params: { assessment: id } }).catch(() => undefined)}
    >
      {t('assessment.stop')}
    </Button>
  );
}

type Cases = Reply<'impact.cases'>['cases'];
type AskBody = BodyOf<'assessment.ask'>['body'];
interface Typed {
  readonly way: 'shipped' | 'text';
  readonly case: { readonly shipped?: string; readonly text?: string; readonly from?: string };
  readonly tables?: string;
  readonly seed: number;
  readonly samples: number;
}

const FIRST_SAMPLES = 1000;

function Ask({ isOpen }: { readonly isOpen: boolean }) {
  const { t } = useTranslation('measures');
  const found = useRead('impact.cases');
  return (
    <details className="ask-for" open={isOpen}>
      <summary>{t('assessment.ask')}</summary>
      <Loaded query={found} lines={3}>
        {({ body }) => <AskForm of={body} />}
      </Loaded>
    </details>
  );
}

function AskForm({ of: { cases, tables } }: { readonly of: Reply<'impact.cases'> }) {
  const { t } = useTranslation('measures');
  const text = useText();
  const { measure } = useMeasure();
  const ask = useCommand('assessment.ask');
  const [way, setWay] = useState<Typed['way']>('shipped');
  const needed = [{ required: true }];
  const runnable = cases.filter(({ hasTables }) => hasTables);
  return (
    <CommandForm<Typed>
      submit={t('assessment.run')}
      done={t('assessment.asked')}
      initialValues={{ case: { shipped: runnable[0]?.id, from: measure.firstDay }, seed: 1, samples: FIRST_SAMPLES }}
      onSubmit={({ case: given, tables: wanted, seed, samples }) => {
        const first = given.from ?? '';
        const from = first !== '' && { from: first };
        const body: AskBody = {
          measure: measure.id,
          case: way === 'shipped' ? { shipped: given.shipped ?? '', ...from } : { text: given.text ?? '', ...from },
          ...(wanted !== undefined && { tables: wanted }),
          seed,
          samples,
        };
        return ask.give({ body });
      }}
    >
      <Radio.Group
        className="case-way"
        aria-label={t('assessment.case')}
        value={way}
        options={(['shipped', 'text'] as const).map((value) => ({
          value,
          label: t(value === 'shipped' ? 'assessment.shipped' : 'assessment.own'),
        }))}
        onChange={({ target }) => setWay(target.value === 'text' ? 'text' : 'shipped')}
      />
      {way === 'shipped' ? (
        <Form.Item name={['case', 'shipped']} label={t('assessment.case')} rules={needed}>
          <Select options={runnable.map(({ id, title }) => ({ value: id, label: text(title) }))} />
        </Form.Item>
      ) : (
        <Form.Item
          name={['case', 'text']}
          label={t('assessment.caseText')}
          extra={t('assessment.caseTextHelp')}
          rules={needed}
        >
          <Input.TextArea className="code law-file" rows={14} spellCheck={false} />
        </Form.Item>
      )}
      <FirstDay of={way === 'shipped' ? runnable : []} />
      <div className="form-grid">
        <Form.Item name="tables" label={t('assessment.tables')} extra={t('assessment.tablesHelp')}>
          <Select allowClear options={tables.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="samples" label={t('assessment.samples')} extra={t('assessment.samplesHelp')} rules={needed}>
          <InputNumber min={1} max={20_000} precision={0} />
        </Form.Item>
        <Form.Item name="seed" label={t('assessment.seed')} rules={needed}>
          <InputNumber min={0} max={2_147_483_647} precision={0} />
        </Form.Item>
      </div>
    </CommandForm>
  );
}

/** From which day the case counts, and what of it then lies in another period. */
function FirstDay({ of }: { readonly of: Cases }) {
  const { t } = useTranslation('measures');
  const shipped = Form.useWatch<string | undefined>(['case', 'shipped']);
  const typed = Form.useWatch<string | undefined>(['case', 'from']);
  const chosen = of.find(({ id }) => id === shipped);
  return (
    <>
      <Form.Item
        name={['case', 'from']}
        label={t('assessment.firstDay')}
        extra={t(chosen?.kind === 'stop' ? 'assessment.firstDayStop' : 'assessment.firstDayHelp')}
      >
        <Input type="date" />
      </Form.Item>
      {chosen && <Outside of={chosen} from={typed || chosen.from} />}
    </>
  );
}

/** Which months of a case’s actual flow a run from that day has nothing to do with. */
function Outside({ of: { observed, days }, from }: { readonly of: Cases[number]; readonly from: string }) {
  const { t } = useTranslation('measures');
  // A month that the period breaks off is not told.
  const [first, next] = [from.slice(0, 7), addDays(from, days).slice(0, 7)];
  const outside = observed.filter((month) => month < first || month >= next);
  if (outside.length === 0) return null;
  return (
    <p className="notice">
      {t('assessment.outside', { from: outside[0], to: outside.at(-1), count: outside.length, all: observed.length })}
    </p>
  );
}

/** What came of it: the figure with its band, the reports, the charts; and the sign-off. */
function Result({ of }: { readonly of: Run }) {
  const query = useRead('assessment.get', { params: { assessment: of.id } });
  return (
    <Loaded query={query} lines={8}>
      {({ body: { result } }) =>
        result === null ? null : (
          <>
            <SignOff of={of} />
            <Charts
              id={of.id}
              shown={{
                given: result.case,
                assessment: result.assessment,
                sources: result.sources,
                tables: result.tables,
                sectorNames: result.sectorNames,
              }}
            />
          </>
        )
      }
    </Loaded>
  );
}

function SignOff({ of }: { readonly of: Run }) {
  const { t } = useTranslation('measures');
  const { measure, revision, may } = useMeasure();
  const me = useSession().data?.body.account?.id;
  const signOff = useCommand('measure.sign-off');
  if (measure.status !== 'draft' || of.revision !== measure.revision) return null;
  if (!may('sign-off')) return <p className="notice">{t('assessment.needsDirector')}</p>;
  if (measure.revisedBy?.id === me) return <p className="notice">{t('assessment.wroteIt')}</p>;
  return (
    <section className="card row">
      <ConfirmButton
        type="primary"
        label={t('assessment.signOff')}
        title={t('assessment.signOffTitle')}
        sentence={t('assessment.signOffText', { revision: measure.revision })}
        act={t('assessment.signOffAct')}
        onAct={() => signOff.give({ params: { measure: measure.id }, body: { assessment: of.id }, revision })}
      />
      <span className="soft">{t('assessment.needsDirector')}</span>
    </section>
  );
}

function Charts({ id, shown }: { readonly id: string; readonly shown: Shown }) {
  const language = useLanguage();
  const report = useMemo(() => reportOf(reported(shown), language), [shown.assessment, shown.given, language]);
  const section = (wanted: (typeof report.sections)[number]['id']) =>
    report.sections.find(({ id: each }) => each === wanted);
  const part = (wanted: Parameters<typeof section>[0]) => {
    const found = section(wanted);
    return found === undefined ? null : <ReportPart section={found} />;
  };
  return (
    <div className="impact stack">
      <Headline base={shown} id={id} />
      {(shown.assessment.queue?.months.length ?? 0) > 0 && (
        <section className="card">
          <Months base={shown} shown={shown} />
        </section>
      )}
      <Facilitated shown={shown} />
      {part('queue')}
      <SectorsHit shown={shown} />
      <WideBands shown={shown} />
      <details className="card folded">
        <summary>{section('assumptions')?.title}</summary>
        {part('assumptions')}
      </details>
      {part('gaps')}
      {part('limits')}
    </div>
  );
}
