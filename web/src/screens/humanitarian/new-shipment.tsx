import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { Claim } from '@ytterby/core/humanitarian';
import { Form, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Reply, useCommand, useRead, useRefresh } from '../../api.ts';
import { CommandForm } from '../../components/command-form.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { ClaimFields } from './claim-fields.tsx';
import { Finding } from './finding.tsx';
import { begunFrom, stated } from './prefill.ts';
import './humanitarian.css';

const route = getRouteApi('/workspace/$organisation/shipments/new');
type Preview = Reply<'humanitarian.preview'>;
interface Looked {
  readonly claim: Claim;
  readonly preview: Preview;
}

/** From a saved determination to a shipment: what is known is filled in, then whether it may go, then the undertaking. */
export function NewShipment() {
  const { organisation } = route.useParams();
  const { determination } = route.useSearch();
  const language = useLanguage();
  const kept = useRead('saved-determination.get', { params: { organisation, determination }, query: { language } });
  return (
    <Loaded query={kept} lines={8}>
      {({ body }) => <NewClaim key={body.saved.id} saved={body.saved} organisation={organisation} />}
    </Loaded>
  );
}

interface NewClaimProps {
  readonly saved: Reply<'saved-determination.get'>['saved'];
  readonly organisation: string;
}

function NewClaim({ saved, organisation }: NewClaimProps) {
  const { t } = useTranslation('humanitarian');
  const [looked, setLooked] = useState<Looked>();
  const [isChanged, setChanged] = useState(false);
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (looked !== undefined) answer.current?.scrollIntoView({ block: 'start' });
  }, [looked]);
  return (
    <Page className="humanitarian" title={t('claim.title')} lead={t('claim.lead', { name: saved.name })}>
      <div className="stack">
        <section className="card">
          <CommandForm<{ claim: Claim }>
            submit={t('claim.look')}
            initialValues={{ claim: begunFrom(saved.facts) }}
            onChange={() => setChanged(true)}
            onSubmit={async (values) => {
              const claim = stated(values.claim);
              const { body: preview } = await client.call('humanitarian.preview', {
                params: { organisation },
                body: { determination: saved.id, claim },
              });
              setLooked({ claim, preview });
              setChanged(false);
            }}
          >
            <ClaimFields lines={saved.facts.lines} />
          </CommandForm>
        </section>
        <div ref={answer} className="stack" role="status">
          {looked !== undefined && isChanged && <p className="notice warns">{t('claim.changed')}</p>}
          {looked !== undefined && !isChanged && (
            <>
              <Finding of={looked.preview.found} gaps={looked.preview.gaps} />
              {looked.preview.found.verdict !== 'not-exempt' && looked.preview.found.verdict !== 'not-covered' && (
                <Undertake looked={looked} determination={saved.id} organisation={organisation} />
              )}
            </>
          )}
        </div>
      </div>
    </Page>
  );
}

interface UndertakeProps {
  readonly looked: Looked;
  readonly determination: string;
  readonly organisation: string;
}

function Undertake({ looked: { claim, preview }, determination, organisation }: UndertakeProps) {
  const { t } = useTranslation('humanitarian');
  const navigate = useNavigate();
  const refresh = useRefresh();
  const give = useCommand('humanitarian.claim', { refreshes: false });
  const { undertaking, found } = preview;
  return (
    <section className="card" aria-labelledby="undertaking">
      <h2 id="undertaking">{t('claim.undertaking')}</h2>
      <blockquote className="undertaking">
        <p lang="zh-Hans">{undertaking.zh}</p>
        <p lang="en">{undertaking.en}</p>
      </blockquote>
      <CommandForm<{ signatory: string }>
        submit={t(found.verdict === 'stopped' ? 'claim.submitStopped' : 'claim.submitGoes')}
        onSubmit={async ({ signatory }) => {
          const { body } = await give.give({
            params: { organisation },
            body: { determination, claim, undertaking: { ...undertaking, signatory: signatory.trim() } },
          });
          await navigate({
            to: '/workspace/$organisation/shipments/$shipment',
            params: { organisation, shipment: body.id },
          });
          await refresh();
        }}
      >
        <Form.Item
          className="narrow"
          name="signatory"
          label={t('claim.signatory')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input maxLength={500} autoComplete="name" />
        </Form.Item>
      </CommandForm>
    </section>
  );
}
