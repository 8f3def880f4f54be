import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, usePages } from '../../api.ts';
import { Icon } from '../../components/icon.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MorePages } from '../../components/more-pages.tsx';
import { Page } from '../../components/page.tsx';
import { Records } from '../../components/records.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useMoment } from '../../i18n/index.ts';
import { useValueWord } from '../ask/words.ts';
import { useEditing } from './editing.ts';
import { Editor } from './editor.tsx';
import { useMayChange } from './places.ts';
import { PRODUCT_PATHS, type ProductDraft, ProductFields } from './product-fields.tsx';

const route = getRouteApi('/workspace/$organisation/products');

/** What an organisation exports, kept so that it need not be said again. */
export function Products() {
  const { t } = useTranslation(['workspace', 'shell']);
  const { organisation } = route.useParams();
  const mayChange = useMayChange(organisation);
  const moment = useMoment();
  const word = useValueWord();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const products = usePages('product.list', {
    params: { organisation },
    query: wanted === '' ? {} : { search: wanted },
  });
  return (
    <Page
      title={t('sections.products')}
      lead={t('product.lead')}
      actions={
        mayChange && (
          <Link className="quiet-button edged" to="/workspace/$organisation/products/new" params={{ organisation }}>
            <Icon name="add" /> {t('product.new')}
          </Link>
        )
      }
    >
      <div className="card">
        <SearchField value={search} onChange={setSearch} />
        <Loaded query={products}>
          {(rows) => (
            <Records
              caption={t('sections.products')}
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                {
                  head: t('fields.name'),
                  cell: ({ id, name }) => (
                    <Link to="/workspace/$organisation/products/$product" params={{ organisation, product: id }}>
                      {name}
                    </Link>
                  ),
                },
                { head: t('product.code'), cell: ({ code }) => <span className="code">{code}</span> },
                {
                  head: t('product.what'),
                  cell: ({ facts: { item } }) =>
                    [
                      item.form === undefined || item.form === 'unknown' ? '' : word('lines.item.form', item.form),
                      Array.isArray(item.elements) ? item.elements.join(' ') : '',
                    ]
                      .filter((each) => each !== '')
                      .join(' · '),
                },
                { head: t('fields.changedAt'), cell: ({ changedAt }) => moment(changedAt) },
              ]}
            />
          )}
        </Loaded>
        <MorePages of={products} />
      </div>
    </Page>
  );
}

export function NewProduct() {
  const { t } = useTranslation('workspace');
  const { organisation } = getRouteApi('/workspace/$organisation/products/new').useParams();
  const navigate = useNavigate();
  const create = useCommand('product.create');
  const editing = useEditing<ProductDraft>({
    initial: { code: '', name: '', facts: { item: {} } },
    fieldPaths: PRODUCT_PATHS,
    onSave: async (body) => {
      const { body: made } = await create.give({ params: { organisation }, body });
      await navigate({
        to: '/workspace/$organisation/products/$product',
        params: { organisation, product: made.id },
      });
    },
  });
  return (
    <Page title={t('product.new')} lead={t('fields.unknownLead')} className="ask">
      <section className="card">
        <Editor
          of={editing}
          submit={t('fields.take')}
          onCancel={() => void navigate({ to: '/workspace/$organisation/products', params: { organisation } })}
        >
          <ProductFields of={editing} />
        </Editor>
      </section>
    </Page>
  );
}
