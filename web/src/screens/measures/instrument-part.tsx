import { useTranslation } from 'react-i18next';
import { client, useCommand } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { InstrumentEditor } from '../administration/instrument-editor.tsx';
import type { Given } from '../administration/instrument-form.tsx';
import { MeasureEffect } from './affected.tsx';
import { useMeasure } from './measure-context.ts';
import { SaveButton } from './save-button.tsx';

/** The text of the measure: revised while it is a draft, with what it would do; read once it is announced. */
export function MeasureInstrument() {
  const { t } = useTranslation('measures');
  const { measure, may } = useMeasure();
  const { revision, revisedBy, text } = measure;
  return (
    <>
      <section className="card">
        <div className="card-head">
          <h2>{t('parts.instrument')}</h2>
          <LawFile />
        </div>
        <p>
          {t('text.lead', { revision, name: revisedBy?.name ?? '' })}{' '}
          {may('revise') ? (
            t('text.published')
          ) : (
            <strong>
              {t(measure.announcedOn === null && measure.withdrawn === null ? 'text.notYours' : 'text.fixed')}
            </strong>
          )}
        </p>
        {!may('revise') && (
          <pre className="law-text" tabIndex={0}>
            {text}
          </pre>
        )}
      </section>
      {may('revise') && (
        // Made anew with the next revision.
        <InstrumentEditor
          key={revision}
          text={text}
          look={async (body, signal) => (await client.call('measure.preview', { body }, { signal })).body}
        >
          {(given, { text: looked, effect }) =>
            effect !== null && (
              <>
                <MeasureEffect of={effect} />
                <Save given={given} isSame={looked === text} />
              </>
            )
          }
        </InstrumentEditor>
      )}
    </>
  );
}

function LawFile() {
  const { t } = useTranslation('measures');
  const { measure } = useMeasure();
  return (
    <SaveButton
      name="measure.yaml"
      get={() => client.call('measure.text', { params: { measure: measure.id }, query: {} })}
    >
      {t('text.download')}
    </SaveButton>
  );
}

function Save({ given, isSame }: { readonly given: Given; readonly isSame: boolean }) {
  const { t } = useTranslation('measures');
  const { measure, revision } = useMeasure();
  const revise = useCommand('measure.revise');
  const numbers = { revision: measure.revision, next: measure.revision + 1 };
  if (isSame) return <p className="notice">{t('text.same', numbers)}</p>;
  return (
    <section className="card row">
      <ConfirmButton
        type="primary"
        label={t('text.save', numbers)}
        title={t('text.saveTitle', numbers)}
        sentence={t('text.revising', numbers)}
        act={t('text.save', numbers)}
        onAct={() => revise.give({ params: { measure: measure.id }, body: given, revision })}
      />
      <span className="soft">{t('text.revising', numbers)}</span>
    </section>
  );
}
