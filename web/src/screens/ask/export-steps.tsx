import type { ExportFacts } from '@ytterby/core';
import { dateText } from '@ytterby/core';
import { Button } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCountryName } from '../../components/country.tsx';
import { Icon } from '../../components/icon.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { BillFields } from './bill-fields.tsx';
import { endUserPath } from './export-form.ts';
import { END_USES_OFFERED, type FactField, FORMS_OFFERED, TECHNOLOGIES_OFFERED, YES_NO } from './fact-fields.ts';
import { Field, FactInput, TextInput } from './fact-input.tsx';
import { factAt, type FactPath, withFact } from './fact-path.ts';
import { OtherParties } from './other-parties.tsx';
import { useValueWord } from './words.ts';

interface ExportStepsProps {
  readonly facts: ExportFacts;
  readonly onChange: (facts: ExportFacts) => void;
  readonly onAsk: () => void;
  readonly isBusy: boolean;
  /** Said on the button and beside it, where something else is done with the facts. */
  readonly submit?: { readonly label: string; readonly help: string };
  readonly beside?: ReactNode;
}

const STEPS = ['what', 'where', 'content', 'who', 'use', 'day'] as const;
type StepName = (typeof STEPS)[number];

/** One export, in six steps. Nothing but the day has to be filled in: what is left empty is unknown, and asked for if it matters. */
export function ExportSteps({ facts, onChange, onAsk, isBusy, submit, beside }: ExportStepsProps) {
  const { t } = useTranslation('ask');
  const said = useSaid(facts);
  const [open, setOpen] = useState<StepName | null>('what');
  const id = useId();
  return (
    <form
      className="card export-steps"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk();
      }}
    >
      <ol>
        {STEPS.map((step, index) => {
          const next = STEPS[index + 1];
          const isOpen = open === step;
          return (
            <li key={step} className={isOpen ? 'open' : ''}>
              <h3>
                <button
                  type="button"
                  className="step-head"
                  aria-expanded={isOpen}
                  aria-controls={`${id}-${step}`}
                  onClick={() => setOpen(isOpen ? null : step)}
                >
                  <span className="step-number">{index + 1}</span>
                  <span className="step-title">{t(`steps.${step}.title`)}</span>
                  <span className="step-said">{isOpen ? '' : said[step]}</span>
                  <Icon name={isOpen ? 'down' : 'right'} />
                </button>
              </h3>
              <div id={`${id}-${step}`} className="step-body" hidden={!isOpen}>
                <p className="soft">{t(`steps.${step}.help`)}</p>
                <StepFields step={step} facts={facts} onChange={onChange} id={id} />
                {next !== undefined && (
                  <Button onClick={() => setOpen(next)}>{t('steps.next', { title: t(`steps.${next}.title`) })}</Button>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      <div className="ask-bar">
        <Button type="primary" size="large" htmlType="submit" loading={isBusy}>
          {submit?.label ?? t('ask')}
        </Button>
        {beside}
        <span className="soft small">{submit?.help ?? t('askHelp')}</span>
      </div>
    </form>
  );
}

interface StepFieldsProps extends Pick<ExportStepsProps, 'facts' | 'onChange'> {
  readonly step: StepName;
  readonly id: string;
}

function StepFields({ step, facts, onChange, id }: StepFieldsProps) {
  const { t } = useTranslation('ask');
  const item = (name: string): FactPath => ['lines', 0, 'item', name];
  const line = (name: string): FactPath => ['lines', 0, name];
  const field = (
    name: string,
    label: string,
    given: FactField,
    more: { help?: string; wide?: boolean } = {},
  ): ReactNode => (
    <Field key={name} id={`${id}-${name}`} label={label} {...more}>
      <FactInput
        id={`${id}-${name}`}
        field={given}
        facts={facts}
        onChange={onChange}
        labelledBy={`${id}-${name}-label`}
      />
    </Field>
  );
  const country = (name: string, label: string, path: FactPath, help?: string) =>
    field(name, label, { kind: 'country', path }, help === undefined ? {} : { help });
  switch (step) {
    case 'what':
      return (
        <div className="fields">
          <Field id={`${id}-description`} label={t('fields.description')} help={t('help.description')} wide>
            <TextInput
              id={`${id}-description`}
              long
              value={factAt(facts, item('description'))}
              onChange={(value) => onChange(withFact(facts, item('description'), value))}
            />
          </Field>
          {field('form', t('fields.form'), { kind: 'choice', path: item('form'), values: FORMS_OFFERED })}
          {field(
            'elements',
            t('fields.elements'),
            { kind: 'elements', path: item('elements') },
            { help: t('help.elements') },
          )}
          {field('code', t('fields.code'), { kind: 'text', path: item('code') }, { help: t('help.code') })}
          {field('hs', t('fields.hs'), { kind: 'text', path: item('hs') }, { help: t('help.hs') })}
          {factAt(facts, item('form')) === 'technology' &&
            field('technology', t('fields.technologyFor'), {
              kind: 'choice',
              path: item('technologyFor'),
              values: TECHNOLOGIES_OFFERED,
            })}
        </div>
      );
    case 'where':
      return (
        <div className="fields">
          {country('from', t('fields.from'), ['from'])}
          {country('to', t('fields.to'), ['to'])}
          {country('final', t('fields.finalDestination'), ['finalDestination'], t('help.finalDestination'))}
          {field('via', t('fields.via'), { kind: 'countries', path: ['via'] }, { help: t('help.via') })}
          {country('exporter', t('fields.exporterCountry'), ['exporter', 'country'])}
          {field('exporter-name', t('fields.exporterName'), { kind: 'text', path: ['exporter', 'name'] })}
          {factAt(facts, ['exporter', 'country']) !== 'CN' &&
            field(
              'exporter-person',
              t('fields.exporterChinesePerson'),
              { kind: 'choice', path: ['exporter', 'chinesePerson'], values: YES_NO },
              { help: t('help.exporterChinesePerson') },
            )}
          {country('made-in', t('fields.madeIn'), line('madeIn'))}
          {country('origin', t('fields.origin'), line('origin'), t('help.origin'))}
          {country(
            'technology-origin',
            t('fields.technologyOrigin'),
            line('technologyOrigin'),
            t('help.technologyOrigin'),
          )}
        </div>
      );
    case 'content':
      return <BillFields facts={facts} onChange={onChange} />;
    case 'who':
      return (
        <>
          <h4 id={`${id}-end-user-label`}>{t('fields.endUser')}</h4>
          <FactInput
            id={`${id}-end-user`}
            field={{ kind: 'end-user' }}
            facts={facts}
            onChange={onChange}
            labelledBy={`${id}-end-user-label`}
          />
          <OtherParties facts={facts} onChange={onChange} />
        </>
      );
    case 'use':
      return (
        <div className="fields">
          {field('end-use', t('fields.endUse'), { kind: 'choice', path: ['endUse', 'kind'], values: END_USES_OFFERED })}
          {field(
            'may-also-be',
            t('fields.mayAlsoBe'),
            { kind: 'choices', path: ['endUse', 'mayAlsoBe'], values: END_USES_OFFERED },
            { help: t('help.mayAlsoBe') },
          )}
          {field('end-use-text', t('fields.endUseText'), { kind: 'text', path: ['endUse', 'description'] })}
          {field(
            'danger',
            t('fields.danger'),
            { kind: 'choice', path: ['endUse', 'dangerKnown'], values: YES_NO },
            { wide: true, help: t('help.danger') },
          )}
        </div>
      );
    case 'day':
      return (
        <div className="fields">
          <Field id={`${id}-day`} label={t('fields.day')} help={t('help.day')}>
            <input
              className="text-input"
              id={`${id}-day`}
              type="date"
              required
              value={facts.asOf}
              onChange={({ target }) => target.value !== '' && onChange({ ...facts, asOf: target.value })}
            />
          </Field>
          <Field id={`${id}-known`} label={t('fields.knownAt')} help={t('help.knownAt')}>
            <input
              className="text-input"
              id={`${id}-known`}
              type="date"
              value={facts.knownAt ?? ''}
              onChange={({ target }) =>
                onChange(withFact(facts, ['knownAt'], target.value === '' ? undefined : target.value))
              }
            />
          </Field>
        </div>
      );
  }
}

/** Step by step, what was said so far, in a few words. */
export function useSaid(facts: ExportFacts): Readonly<Record<StepName, string>> {
  const { t } = useTranslation('ask');
  const language = useLanguage();
  const word = useValueWord();
  const countryName = useCountryName();
  const text = (path: FactPath) => {
    const value = factAt(facts, path);
    return typeof value === 'string' && value !== 'unknown' ? value : undefined;
  };
  const country = (path: FactPath) => {
    const code = text(path);
    return code === undefined ? undefined : countryName(code);
  };
  const value = (path: FactPath) => {
    const found = text(path);
    return found === undefined ? undefined : word('', found);
  };
  const elements = factAt(facts, ['lines', 0, 'item', 'elements']);
  const joined = (...parts: readonly (string | undefined)[]) => {
    const known = parts.filter((part) => part !== undefined && part !== '');
    return known.length === 0 ? t('unknown') : known.join(' · ');
  };
  const [from, to, end] = [country(['from']), country(['to']), country(['finalDestination'])];
  return {
    what: joined(
      text(['lines', 0, 'item', 'description']),
      value(['lines', 0, 'item', 'form']),
      Array.isArray(elements) ? elements.join(' ') : undefined,
      facts.lines.length > 1 ? t('said.lines', { count: facts.lines.length }) : undefined,
    ),
    where:
      from === undefined && to === undefined && end === undefined
        ? t('unknown')
        : [from ?? '?', to ?? '?', ...(end === undefined || end === to ? [] : [end])].join(' → '),
    content: facts.bom === undefined ? t('said.noBill') : t('said.parts', { count: facts.bom.parts.length }),
    who: joined(text([...endUserPath(facts), 'name']), country([...endUserPath(facts), 'country'])),
    use: joined(value(['endUse', 'kind']), text(['endUse', 'description'])),
    day: dateText(facts.asOf, language),
  };
}
