import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';

interface SourcesProps {
  readonly of: readonly { readonly url: string | null; readonly note: string | null }[];
}

/** Where a text was read. Links lead out of the product; nothing of theirs is loaded here. */
export function Sources({ of }: SourcesProps) {
  const { t } = useTranslation('law');
  if (of.length === 0) return null;
  return (
    <ul className="law-sources" aria-label={t('sources')}>
      {of.map(({ url, note }, index) => (
        <li key={index}>
          {url === null ? (
            note
          ) : (
            <>
              {note !== null && `${note} `}
              <a href={url} target="_blank" rel="noopener noreferrer">
                {url} <Icon name="external" size="0.9em" />
              </a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
