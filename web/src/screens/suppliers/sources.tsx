import { type BomFacts, dateText } from '@ytterby/core';
import { sourcesInForce } from '@ytterby/core/supplier-questions';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { useFieldName, useSaid } from './said.ts';

/** Which facts of a bill are stated by suppliers, by whom and when; none where somebody changed the fact since. */
export function Sources({ of: bill }: { readonly of: BomFacts }) {
  const { t } = useTranslation('suppliers');
  const language = useLanguage();
  const fieldName = useFieldName();
  const said = useSaid();
  const stated = bill.parts.flatMap((part) => sourcesInForce(bill, part).map((source) => ({ part: part.id, source })));
  if (stated.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('sources.title')}</h2>
      <ul className="plain-list">
        {stated.map(({ part, source }) => {
          const { supplier, person = '', day, document, field } = source;
          return (
            <li key={`${part} ${field} ${supplier} ${day}`}>
              {t('sources.item', {
                fact: t('fields.of', { part, field: fieldName(source) }),
                said: said(field, JSON.parse(source.said)),
                source: t('changes.from', { supplier, person, day: dateText(day, language) }),
              })}
              {document !== undefined && <span className="soft"> · {document}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
