import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useCommand, useRead, useRefresh } from '../../api.ts';
import { ConfirmButton } from '../../components/dialog.tsx';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useMoment } from '../../i18n/index.ts';
import { GiveNoticeLink } from '../notices/give-link.tsx';
import { beijingToday } from '../ask/beijing.ts';
import { useEditing } from './editing.ts';
import { Editor } from './editor.tsx';
import { useMayChange } from './places.ts';
import {
  type Product as Kept,
  PRODUCT_PATHS,
  type ProductDraft,
  ProductFields,
  ProductInWords,
} from './product-fields.tsx';

const route = getRouteApi('/workspace/$organisation/products/$product');

export function Product() {
  const params = route.useParams();
  const product = useRead('product.get', { params });
  return (
    <Loaded query={product} lines={6}>
      {({ body }) => <Whole key={body.id} product={body} />}
    </Loaded>
  );
}

function Whole({ product }: { readonly product: Kept }) {
  const { t } = useTranslation('workspace');
  const moment = useMoment();
  const params = route.useParams();
  const { organisation } = params;
  const mayChange = useMayChange(organisation);
  const navigate = useNavigate();
  const refresh = useRefresh();
  const remove = useCommand('product.remove', { refreshes: false });
  const [isChanging, setChanging] = useState(false);
  const { name, facts, changedAt, revision } = product;
  return (
    <Page
      className="ask"
      title={name}
      lead={
        <>
          {t('fields.changedOn', { moment: moment(changedAt) })} ·{' '}
          <Link to="/workspace/$organisation/products" params={{ organisation }}>
            {t('product.back')}
          </Link>
        </>
      }
      actions={
        <>
          <Link className="quiet-button edged" to="/" state={{ facts: { asOf: beijingToday(), lines: [facts] } }}>
            <Icon name="right" /> {t('fields.determine')}
          </Link>
          <GiveNoticeLink organisation={params.organisation} from={{ product: params.product }} />
          {mayChange && !isChanging && <Button onClick={() => setChanging(true)}>{t('fields.change')}</Button>}
          {mayChange && (
            <ConfirmButton
              danger
              label={t('fields.remove')}
              title={t('fields.removeTitle', { name })}
              sentence={t('fields.removeText')}
              act={t('fields.remove')}
              onAct={async () => {
                await remove.give({ params, revision });
                await navigate({ to: '/workspace/$organisation/products', params: { organisation } });
                await refresh();
              }}
            />
          )}
        </>
      }
    >
      <section className="card">
        {isChanging ? (
          <ChangeProduct product={product} onDone={() => setChanging(false)} />
        ) : (
          <ProductInWords of={product} />
        )}
      </section>
    </Page>
  );
}

function ChangeProduct({ product, onDone }: { readonly product: Kept; readonly onDone: () => void }) {
  const { t } = useTranslation('workspace');
  const params = route.useParams();
  const change = useCommand('product.change');
  const { code, name, facts, revision } = product;
  const editing = useEditing<ProductDraft>({
    initial: { code, name, facts },
    revision,
    fieldPaths: PRODUCT_PATHS,
    onSave: async (body, known) => {
      await change.give({ params, body, revision: known });
      onDone();
    },
    onLook: async () => {
      const { body } = await client.call('product.get', { params });
      return {
        draft: { code: body.code, name: body.name, facts: body.facts },
        revision: body.revision,
        changedAt: body.changedAt,
      };
    },
  });
  return (
    <Editor
      of={editing}
      submit={t('fields.save')}
      onCancel={onDone}
      describe={(there) => <ProductInWords of={there} />}
    >
      <ProductFields key={editing.turn} of={editing} />
    </Editor>
  );
}
