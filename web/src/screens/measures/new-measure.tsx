import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useCommand } from '../../api.ts';
import { Failure } from '../../components/failure.tsx';
import { Page } from '../../components/page.tsx';
import { InstrumentEditor } from '../administration/instrument-editor.tsx';
import type { Given } from '../administration/instrument-form.tsx';
import { MeasureEffect } from './affected.tsx';

/** Drafts a measure: an instrument, filled in or as a law file, whose effect is seen before it is saved. */
export function NewMeasure() {
  const { t } = useTranslation('measures');
  return (
    <Page
      title={t('new')}
      lead={
        <>
          {t('newMeasure.lead')} <Link to="/measures">{t('back')}</Link>
        </>
      }
    >
      <InstrumentEditor
        look={async (body, signal) => (await client.call('measure.preview', { body }, { signal })).body}
      >
        {(given, { effect }) =>
          effect !== null && (
            <>
              <MeasureEffect of={effect} />
              <Save given={given} />
            </>
          )
        }
      </InstrumentEditor>
    </Page>
  );
}

function Save({ given }: { readonly given: Given }) {
  const { t } = useTranslation('measures');
  const navigate = useNavigate();
  const draft = useCommand('measure.draft');
  const [error, setError] = useState<unknown>();
  const save = async () => {
    try {
      const { body } = await draft.give({ body: given });
      await navigate({ to: '/measures/$measure', params: { measure: body.id } });
    } catch (refusal) {
      setError(refusal);
    }
  };
  return (
    <section className="card">
      {error !== undefined && <Failure error={error} />}
      <p className="row">
        <Button type="primary" loading={draft.isPending} onClick={() => void save()}>
          {t('newMeasure.save')}
        </Button>
        <span className="soft">
          {t('newMeasure.help')} {t('text.published')}
        </span>
      </p>
    </section>
  );
}
