import { dateText } from '@ytterby/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../i18n/index.ts';
import { type Notice, useAmountText, usePartyText, useShareText } from './words.tsx';

type Field = Notice['template']['fields'][number];

/** A notice as its form says it: each label in both languages, the reader's first, and the statements below. */
export function NoticeText({ of }: { readonly of: Notice }) {
  const { t } = useTranslation('notices');
  const text = useText();
  const id = useId();
  const { title, fields, version } = of.template;
  return (
    <article className="card notice-text" aria-labelledby={id}>
      <h2 id={id}>{text(title)}</h2>
      <Other of={title} />
      <dl className="both-labels">
        {fields
          .filter(({ type }) => type !== 'statement')
          .map((field) => (
            <div key={field.id}>
              <dt>
                <Both of={field.label} />
              </dt>
              <dd>
                <Content of={of} field={field} />
              </dd>
            </div>
          ))}
      </dl>
      {fields
        .filter(({ type }) => type === 'statement')
        .map(({ id: key, label, help }) => (
          <section key={key}>
            <h3>{text(label)}</h3>
            <Other of={label} />
            {help !== undefined && (
              <div className="statement">
                <Both of={help} />
              </div>
            )}
          </section>
        ))}
      <p className="small soft">{t('version', { version })}</p>
    </article>
  );
}

interface BothProps {
  readonly of: { readonly zh: string; readonly en: string };
}

/** The same in both languages, the reader's first. */
function Both({ of }: BothProps) {
  const text = useText();
  return (
    <>
      {text(of)}
      <Other of={of} />
    </>
  );
}

/** What is said in the reader's language, in the other one. */
function Other({ of }: BothProps) {
  const other = useLanguage() === 'zh' ? 'en' : 'zh';
  if (of.zh === of.en) return null;
  return (
    <span lang={other === 'zh' ? 'zh-Hans' : 'en'} className="other-language">
      {of[other]}
    </span>
  );
}

function Content({ of, field }: { readonly of: Notice; readonly field: Field }) {
  const { t } = useTranslation('notices');
  const text = useText();
  const language = useLanguage();
  const party = usePartyText();
  const amount = useAmountText();
  const share = useShareText();
  switch (field.type) {
    case 'issuer':
      return party(of.issuer);
    case 'recipient':
      return party(of.recipient);
    case 'lot':
      return of.lot.number;
    case 'item':
      return of.lot.item;
    case 'control-code':
      return of.lot.controlCode ?? <span className="soft">{t('notStated')}</span>;
    case 'quantity':
      return amount(of.amount);
    case 'limbs':
      return (
        <ul className="plain">
          {of.limbs.map(({ id, name, verdict }) => (
            <li key={id}>
              {text(name)}: {t(`verdicts.${verdict}`)}
            </li>
          ))}
        </ul>
      );
    case 'share':
      return (
        <>
          {share(of.share)}
          {of.share.source !== null && <div className="small soft">{t('source', { source: of.share.source })}</div>}
        </>
      );
    case 'text':
    case 'long-text':
    case 'day': {
      const filled = of.filled[field.id]?.trim() ?? '';
      if (filled === '') return <span className="soft">{t('notStated')}</span>;
      return field.type === 'day' ? dateText(filled, language) : <span className="as-typed">{filled}</span>;
    }
    case 'statement':
      return null;
  }
}
