import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useCommand } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Page } from '../../components/page.tsx';
import { InstrumentEditor } from './instrument-editor.tsx';
import { InstrumentEffect, SavedOnes } from './instrument-effect.tsx';
import type { Given } from './instrument-form.tsx';

type Effect = NonNullable<Reply<'instrument.preview'>['effect']>;

/** Records an instrument, after it was seen what it would change. */
export function RecordInstrument() {
  const { t } = useTranslation('administration');
  return (
    <Page
      title={t('record.title')}
      lead={
        <>
          {t('record.lead')} <Link to="/administration/law">{t('record.back')}</Link>
        </>
      }
    >
      <InstrumentEditor
        look={async (body, signal) => (await client.call('instrument.preview', { body }, { signal })).body}
      >
        {(given, { effect }) => effect !== null && <Seen given={given} effect={effect} />}
      </InstrumentEditor>
    </Page>
  );
}

/** What it would change; and only then the button that records it. */
function Seen({ given, effect }: { readonly given: Given; readonly effect: Effect }) {
  const { t } = useTranslation('administration');
  const navigate = useNavigate();
  const record = useCommand('instrument.record');
  return (
    <>
      <InstrumentEffect of={effect} />
      <SavedOnes of={effect.determinations} />
      <section className="card row record-now">
        <ConfirmButton
          type="primary"
          danger={effect.statements.broken.length > 0}
          label={t('record.record')}
          title={t('record.recordTitle')}
          sentence={t(effect.statements.broken.length > 0 ? 'record.recordBroken' : 'record.recordText')}
          act={t('record.record')}
          onAct={async () => {
            await record.give({ body: given });
            await navigate({ to: '/administration/law' });
          }}
        />
        <span className="soft">{t('record.recordHelp')}</span>
      </section>
    </>
  );
}
