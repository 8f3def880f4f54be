import { useTranslation } from 'react-i18next';
import type { Reply } from '../../api.ts';
import { useLanguage, useText } from '../../i18n/index.ts';
import { useMonthName } from '../impact/words.ts';

type Content = Reply<'partner-notice.open'>['content'];

/** The one page that a partner is sent, in the language of the reader. */
export function NoticeSheet({ of }: { readonly of: Content }) {
  const { t } = useTranslation('measures');
  const text = useText();
  const { title, number, issuer, embargo, parts, items, months, contact } = of;
  return (
    <article className="notice-sheet">
      <h3>{text(title)}</h3>
      <p className="small soft">
        {t('sheet.issuer')} {text(issuer)} · {t('sheet.number')} <span className="code">{number}</span>
      </p>
      <p className="embargo">{text(embargo)}</p>
      {parts.map((part) => (
        <section key={part.id}>
          <h4>{text(part.title)}</h4>
          {part.lines.map((line) => (
            <p key={line.en}>{text(line)}</p>
          ))}
        </section>
      ))}
      {items.codes.length > 0 && (
        <section>
          <h4>{t('sheet.items')}</h4>
          <p>
            <span className="code">{items.codes.join(' ')}</span>{' '}
            {items.more > 0 && <span className="soft">{t('sheet.more', { count: items.more })}</span>}
          </p>
          {items.hs.length > 0 && (
            <p className="small">
              <span className="soft">{t('sheet.hs')}</span> <span className="code">{items.hs.join(' ')}</span>
            </p>
          )}
        </section>
      )}
      {months.rows.length > 0 && <Months of={months} />}
      <section>
        <h4>{t('sheet.contact')}</h4>
        <p>{[contact.name, contact.email, contact.telephone].filter((each) => each !== null).join(' · ')}</p>
      </section>
    </article>
  );
}

function Months({ of: { unit, rows } }: { readonly of: Content['months'] }) {
  const { t } = useTranslation('measures');
  const language = useLanguage();
  const month = useMonthName();
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumSignificantDigits: 3 });
  return (
    <section>
      <h4>{t('sheet.months', { unit })}</h4>
      <table className="sheet-months">
        <caption className="visually-hidden">{t('sheet.months', { unit })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('sheet.month')}</th>
            <th scope="col">{t('sheet.without')}</th>
            <th scope="col">{t('sheet.forecast')}</th>
            <th scope="col">{t('sheet.band')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.month}>
              <th scope="row">{month(row.month)}</th>
              <td>{number.format(row.without)}</td>
              <td>{number.format(row.middle)}</td>
              <td>
                {number.format(row.low)}–{number.format(row.high)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
