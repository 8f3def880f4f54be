import { amountText, percentText, speaker } from '@ytterby/core';
import { useTranslation } from 'react-i18next';
import { VerdictMark } from '../../components/outcome.tsx';
import { Records } from '../../components/records.tsx';
import { ShareBar, useBoundsText } from '../../components/share-bar.tsx';
import { useLanguage } from '../../i18n/index.ts';
import type { Rule } from './assessment.ts';

/** Each product level that was tested: its share with its bounds, what gives it, and the price at which the answer turns. */
export function TestedProducts({ rule }: { readonly rule: Rule }) {
  const { t } = useTranslation('content');
  return (
    <section className="card tested-products">
      <h2>{t('products.title')}</h2>
      <div className="stack">
        {rule.products.map((product) => (
          <Product key={`${product.part} ${product.basis}`} product={product} threshold={rule.threshold} />
        ))}
      </div>
    </section>
  );
}

interface ProductProps {
  readonly product: Rule['products'][number];
  readonly threshold: string;
}

function Product({ product, threshold }: ProductProps) {
  const { t } = useTranslation('content');
  const language = useLanguage();
  const say = speaker(language);
  const bounds = useBoundsText();
  const { part, basis, verdict, share, value, flipValue, contributions } = product;
  const money = (currency: string) => (amount: string) => `${amountText(amount)} ${currency}`;
  const basisWords = { contract: 1, cost: 1, customs: 1, market: 1, unnamed: 1, none: 1 } as const;
  const basisText = basis in basisWords ? say(`basis.${basis as keyof typeof basisWords}`) : basis;
  return (
    <section className="tested-product">
      <h3>
        <VerdictMark verdict={verdict} /> {part}
      </h3>
      <dl className="facts">
        <div>
          <dt>{say('content.share')}</dt>
          <dd>{bounds(share)}</dd>
        </div>
        <div>
          <dt>{say('content.reached')}</dt>
          <dd>
            {percentText(threshold, language)}: {say(`verdict.${verdict}`)}
          </dd>
        </div>
        <div>
          <dt>{say('content.value')}</dt>
          <dd>{bounds(value, money(value.currency))}</dd>
        </div>
        <div>
          <dt>{say('content.basis')}</dt>
          <dd>{basisText}</dd>
        </div>
      </dl>
      <ShareBar share={share} threshold={threshold} scale="log" />
      {flipValue !== null && <p>{t('products.flipValue', { price: money(value.currency)(flipValue) })}</p>}
      {contributions.length === 0 ? (
        <p className="soft">{t('products.nothing')}</p>
      ) : (
        <Records
          caption={say('content.contribution')}
          rows={contributions}
          rowKey={(each) => each.part}
          columns={[
            {
              head: t('products.part'),
              cell: (each) => (
                <>
                  {each.part}
                  {each.path.length > 2 && (
                    <div className="small soft">{t('products.path', { path: each.path.join(' → ') })}</div>
                  )}
                </>
              ),
            },
            { head: t('products.amount'), cell: (each) => bounds(each.amount, money(value.currency)) },
            {
              head: t('products.share'),
              cell: (each) => (
                <>
                  {bounds(each.share)}
                  <ShareBar share={each.share} threshold={threshold} scale="log" />
                </>
              ),
            },
            {
              head: t('products.flip'),
              cell: (each) =>
                each.flipPrice === null ? (
                  <span className="soft">{t('products.noFlip')}</span>
                ) : (
                  say('content.flip-price', { price: money(each.flipCurrency ?? value.currency)(each.flipPrice) })
                ),
            },
          ]}
        />
      )}
    </section>
  );
}
