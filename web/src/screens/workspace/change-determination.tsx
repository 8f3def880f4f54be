import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ExportFacts } from '@ytterby/core';
import { Button, Input, type InputRef, Radio } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useCommand } from '../../api.ts';
import { Page } from '../../components/page.tsx';
import { beijingToday } from '../ask/beijing.ts';
import { blankFacts, whole } from '../ask/export-form.ts';
import { ExportSteps, useSaid } from '../ask/export-steps.tsx';
import { Field } from '../ask/fact-input.tsx';
import { type EditingOptions, useEditing } from './editing.ts';
import { Outcome, Pairs, Wrong } from './editor.tsx';

type Saved = Reply<'saved-determination.get'>['saved'];

interface Draft {
  readonly name: string;
  readonly asOfMode: Saved['asOfMode'];
  readonly facts: ExportFacts;
}

const MODES = ['fixed', 'today'] as const satisfies readonly Saved['asOfMode'][];

/** Keeps an export, so that it is asked again whenever the law changes. */
export function NewDetermination() {
  const { t } = useTranslation('workspace');
  const { organisation } = getRouteApi('/workspace/$organisation/determinations/new').useParams();
  const navigate = useNavigate();
  const save = useCommand('saved-determination.save');
  const back = () => navigate({ to: '/workspace/$organisation/determinations', params: { organisation } });
  return (
    <Page title={t('newDetermination.title')} lead={t('newDetermination.lead')} className="ask">
      <DeterminationForm
        initial={{ name: '', asOfMode: 'fixed', facts: blankFacts(beijingToday()) }}
        onSave={async (body) => {
          const { body: saved } = await save.give({ params: { organisation }, body });
          await navigate({
            to: '/workspace/$organisation/determinations/$determination',
            params: { organisation, determination: saved.id },
          });
        }}
        onCancel={() => void back()}
      />
    </Page>
  );
}

interface ChangeDeterminationProps {
  readonly saved: Saved;
  readonly revision: number | undefined;
  readonly onDone: () => void;
}

/** Another name, other facts, another day. Other facts are asked at once. */
export function ChangeDetermination({ saved, revision, onDone }: ChangeDeterminationProps) {
  const { organisation } = getRouteApi('/workspace/$organisation/determinations/$determination').useParams();
  const change = useCommand('saved-determination.change');
  const params = { organisation, determination: saved.id };
  return (
    <div className="ask">
      <DeterminationForm
        initial={saved}
        revision={revision}
        onSave={async (body, known) => {
          await change.give({ params, body, revision: known });
          onDone();
        }}
        onLook={async () => {
          const found = await client.call('saved-determination.get', { params, query: {} });
          return { draft: found.body.saved, revision: found.revision ?? found.body.saved.revision };
        }}
        onCancel={onDone}
      />
    </div>
  );
}

interface DeterminationFormProps extends Omit<EditingOptions<Draft>, 'fieldPaths'> {
  readonly onCancel: () => void;
}

function DeterminationForm({ onSave, onCancel, ...options }: DeterminationFormProps) {
  const { t } = useTranslation(['workspace', 'shell']);
  const id = useId();
  const editing = useEditing<Draft>({
    ...options,
    onSave: ({ name, asOfMode, facts }, revision) =>
      onSave({ name: name.trim(), asOfMode, facts: whole(facts) }, revision),
    fieldPaths: ['/body/name'],
  });
  const { draft, setDraft, isBusy } = editing;
  const { name, asOfMode, facts } = draft;
  const nameField = useRef<InputRef>(null);
  // The field stands outside the form of the facts, so the browser does not look after it.
  const [isNameless, setNameless] = useState(false);
  const save = () => {
    setNameless(name.trim() === '');
    if (name.trim() === '') nameField.current?.focus();
    else void editing.save();
  };
  return (
    <div className="stack">
      <section className="card">
        <div className="fields">
          <Field id={`${id}-name`} label={t('fields.name')} wide>
            <Input
              id={`${id}-name`}
              ref={nameField}
              value={name}
              maxLength={500}
              {...(isNameless && { status: 'error' as const })}
              onChange={({ target }) => setDraft({ ...draft, name: target.value })}
            />
            <Wrong of={isNameless ? t('shell:required') : editing.wrongAt('/body/name')} />
          </Field>
          <Field id={`${id}-mode`} label={t('mode.label')} wide>
            <Radio.Group
              id={`${id}-mode`}
              aria-labelledby={`${id}-mode-label`}
              vertical
              value={asOfMode}
              options={MODES.map((value) => ({ value, label: t(`mode.${value}`) }))}
              onChange={({ target }) => setDraft({ ...draft, asOfMode: target.value as Draft['asOfMode'] })}
            />
          </Field>
        </div>
      </section>
      <ExportSteps
        key={editing.turn}
        facts={facts}
        onChange={(next) => setDraft((before) => ({ ...before, facts: next }))}
        onAsk={save}
        isBusy={isBusy}
        submit={{ label: t('determination.save'), help: t('determination.saveHelp') }}
        beside={
          <Button size="large" onClick={onCancel}>
            {t('shell:cancel')}
          </Button>
        }
      />
      <Outcome of={editing} describe={(there) => <InWords of={there} />} />
    </div>
  );
}

/** What is kept, in a few words. */
function InWords({ of: { name, asOfMode, facts } }: { readonly of: Draft }) {
  const { t } = useTranslation('workspace');
  const { what, where, who, use, day } = useSaid(facts);
  return (
    <Pairs
      of={[
        [t('fields.name'), name],
        [t('mode.label'), t(`mode.${asOfMode}`)],
        [t('fields.facts'), [what, where, who, use, day].join(' · ')],
      ]}
    />
  );
}
