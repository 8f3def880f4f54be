import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { factsInWords } from './facts-in-words.ts';
import { useListTitles } from './names.ts';

/** Values said before the rest is folded away. */
const SAID = 4;

/** A kind of exports, fact by fact. */
export function KindOfExport({ facts }: { readonly facts: Readonly<Record<string, readonly string[]>> }) {
  const { t } = useTranslation('law');
  const text = useText();
  const titles = useListTitles();
  return (
    <dl className="kind">
      {factsInWords(facts, titles).map(({ key, name, values, isExcept }) => {
        const said = values.map(text);
        const first = said.slice(0, SAID).join(t('changes.or'));
        return (
          <div key={key}>
            <dt>{text(name)}</dt>
            <dd>
              {isExcept ? t('changes.except', { values: first }) : first}
              {said.length > SAID && (
                <details className="small">
                  <summary>{t('changes.orOthers', { count: said.length - SAID })}</summary>
                  {said.slice(SAID).join(t('changes.or'))}
                </details>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
