import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { useText } from '../../i18n/index.ts';
import { useDesk } from './desk.tsx';

/** What the active rules say about the case: the flags, whose advice and which conditions they suggest, and by which rule. */
export function Flags() {
  const { t } = useTranslation('cases');
  const text = useText();
  const { of, state } = useDesk();
  if (of.flags.length === 0) return null;
  const department = (id: string) => {
    const found = of.departments.find((each) => each.id === id);
    return found === undefined ? id : text(found.name);
  };
  return (
    <section className="notice warns" aria-labelledby="flags-title">
      <h2 id="flags-title">{t('flags.title')}</h2>
      <ul className="case-flags">
        {of.flags.map(({ rule, version, name, flags, departments, conditions }) => (
          <li key={rule}>
            {flags.map((flag) => (
              <p key={`${flag.zh} ${flag.en}`}>
                <Icon name="warning" /> <strong>{text(flag)}</strong>
              </p>
            ))}
            {departments.map((id) => (
              <p key={id}>
                {t('flags.ask', { department: department(id) })}{' '}
                <Done is={state.advice.some((each) => each.department === id)} words={t('flags.asked')} />
              </p>
            ))}
            {conditions.map(({ id, text: words }) => (
              <p key={id}>
                {t('flags.set', { condition: text(words) })}{' '}
                <Done is={state.conditions.some(({ library }) => library === id)} words={t('flags.isSet')} />
              </p>
            ))}
            <p className="small">
              <Link to="/review/rules" hash={rule}>
                {t('flags.by', { rule: text(name), version })}
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Done({ is, words }: { readonly is: boolean; readonly words: string }) {
  if (!is) return null;
  return (
    <span className="small good">
      <Icon name="check" /> {words}
    </span>
  );
}
